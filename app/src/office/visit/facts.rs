use domain::{
    language::Language,
    preference::{Gender, Spoken},
    reference::Reference,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{History, OtherParty};

use crate::{
    booking::mode_words,
    desk::status_words,
    i18n::{Locale, locale},
    ui::{ContactLink, long_day, long_day_of},
};

/// The appointment line by line; what it has not is left out.
#[component]
pub fn Facts(language: Language, visit: History) -> impl IntoView {
    let at = locale(language);
    let History { card, seat, other, asked, .. } = visit;
    let length = td_string!(at, booking.minutes, count = card.minutes).to_string();
    let with = [Some(card.mediator), card.co_mediator].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let rows = [
        (td_string!(at, desk.name), Some(card.name)),
        (td_string!(at, desk.visit.state), Some(status_words(language, card.status).to_owned())),
        (td_string!(at, booking.day), Some(long_day_of(language, &card.day))),
        (td_string!(at, booking.time), Some(format!("{} · {length}", card.time))),
        (td_string!(at, booking.service), Some(card.service)),
        (td_string!(at, booking.mode), Some(mode_words(language, card.mode).1.to_owned())),
        (td_string!(at, booking.mediator), Some(with)),
        (td_string!(at, desk.visit.asked_for), asked_words(at, asked)),
        (td_string!(at, desk.visit.room), card.room),
        (
            td_string!(at, desk.visit.seat),
            seat.map(|seat| td_string!(at, desk.visit.seat_of, number = seat.number, of = seat.of).to_string()),
        ),
        (td_string!(at, booking.reference), Some(readable(&card.reference))),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let rows = rows.map(|(name, value)| {
        view! { <div class="facts__row"><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> }
    });
    view! {
        <dl class="facts">
            {rows.collect_view()}
            {card.contact.map(|contact| view! {
                <div class="facts__row">
                    <dt>{td_string!(at, desk.visit.contact)}</dt>
                    <dd>
                        <ContactLink language contact=contact.clone() />
                        " · " {language_name(contact.language)}
                        {(!contact.may_leave_message).then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> })}
                    </dd>
                </div>
            })}
            {other.map(|other| view! { <Other language other /> })}
        </dl>
    }
}

/// What the person asked of whoever receives them.
fn asked_words(at: Locale, (gender, speaks): (Option<Gender>, Option<Spoken>)) -> Option<String> {
    let gender = gender.map(|gender| match gender {
        Gender::Woman => td_string!(at, desk.people.woman),
        Gender::Man => td_string!(at, desk.people.man),
    });
    let words: Vec<&str> = gender.into_iter().chain(speaks.map(Spoken::own_name)).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// Who has the same session. Only reception reads it.
#[component]
fn Other(language: Language, other: OtherParty) -> impl IntoView {
    let words = format!(
        "{} · {} · {}",
        long_day(language, other.start.date()),
        other.start.strftime("%H:%M"),
        status_words(language, other.status),
    );
    view! {
        <div class="facts__row">
            <dt>{td_string!(locale(language), desk.visit.other)}</dt>
            <dd>
                <a href=format!("/staff/visits/{}", other.id)><bdi>{other.name}</bdi></a>
                " · " <bdi>{words}</bdi>
            </dd>
        </div>
    }
}

/// A reference in two groups, as the person has it.
fn readable(reference: &str) -> String {
    Reference::parse(reference).map_or_else(|_| reference.to_owned(), |reference| reference.display())
}

/// A language as it calls itself.
fn language_name(language: Language) -> &'static str {
    match language {
        Language::Ar => "العربية",
        Language::Fr => "Français",
        Language::En => "English",
    }
}
