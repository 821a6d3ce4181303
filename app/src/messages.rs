//! The words of messages to families: day and time, and nothing of what for, with whom or where.

use domain::{contact::Channel, language::Language};
use jiff::civil::DateTime;
use leptos_i18n::td_string;
use store::{Message, Outgoing};

use crate::{i18n::locale, ui::long_day};

/// A message in its person's language. `site` is the address of the site, without a trailing slash.
pub fn message_text(site: &str, outgoing: &Outgoing) -> String {
    let (language, at) = (outgoing.language, locale(outgoing.language));
    let day = |start: &DateTime| long_day(language, start.date());
    let time = |start: &DateTime| start.strftime("%H:%M").to_string();
    let words = match &outgoing.what {
        Message::Booked { start, reference } => {
            let reference = reference.display();
            td_string!(at, message.booked, day = day(start), time = time(start), reference = reference).to_string()
        }
        Message::Requested { start } => {
            td_string!(at, message.requested, day = day(start), time = time(start)).to_string()
        }
        Message::Confirmed { start } => {
            td_string!(at, message.confirmed, day = day(start), time = time(start)).to_string()
        }
        Message::Moved { start } => td_string!(at, message.moved, day = day(start), time = time(start)).to_string(),
        Message::Cancelled { start } => {
            td_string!(at, message.cancelled, day = day(start), time = time(start)).to_string()
        }
        Message::Reminder { start } => {
            td_string!(at, message.reminder, day = day(start), time = time(start)).to_string()
        }
        Message::Waiting => td_string!(at, message.waiting).to_owned(),
        Message::Offered { start, until } => {
            let comma = if language == Language::Ar { "،" } else { "," };
            let until = format!("{}{comma} {}", day(until), time(until));
            td_string!(at, message.offered, day = day(start), time = time(start), until = until).to_string()
        }
    };
    // Typographic signs make three short messages of two.
    let words = match outgoing.address.channel() {
        Channel::Mobile => words.replace(['\u{A0}', '\u{202F}'], " ").replace('’', "'"),
        Channel::Email | Channel::Landline | Channel::Nobody => words,
    };
    match &outgoing.link {
        Some(link) => format!("{words}\n{site}/{}/{}/{}", language.code(), noun(&outgoing.what), link.as_str()),
        None => words,
    }
}

/// The page that a link opens.
fn noun(what: &Message) -> &'static str {
    match what {
        Message::Waiting => "waiting",
        Message::Offered { .. } => "offer",
        _ => "appointment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{contact::Address, phone::PhoneNumber, reference::Reference};
    use jiff::civil::date;
    use store::Secret;

    fn text(language: Language, what: Message, link: Option<Secret>) -> String {
        let number = PhoneNumber::parse("0612345678").expect("a number");
        let outgoing = Outgoing { id: Default::default(), address: Address::Mobile(number), language, what, link };
        message_text("https://example.org", &outgoing)
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
