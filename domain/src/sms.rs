//! What a text costs as a text message: its alphabet, and into how many parts it is cut (3GPP TS 23.038 and 23.040).

/// The letters that a telephone takes at seven bits; one other letter makes the whole text one of sixteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// The default alphabet of GSM 03.38: 160 places alone, 153 in each of several parts.
    Gsm,
    /// UTF-16 code units: 70 alone, 67 in each of several. Arabic always.
    Ucs2,
}

/// How a text travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsSize {
    pub alphabet: Alphabet,
    /// Places that it takes, of its alphabet.
    pub units: usize,
    /// Messages that are paid for; none for an empty text.
    pub parts: usize,
    /// Places that are free in the last part.
    pub left: usize,
}

/// One place each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
/// Two places each: the sign that says so, and the letter.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

impl Alphabet {
    /// The cheapest one that has every letter of the text.
    pub fn of(text: &str) -> Self {
        if text.chars().all(|c| BASIC.contains(c) || EXTENDED.contains(c)) { Self::Gsm } else { Self::Ucs2 }
    }

    /// Places of a message that stands alone, and of each of several: those carry six bytes about which part they are.
    pub fn places(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }

    fn places_of(self, c: char) -> usize {
        match self {
            Self::Gsm if EXTENDED.contains(c) => 2,
            Self::Gsm => 1,
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// The alphabet first, then the places. What takes two of them is never cut in the middle.
pub fn sms_size(text: &str) -> SmsSize {
    let alphabet = Alphabet::of(text);
    let units = text.chars().map(|c| alphabet.places_of(c)).sum();
    let (alone, each) = alphabet.places();
    if units <= alone {
        return SmsSize { alphabet, units, parts: usize::from(units > 0), left: alone - units };
    }
    let (mut parts, mut used) = (1, 0);
    for c in text.chars() {
        let more = alphabet.places_of(c);
        if used + more > each {
            (parts, used) = (parts + 1, 0);
        }
        used += more;
    }
    SmsSize { alphabet, units, parts, left: each - used }
}

/// The text as a telephone is sent it: signs of print as those of a keyboard, for one of them alone makes three messages of
/// two. French may write the month of August without its hat (the spelling of 1990).
pub fn plain(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ").replace('’', "'").replace("ᵉʳ", "er").replace("août", "aout")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_alphabet_is_chosen_before_anything_is_counted() {
        for (text, alphabet, units, parts, left) in [
            ("", Alphabet::Gsm, 0, 0, 160),
            ("Rendez-vous à 10:00.", Alphabet::Gsm, 20, 1, 140),
            ("5 €", Alphabet::Gsm, 4, 1, 156),
            // GSM knows the capital with a cedilla, and not the small one.
            ("reçu", Alphabet::Ucs2, 4, 1, 66),
            ("l’heure", Alphabet::Ucs2, 7, 1, 63),
            ("موعدكم", Alphabet::Ucs2, 6, 1, 64),
            ("🙂", Alphabet::Ucs2, 2, 1, 68),
        ] {
            assert_eq!(sms_size(text), SmsSize { alphabet, units, parts, left }, "{text}");
        }
    }

    #[test]
    fn one_letter_too_many_makes_two_parts() {
        let size = |text: String| (sms_size(&text).parts, sms_size(&text).left);
        assert_eq!(size("a".repeat(160)), (1, 0));
        assert_eq!(size("a".repeat(161)), (2, 145));
        assert_eq!(size("a".repeat(306)), (2, 0));
        assert_eq!(size("م".repeat(70)), (1, 0));
        assert_eq!(size("م".repeat(71)), (2, 63));
        assert_eq!(size("م".repeat(135)), (3, 66));
    }

    #[test]
    fn what_takes_two_places_is_not_cut() {
        // 152 places, then one of two that begins the second part, and the rest of it.
        let euro = format!("{}€{}", "a".repeat(152), "a".repeat(151));
        assert_eq!((sms_size(&euro).units, sms_size(&euro).parts, sms_size(&euro).left), (305, 2, 0));
        let face = format!("{}🙂{}", "م".repeat(66), "م".repeat(66));
        assert_eq!((sms_size(&face).units, sms_size(&face).parts), (134, 3));
    }

    /// Texts of both alphabets.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["[ -~€à\n]{0,400}", "[a-zمنوع🙂ç€]{0,300}", "\\PC{0,120}"]
    }

    proptest! {
        #[test]
        fn every_part_has_room_for_what_it_holds(text in texts()) {
            let size = sms_size(&text);
            let (alone, each) = size.alphabet.places();
            prop_assert_eq!(size.parts <= 1, size.units <= alone);
            if size.parts > 1 {
                prop_assert!(size.units + size.left <= size.parts * each);
                // No more than one place is lost at each cut.
                prop_assert!(size.units + size.left + size.parts > size.parts * each);
                prop_assert!(size.left < each);
            }
        }

        #[test]
        fn a_longer_text_never_costs_less(text in texts(), more in texts()) {
            let both = format!("{text}{more}");
            // The places may be fewer: a sign that takes two of seven bits takes one of sixteen.
            prop_assert!(sms_size(&both).parts >= sms_size(&text).parts);
        }

        #[test]
        fn sixteen_bits_are_taken_only_where_a_letter_needs_them(text in texts()) {
            let needed = text.chars().any(|c| !BASIC.contains(c) && !EXTENDED.contains(c));
            prop_assert_eq!(sms_size(&text).alphabet == Alphabet::Ucs2, needed);
            if needed {
                prop_assert_eq!(sms_size(&text).units, text.encode_utf16().count());
            }
        }
    }
}
