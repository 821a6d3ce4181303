//! Text as people type or paste it, made one before a field's own rules read it: what looks the same is the same.
//!
//! The server composes by Unicode's NFKC. A browser does not carry its tables; the server has the last word.

use crate::digits::to_latin_digits;

/// Marks on one letter that are kept; Arabic needs two, a vowel on a doubled consonant, and scholars a third.
#[cfg(feature = "full")]
const MOST_MARKS: usize = 3;

/// Composes, drops what nobody sees, makes white space single, and keeps few marks on a letter.
pub fn clean(typed: &str) -> String {
    let kept: String = composed(typed).chars().filter(|c| !is_unseen(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for what has no spaces within: a number, an address. Digits of every row become 0–9.
pub fn clean_digits(typed: &str) -> String {
    to_latin_digits(&clean(typed))
}

#[cfg(feature = "full")]
fn composed(typed: &str) -> String {
    let mut marks = 0;
    let few = |c: &char| {
        marks = if is_mark(*c) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    };
    icu_normalizer::ComposingNormalizer::new_nfkc().normalize(typed).chars().filter(few).collect()
}

#[cfg(not(feature = "full"))]
fn composed(typed: &str) -> String {
    typed.to_owned()
}

/// What has no width and no shape: controls, marks of direction, joiners, variation selectors, fillers, tags, private use
/// and what is no character at all (Unicode's Default_Ignorable_Code_Point, Cc, Co, Cn as far as they are fixed).
fn is_unseen(c: char) -> bool {
    let code = c as u32;
    (c.is_control() && !c.is_whitespace())
        || matches!(code,
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
            | 0xE000..=0xF8FF | 0xF0000..=0x10_FFFF | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

/// Signs that sit on the letter before them.
#[cfg(feature = "full")]
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670
        | 0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7..=0x06E8 | 0x06EA..=0x06ED | 0x08D3..=0x08FF
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

#[cfg(test)]
mod tests {
    use super::{clean, clean_digits};

    #[test]
    fn what_nobody_sees_goes_and_white_space_is_one() {
        assert_eq!(clean("  Na\u{200B}dia\u{00AD} \t\u{202E} B. \u{3164}"), "Nadia B.");
        assert_eq!(clean("\u{3164}\u{2800}\u{E0041}\u{FDD0}\u{FFFE}"), "");
        assert_eq!(clean("a\u{0000}b\nc"), "ab c");
    }

    #[cfg(feature = "full")]
    #[test]
    fn a_letter_keeps_few_marks() {
        let piled = clean(&format!("x{}algo", "\u{0301}".repeat(40)));
        assert_eq!(piled.chars().filter(|c| *c == '\u{0301}').count(), 3);
        assert_eq!(clean("أَمِّينة"), clean(&clean("أَمِّينة")), "cleaning twice changes nothing");
    }

    #[test]
    fn digits_of_every_row_are_read() {
        for typed in ["٠٦", "۰۶", "०६", "০৬"] {
            assert_eq!(clean_digits(typed), "06", "{typed}");
        }
    }

    #[cfg(feature = "full")]
    #[test]
    fn shapes_of_one_letter_are_one() {
        assert_eq!(clean("ﺃﺣﻤﺪ"), "أحمد");
        assert_eq!(clean("E\u{0301}lodie"), "Élodie");
        assert_eq!(clean("ＡＢ ①"), "AB 1");
        assert_eq!(clean_digits("０６ 𝟙"), "06 1");
    }
}
