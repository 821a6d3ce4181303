//! What comes of a text: the message as somebody would have it, and what it costs as a text message.

use domain::{
    contact::Address,
    language::Language,
    message::{Place, Template},
    phone::PhoneNumber,
    reference::Reference,
    sms::{Alphabet, sms_size},
};
use jiff::civil::Date;
use jiff::{ToSpan, civil};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Message, Outgoing, Secret};

use crate::{
    i18n::{Locale, locale},
    messages::{message_text, place_name, value},
    ui::long_day,
};

/// A message about an invented time, the day with the longest name of a year: no message of this text costs more.
pub fn example(language: Language, template: Template, today: Date) -> Message {
    let days = (0..366).map(|n| today.saturating_add(n.days()));
    let day = days.max_by_key(|day| long_day(language, *day).chars().count()).unwrap_or(today);
    let start = day.at(10, 30, 0, 0);
    let until: civil::DateTime = day.at(9, 30, 0, 0);
    match template {
        Template::Booked => Message::Booked { start, reference: Reference::from_number(12_345_678) },
        Template::Requested => Message::Requested { start },
        Template::Confirmed => Message::Confirmed { start },
        Template::Moved => Message::Moved { start },
        Template::Cancelled => Message::Cancelled { start },
        Template::Reminder => Message::Reminder { start },
        Template::Waiting => Message::Waiting,
        Template::Offered => Message::Offered { start, until },
    }
}

/// The example as it would be sent to a telephone; nothing where there is none.
pub fn sent(site: &str, language: Language, what: &Message, text: &str) -> Option<String> {
    let address = Address::Mobile(PhoneNumber::parse("0612345678").ok()?);
    let link = what.template().brings_link().then(|| Secret::parse(&"0".repeat(64))).flatten();
    let (what, text) = (what.clone(), Some(text.to_owned()));
    Some(message_text(site, &Outgoing { id: Default::default(), address, language, what, text, link }))
}

/// What the client fills a text with while somebody types: the names of each place, what stands there, and the link below.
pub fn fills(site: &str, language: Language, what: &Message) -> String {
    let known = what.template().knows().iter();
    let names = known.flat_map(|place| {
        let said = value(language, what, *place);
        let own = Language::ALL.map(|of| place_name(locale(of), *place));
        own.into_iter().chain([Place::as_str(*place)]).map(move |name| (format!("{{{name}}}"), said.clone()))
    });
    let mut fills: Vec<(String, String)> = names.collect();
    let whole = sent(site, language, what, "").unwrap_or_default();
    // The link stands on the last line.
    let link = what.template().brings_link().then(|| whole.rsplit_once('\n')).flatten();
    fills.push((String::new(), link.map_or_else(String::new, |(_, link)| format!("\n{link}"))));
    serde_json::to_string(&fills).unwrap_or_default()
}

/// The message, and below it its alphabet and its parts. The client writes into the same places.
#[component]
pub fn Preview(
    at: Locale,
    language: Language,
    /// Name of the text's field.
    name: &'static str,
    message: String,
) -> impl IntoView {
    let size = sms_size(&message);
    let gsm = size.alphabet == Alphabet::Gsm;
    view! {
        <div class="preview" id=format!("{name}-preview")>
            <p class="preview__title">{td_string!(at, admin.messages.preview)}</p>
            <p class="preview__text" lang=language.code() dir=language.dir() data-said="">{message}</p>
            <p class="preview__size">
                {td_string!(at, admin.messages.parts)} " " <strong data-parts="">{size.parts}</strong> " · "
                {td_string!(at, admin.messages.left)} " " <strong data-left="">{size.left}</strong> " · "
                <span data-alphabet="gsm" hidden=!gsm>{td_string!(at, admin.messages.gsm)}</span>
                <span data-alphabet="ucs2" hidden=gsm>{td_string!(at, admin.messages.ucs2)}</span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::usual_words;
    use jiff::civil::date;

    #[test]
    fn the_example_is_the_dearest_message_of_its_text() {
        let today = date(2026, 11, 27);
        for language in Language::ALL {
            let text = usual_words(locale(language), Template::Reminder);
            let dearest = sent("https://a.ma", language, &example(language, Template::Reminder, today), &text).unwrap();
            for n in 0..366 {
                let start = today.saturating_add(n.days()).at(8, 0, 0, 0);
                let one = sent("https://a.ma", language, &Message::Reminder { start }, &text).unwrap();
                assert!(sms_size(&one).units <= sms_size(&dearest).units, "{one}");
            }
        }
    }

    #[test]
    fn the_client_is_told_every_name_of_a_place_and_the_link() {
        let what = example(Language::Fr, Template::Offered, date(2026, 11, 27));
        let fills: Vec<(String, String)> = serde_json::from_str(&fills("https://a.ma", Language::Fr, &what)).unwrap();
        assert_eq!(fills.len(), 3 * 4 + 1);
        assert!(fills.contains(&("{heure}".into(), "10:30".into())));
        assert!(fills.last().unwrap().1.starts_with("\nhttps://a.ma/fr/offer/000"));
    }
}
