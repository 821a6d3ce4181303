//! The words of messages to families: day and time, and nothing of what for, with whom or where.

use domain::{
    contact::Channel,
    language::Language,
    message::{Place, Template},
    message_text::{MessageText, MessageTextError},
    sms::plain,
};
use jiff::civil::DateTime;
use leptos_i18n::td_string;
use store::{Message, Outgoing};

use crate::{
    i18n::{Locale, locale},
    ui::long_day,
};

/// A message in its person's language, in the centre's own words where it has some. `site` is the address of the site, without
/// a trailing slash.
pub fn message_text(site: &str, outgoing: &Outgoing) -> String {
    let (language, template) = (outgoing.language, outgoing.what.template());
    let usual = usual_words(locale(language), template);
    let own = outgoing.text.as_deref().and_then(|text| read_text(text, template).ok());
    let text = own.or_else(|| read_text(&usual, template).ok());
    let words = text.map_or(usual, |text| text.filled(|place| value(language, &outgoing.what, place)));
    let words = match outgoing.address.channel() {
        Channel::Mobile => plain(&words),
        Channel::Email | Channel::Landline | Channel::Nobody => words,
    };
    match &outgoing.link {
        Some(link) => format!("{words}\n{site}/{}/{}/{}", language.code(), noun(template), link.as_str()),
        None => words,
    }
}

/// Reads a text whose places are named in any of the site's languages, or as they are stored.
///
/// # Errors
/// [`MessageTextError`].
pub fn read_text(text: &str, template: Template) -> Result<MessageText, MessageTextError> {
    MessageText::parse(text, template, |name| {
        Place::ALL.into_iter().find(|place| {
            place.as_str() == name || Language::ALL.into_iter().any(|of| place_name(locale(of), *place) == name)
        })
    })
}

/// What whoever writes a text calls a place.
pub fn place_name(at: Locale, place: Place) -> &'static str {
    match place {
        Place::Day => td_string!(at, message.place_day),
        Place::Time => td_string!(at, message.place_time),
        Place::Code => td_string!(at, message.place_code),
        Place::Until => td_string!(at, message.place_until),
    }
}

/// What a message says where a centre has no words of its own, with places in braces.
pub fn usual_words(at: Locale, template: Template) -> String {
    let name = |place| format!("{{{}}}", place_name(at, place));
    let (day, time) = (name(Place::Day), name(Place::Time));
    match template {
        Template::Booked => {
            td_string!(at, message.booked, day = day, time = time, reference = name(Place::Code)).to_string()
        }
        Template::Requested => td_string!(at, message.requested, day = day, time = time).to_string(),
        Template::Confirmed => td_string!(at, message.confirmed, day = day, time = time).to_string(),
        Template::Moved => td_string!(at, message.moved, day = day, time = time).to_string(),
        Template::Cancelled => td_string!(at, message.cancelled, day = day, time = time).to_string(),
        Template::Reminder => td_string!(at, message.reminder, day = day, time = time).to_string(),
        Template::Waiting => td_string!(at, message.waiting).to_owned(),
        Template::Offered => {
            td_string!(at, message.offered, day = day, time = time, until = name(Place::Until)).to_string()
        }
    }
}

/// What is said of a message in a place.
pub fn value(language: Language, what: &Message, place: Place) -> String {
    let time = |of: &DateTime| of.strftime("%H:%M").to_string();
    match (place, what) {
        (Place::Until, Message::Offered { until, .. }) => {
            let comma = if language == Language::Ar { "،" } else { "," };
            format!("{}{comma} {}", long_day(language, until.date()), time(until))
        }
        (Place::Code, Message::Booked { reference, .. }) => reference.display(),
        (Place::Day, what) => what.start().map_or_else(String::new, |start| long_day(language, start.date())),
        (Place::Time, what) => what.start().map_or_else(String::new, |start| time(&start)),
        // No text of these messages has such a place.
        (Place::Until | Place::Code, _) => String::new(),
    }
}

/// The page that a link opens.
fn noun(template: Template) -> &'static str {
    match template {
        Template::Waiting => "waiting",
        Template::Offered => "offer",
        _ => "appointment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{contact::Address, phone::PhoneNumber, reference::Reference, sms::Alphabet};
    use jiff::civil::date;
    use store::Secret;

    fn text(language: Language, what: Message, link: Option<Secret>) -> String {
        own_text(language, what, link, None)
    }

    fn own_text(language: Language, what: Message, link: Option<Secret>, text: Option<&str>) -> String {
        let number = PhoneNumber::parse("0612345678").expect("a number");
        let (address, text) = (Address::Mobile(number), text.map(str::to_owned));
        let outgoing = Outgoing { id: Default::default(), address, language, what, text, link };
        message_text("https://example.org", &outgoing)
    }

    #[test]
    fn every_usual_text_says_what_it_must_and_french_and_english_take_seven_bits() {
        for language in Language::ALL {
            for template in Template::ALL {
                let text = read_text(&usual_words(locale(language), template), template);
                let text = text.unwrap_or_else(|error| panic!("{language:?} {template:?}: {error}"));
                let sent = plain(&text.filled(|_| "mardi 1ᵉʳ août".to_owned()));
                assert_eq!(Alphabet::of(&sent) == Alphabet::Gsm, language != Language::Ar, "{sent}");
            }
        }
    }

    #[test]
    fn the_centres_own_words_are_sent_unless_they_can_no_longer_be_read() {
        let start = date(2026, 8, 1).at(10, 0, 0, 0);
        let own = |words| own_text(Language::Fr, Message::Moved { start }, None, Some(words));
        assert_eq!(own("Nouvelle heure : {time}, {day}"), "Nouvelle heure : 10:00, samedi 1er aout 2026");
        assert_eq!(own("{nonsense}"), text(Language::Fr, Message::Moved { start }, None));
        assert_eq!(read_text("{jour} {الساعة}", Template::Moved), read_text("{day} {time}", Template::Moved));
    }

    #[test]
    fn a_message_says_day_and_time_in_the_persons_language_and_brings_its_link() {
        let start = date(2026, 11, 24).at(10, 0, 0, 0);
        let until = date(2026, 11, 23).at(12, 30, 0, 0);
        let link = Secret::random();
        let arabic = text(Language::Ar, Message::Offered { start, until }, Some(link.clone()));
        let expected = format!(
            "حفظنا لكم وقتاً: الثلاثاء 24 نونبر 2026 على الساعة 10:00. أجيبوا قبل الاثنين 23 نونبر 2026، 12:30:\nhttps://example.org/ar/offer/{}",
            link.as_str()
        );
        assert_eq!(arabic, expected);
        let french = text(Language::Fr, Message::Reminder { start }, None);
        assert_eq!(french, "Rappel : votre rendez-vous, mardi 24 novembre 2026 à 10:00.");
        let reference = Reference::from_number(1);
        let english = text(Language::En, Message::Booked { start, reference }, Some(link.clone()));
        assert!(english.ends_with(&format!("https://example.org/en/appointment/{}", link.as_str())), "{english}");
        for told in [arabic, french, english] {
            assert!(!told.contains("وساطة") && !told.contains("médiation") && !told.contains("mediation"), "{told}");
        }
    }
}
