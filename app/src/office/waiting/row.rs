use domain::{calendar::write_start, language::Language, preference::Gender};
use jiff::{civil::Date, tz::TimeZone};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::WaitingCard;

use crate::{
    booking::mode_words,
    i18n::Locale,
    office::Others,
    ui::{long_day, weekday_words},
    waiting::until_words,
};

/// Somebody who waits: what would suit, how to reach them, and what can be done.
#[component]
pub fn Row(
    at: Locale,
    language: Language,
    card: WaitingCard,
    service: String,
    with: Option<String>,
    zone: TimeZone,
    today: Date,
    /// Who else is at it.
    others: String,
) -> impl IntoView {
    let thing = format!("waiting:{}", card.id);
    let since = zone.to_datetime(card.since).date();
    let wishes = wishes(at, language, &card, with);
    let contact = card.contact.clone().map(|(shown, link)| view! { <a href=link><bdi dir="ltr">{shown}</bdi></a> });
    let quiet = (!card.may_leave_message).then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> });
    view! {
        <li class="entry" data-thing=thing>
            <Others thing=thing.clone() words=others />
            <span class="entry__what">
                <strong><bdi>{card.name.clone()}</bdi></strong> " · " {service} " · " {mode_words(language, card.mode).1}
                <span class="entry__more">{wishes}</span>
                <span class="entry__more">
                    {contact} {quiet} " · " {td_string!(at, waiting.desk.since)} " " {long_day(language, since)}
                </span>
            </span>
            <Deeds at language card zone today />
        </li>
    }
}

/// What would suit, in words.
fn wishes(at: Locale, language: Language, card: &WaitingCard, with: Option<String>) -> String {
    let suits = card.suits;
    let days = (1_u8..=7).filter(|day| suits.weekdays & (1 << (day - 1)) != 0).map(|day| weekday_words(at, day));
    let days = if suits.weekdays == 127 {
        td_string!(at, waiting.desk.every_day).to_owned()
    } else {
        days.collect::<Vec<_>>().join(" ")
    };
    let part = match (suits.from_minute, suits.to_minute) {
        (0, 1440) => None,
        (0, _) => Some(td_string!(at, waiting.morning).to_owned()),
        _ => Some(td_string!(at, waiting.afternoon).to_owned()),
    };
    let until = format!("{} {}", td_string!(at, waiting.desk.until), long_day(language, suits.last_day));
    let gender = card.gender.map(|gender| match gender {
        Gender::Woman => td_string!(at, waiting.desk.woman).to_owned(),
        Gender::Man => td_string!(at, waiting.desk.man).to_owned(),
    });
    let speaks = card.speaks.map(|spoken| format!("{} {}", td_string!(at, waiting.desk.speaks), spoken.own_name()));
    [Some(days), part, Some(until), with, gender, speaks].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The open offer, or a time to offer; and the way off the list.
#[component]
fn Deeds(at: Locale, language: Language, card: WaitingCard, zone: TimeZone, today: Date) -> impl IntoView {
    let path = format!("/staff/waiting/{}", card.id);
    let held = card.held.map(|(hold, start, until)| {
        let hold = hold.to_string();
        let when = format!("{} {}", long_day(language, start.date()), start.strftime("%H:%M"));
        view! {
            <p class="entry__more">
                {td_string!(at, waiting.desk.held)} " " <strong>{when}</strong> " · " {td_string!(at, waiting.desk.held_until)} " "
                <bdi>{until_words(language, zone.to_datetime(until), today)}</bdi>
            </p>
            <form method="post" action=format!("{path}/offer/acceptance")>
                <input type="hidden" name="hold" value=hold.clone() />
                <button class="button button--small" type="submit">{td_string!(at, waiting.desk.accept)}</button>
            </form>
            <form method="post" action=format!("{path}/offer/withdrawal")>
                <input type="hidden" name="hold" value=hold />
                <button class="button button--small" type="submit">{td_string!(at, waiting.desk.withdraw)}</button>
            </form>
        }
    });
    let lapsed = card.lapsed.then(|| view! { <p class="entry__more">{td_string!(at, waiting.desk.lapsed)}</p> });
    let silent = (card.unanswered >= 2).then(|| {
        let words = td_string!(at, waiting.desk.unanswered, count = card.unanswered).to_string();
        view! { <p class="entry__more"><strong>{words}</strong></p> }
    });
    let idle = held.is_none() && !card.lapsed;
    let none = (idle && card.times.is_empty())
        .then(|| view! { <p class="entry__more">{td_string!(at, waiting.desk.no_times)}</p> });
    let offer = (idle && !card.times.is_empty()).then(|| {
        let options = card.times.iter().map(|start| {
            let words = format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M"));
            view! { <option value=write_start(*start)>{words}</option> }
        });
        let (id, options) = (format!("time-{}", card.id), options.collect_view());
        view! {
            <form class="office__row" method="post" action=format!("{path}/offer")>
                <label class="visually-hidden" for=id.clone()>{td_string!(at, waiting.desk.time)}</label>
                <select class="field__input" id=id name="start">{options}</select>
                <button class="button button--small" type="submit">{td_string!(at, waiting.desk.offer)}</button>
            </form>
        }
    });
    view! {
        <div class="entry__deeds">
            {held} {lapsed} {silent} {none} {offer}
            <form method="post" action=format!("{path}/departure")>
                <button class="button button--small button--danger" type="submit">{td_string!(at, waiting.desk.remove)}</button>
            </form>
        </div>
    }
}
