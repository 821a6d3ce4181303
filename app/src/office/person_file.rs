//! Somebody's file: how to reach them, what they agreed to, their appointments, their places on the waiting list, and
//! whether the messages to them arrived.

mod changes;
mod tasks;
mod who_is_who;

use std::collections::BTreeMap;

use domain::{access::Verb, appointment::Status, language::Language};
use jiff::{Timestamp, civil};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{
    ServiceRecord,
    kept::{AppointmentKept, ConsentGiven, ContactGiven, Entry, MessageKept, WaitKept},
};

use self::{changes::changes, tasks::tasks, who_is_who::who_is_who};
use super::{Reader, Returned, Wrongs, guarded, moment};
use crate::{api::Failure, desk::status_words, i18n::Locale, ui::long_day};

/// The file of one person, for those who keep what the centre knows of people.
#[component]
pub fn PersonFilePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let returned = Returned::of_request();
    guarded(
        |at| td_string!(at, desk.file.title),
        Verb::KeepPeople,
        move |reader| async move { file(reader, &id, returned).await },
    )
}

async fn file(reader: Reader, id: &str, returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let file = here.store.person_file(&here.centre, id, member.id, (here.now)()).await?;
    if file.merged && file.id != id {
        leptos_axum::redirect(&format!("/staff/persons/{}", file.id));
    }
    let who = who_is_who(&reader, file.id).await?;
    let entries = &file.entries;
    let names = service_names(&reader).await?;
    let to_do = tasks(&reader, file.id).await?;
    let corrected = changes(&reader, entries).await?;
    let all = |rows: fn(&Entry) -> usize| entries.iter().map(rows).sum::<usize>();
    let none = |words: &'static str| view! { <p class="office__none">{words}</p> };
    let appointments = appointments_of(entries);
    let has_none = appointments.is_empty();
    let appointments = appointments.into_iter().map(|of| view! { <Appointment at language of names=names.clone() /> });
    let contacts = contacts(at, entries);
    let consents = entries.iter().flat_map(|of| &of.consents).map(|of| consent(at, &reader, of)).collect_view();
    let waits = entries.iter().flat_map(|of| &of.waits).map(|of| wait(at, language, of, &names)).collect_view();
    let messages = entries.iter().flat_map(|of| &of.messages).map(|of| message(at, &reader, of)).collect_view();
    Ok(view! {
        <Wrongs at returned />
        <p class="file__name"><bdi>{file.name.clone()}</bdi></p>
        {also(at, &file.other_names)}
        <p class="office__row">
            <a class="button button--primary" href=format!("/staff/book?person={}", file.id)>{td_string!(at, desk.find.book)}</a>
            <a class="button" href=format!("/staff/persons/{}/same", file.id)>{td_string!(at, people.same.other)}</a>
        </p>
        {who}
        <div class="file">
            <section class="office__part">
                <h2>{td_string!(at, desk.file.appointments)}</h2>
                {has_none.then(|| none(td_string!(at, desk.file.none)))}
                <ul class="entries">{appointments.collect_view()}</ul>
                {to_do}
            </section>
            <section class="office__part">
                <h2>{td_string!(at, desk.file.contacts)}</h2>
                <ul class="entries">{contacts}</ul>
                {corrected}
                <h2>{td_string!(at, desk.file.consents)}</h2>
                {(all(|of| of.consents.len()) == 0).then(|| none(td_string!(at, desk.day.need_consent)))}
                <ul class="entries">{consents}</ul>
                <h2>{td_string!(at, desk.file.waits)}</h2>
                {(all(|of| of.waits.len()) == 0).then(|| none(td_string!(at, desk.file.none)))}
                <ul class="entries">{waits}</ul>
                <h2>{td_string!(at, desk.file.messages)}</h2>
                {(all(|of| of.messages.len()) == 0).then(|| none(td_string!(at, desk.file.none)))}
                <ul class="entries">{messages}</ul>
            </section>
        </div>
    }
    .into_any())
}

/// Their appointments, the latest first.
pub(crate) fn appointments_of(entries: &[Entry]) -> Vec<AppointmentKept> {
    let mut appointments: Vec<AppointmentKept> = entries.iter().flat_map(|of| &of.appointments).cloned().collect();
    appointments.sort_by(|a, b| b.start.cmp(&a.start));
    appointments
}

/// Services by their slug, in the reader's language.
pub(crate) async fn service_names(reader: &Reader) -> Result<BTreeMap<String, String>, Failure> {
    let services = reader.here.store.service_records(&reader.here.centre).await?;
    let name = |record: &ServiceRecord| record.words.get(&reader.language).map(|words| words.name.clone());
    Ok(services.into_iter().map(|record| (record.slug.clone(), name(&record).unwrap_or(record.slug))).collect())
}

/// The other names of somebody.
pub(crate) fn also(at: Locale, names: &[String]) -> impl IntoView + use<> {
    let names = names.iter().cloned().enumerate().map(|(n, name)| {
        view! { {(n > 0).then_some(" · ")} <bdi>{name}</bdi> }
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| view! { <p class="file__also">{td_string!(at, people.same.also)} " " {names}</p> })
}

#[component]
pub(crate) fn Appointment(
    at: Locale,
    language: Language,
    of: AppointmentKept,
    names: BTreeMap<String, String>,
) -> impl IntoView {
    let start = of.start.parse::<civil::DateTime>().ok();
    let when = start.map(|start| format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M")));
    let state = Status::from_str_opt(&of.status).map(|status| status_words(language, status));
    let service = names.get(&of.service).cloned().unwrap_or(of.service);
    view! {
        <li class="entry">
            <span class="entry__what">
                <a href=format!("/staff/visits/{}", of.id)>{when}</a>
                <span class="entry__more">{service} " · " {state}</span>
            </span>
            <span class="entry__label">
                {td_string!(at, booking.reference)} " " <bdi dir="ltr">{of.reference}</bdi>
            </span>
        </li>
    }
}

/// Every address once, what stands last first.
pub(crate) fn contacts(at: Locale, entries: &[Entry]) -> impl IntoView + use<> {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut rows = Vec::new();
    for of in entries.iter().flat_map(|of| of.contacts.iter().rev()) {
        let key = (of.channel.clone(), of.address.clone());
        if !seen.contains(&key) {
            seen.push(key);
            rows.push(contact(at, of));
        }
    }
    rows.into_iter().collect_view()
}

fn contact(at: Locale, of: &ContactGiven) -> impl IntoView + use<> {
    let language = Language::from_code(&of.language).unwrap_or_default();
    let own = match language {
        Language::Ar => "العربية",
        Language::Fr => "Français",
        Language::En => "English",
    };
    let may = if of.may_leave_message { td_string!(at, desk.file.message_ok) } else { td_string!(at, desk.no_message) };
    let over = of.ended_at.is_some().then(|| td_string!(at, desk.file.contact_over));
    view! {
        <li class="entry">
            <span class="entry__what">
                <bdi dir="ltr">{of.address.clone()}</bdi>
                <span class="entry__more">{own} " · " {may} {over.map(|over| view! { " · " {over} })}</span>
            </span>
        </li>
    }
}

fn consent(at: Locale, reader: &Reader, of: &ConsentGiven) -> impl IntoView + use<> {
    let by =
        if of.way == "desk" { td_string!(at, desk.file.consent_desk) } else { td_string!(at, desk.file.consent_form) };
    let over = of.withdrawn_at.is_some().then(|| td_string!(at, desk.file.consent_over));
    view! {
        <li class="entry">
            <span class="entry__what">
                {when(reader, &of.given_at)}
                <span class="entry__more">{by} {over.map(|over| view! { " · " {over} })}</span>
            </span>
        </li>
    }
}

fn wait(at: Locale, language: Language, of: &WaitKept, names: &BTreeMap<String, String>) -> impl IntoView + use<> {
    let service = names.get(&of.service).cloned().unwrap_or_else(|| of.service.clone());
    let until = of.last_day.parse().map(|day| long_day(language, day)).unwrap_or_default();
    let open = of.status == "waiting";
    let state = if open { td_string!(at, desk.file.waits_still) } else { td_string!(at, desk.file.waits_over) };
    view! {
        <li class="entry">
            <span class="entry__what">
                {service}
                <span class="entry__more">{state} " · " {td_string!(at, waiting.desk.until)} " " {until}</span>
            </span>
        </li>
    }
}

fn message(at: Locale, reader: &Reader, of: &MessageKept) -> impl IntoView + use<> {
    let about = match of.about.as_str() {
        "booked" | "confirmed" => td_string!(at, desk.file.about_booked),
        "requested" => td_string!(at, desk.file.about_requested),
        "moved" => td_string!(at, desk.file.about_moved),
        "cancelled" => td_string!(at, desk.file.about_cancelled),
        "reminder" => td_string!(at, desk.file.about_reminder),
        _ => td_string!(at, desk.file.about_waiting),
    };
    let became = match &of.sent_at {
        Some(at_moment) => format!("{} · {}", td_string!(at, desk.file.sent), when(reader, at_moment)),
        None if of.dropped => td_string!(at, desk.file.dropped).to_owned(),
        None if of.tries > 0 => td_string!(at, desk.day.need_message).to_owned(),
        None => td_string!(at, desk.file.not_yet).to_owned(),
    };
    view! {
        <li class="entry">
            <span class="entry__what">{about} <span class="entry__more">{became}</span></span>
        </li>
    }
}

/// An instant by the centre's clock.
fn when(reader: &Reader, instant: &str) -> String {
    instant.parse::<Timestamp>().map(|at| moment(reader, at)).unwrap_or_default()
}
