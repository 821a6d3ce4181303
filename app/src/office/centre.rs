//! What the centre says of itself, how much strangers may take of it, and how long it keeps what.

use domain::{access::Verb, language::Language, official_page::OfficialPage};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{Centre, Cleared, Kept, Thing, ThingKind};

use super::{
    AdminTabs, CentreTabs, Entry, LongEntry, Opened, Reader, Returned, Seen, Tick, Wrongs, guarded, moment, open,
};
use crate::{api::Failure, i18n::Locale};

/// How forms name the days of a kind.
pub fn keep_field(kept: Kept) -> &'static str {
    match kept {
        Kept::Person => "keep_person",
        Kept::Waiting => "keep_waiting",
        Kept::Message => "keep_message",
        Kept::Event => "keep_event",
    }
}

/// The settings of the centre.
#[component]
pub fn CentrePage() -> impl IntoView {
    let returned = Returned::of_request();
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    guarded(
        |at| td_string!(at, admin.settings.title),
        Verb::ManageCentre,
        move |reader| {
            let returned = returned.clone();
            async move { settings(reader, returned, saved).await }
        },
    )
}

async fn settings(reader: Reader, returned: Returned, saved: bool) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Centre, "")).await?;
    let (at, here) = (reader.at, &reader.here);
    // Not the one of the request, which is renewed once a minute.
    let centre = here.store.centre_by_id(here.centre.id).await?;
    let keeps = here.store.retention(&here.centre).await?;
    let nights = here.store.clearings(&here.centre, 7).await?;
    let nights: Vec<_> = nights.into_iter().map(|(when, done)| night(&reader, moment(&reader, when), done)).collect();
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/centre" />
        <CentreTabs at here="/staff/centre" />
        {others}
        {(saved && returned.values.is_empty()).then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.saved)}</p> })}
        <Wrongs at returned=returned.clone() />
        <form class="form" method="post" action="/staff/centre" novalidate autocomplete="off">
            <Seen reader=reader.clone() returned=returned.clone() edition page="/staff/centre" />
            <Reach at returned=returned.clone() centre=centre.clone() />
            <Limits at returned=returned.clone() centre=centre.clone() />
            <Offline at returned=returned.clone() centre />
            <Keeps at returned keeps />
            <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
        </form>
        <section class="office__part">
            <h2>{td_string!(at, admin.settings.nights)}</h2>
            {nights.is_empty().then(|| view! { <p class="office__none">{td_string!(at, admin.settings.no_nights)}</p> })}
            <ul class="entries">{nights}</ul>
        </section>
    }
    .into_any())
}

#[component]
fn Reach(at: Locale, returned: Returned, centre: Centre) -> impl IntoView {
    let pages: Vec<&str> = centre.official_pages.iter().map(OfficialPage::address).collect();
    view! {
        <h2>{td_string!(at, admin.settings.reach)}</h2>
        <p>{td_string!(at, admin.settings.reach_text)}</p>
        <Entry at returned=returned.clone() name="phone" kind="tel" label=td_string!(at, admin.settings.phone)
            value=centre.phone.unwrap_or_default() />
        <Entry at returned=returned.clone() name="email" kind="email" label=td_string!(at, admin.settings.email)
            value=centre.email.unwrap_or_default() />
        <LongEntry at returned=returned.clone() name="official_pages" label=td_string!(at, admin.settings.pages)
            hint=td_string!(at, admin.settings.pages_hint) language=Language::En most=4000 value=pages.join("\n") />
        <Tick returned=returned.clone() name="free_of_charge" label=td_string!(at, admin.settings.free) ticked=centre.free_of_charge />
        <Tick returned name="second_reader" label=td_string!(at, admin.settings.second_reader) ticked=centre.second_reader />
    }
}

#[component]
fn Limits(at: Locale, returned: Returned, centre: Centre) -> impl IntoView {
    view! {
        <h2>{td_string!(at, admin.settings.limits)}</h2>
        <p>{td_string!(at, admin.settings.limits_text)}</p>
        <Entry at returned=returned.clone() name="most_ahead" kind="number" label=td_string!(at, admin.settings.ahead)
            value=centre.most_ahead.to_string() />
        <Entry at returned=returned.clone() name="bookings_a_day" kind="number"
            label=td_string!(at, admin.settings.a_day) value=centre.bookings_a_day.to_string() />
        <Entry at returned=returned.clone() name="messages_a_day" kind="number"
            label=td_string!(at, admin.settings.messages) value=centre.messages_a_day.to_string() />
        <Entry at returned name="message_countries" kind="tel" label=td_string!(at, admin.settings.countries)
            hint=td_string!(at, admin.settings.countries_hint) value=centre.message_countries.join(" ") />
    }
}

#[component]
fn Offline(at: Locale, returned: Returned, centre: Centre) -> impl IntoView {
    view! {
        <h2>{td_string!(at, admin.settings.offline)}</h2>
        <p>{td_string!(at, admin.settings.offline_text)}</p>
        <Tick returned name="offline_day" label=td_string!(at, admin.settings.offline_day) ticked=centre.offline_day />
    }
}

#[component]
fn Keeps(at: Locale, returned: Returned, keeps: Vec<(Kept, u32)>) -> impl IntoView {
    let entries = keeps.into_iter().map(|(kept, days)| {
        let label = match kept {
            Kept::Person => td_string!(at, admin.settings.person),
            Kept::Waiting => td_string!(at, admin.settings.waiting),
            Kept::Message => td_string!(at, admin.settings.message),
            Kept::Event => td_string!(at, admin.settings.event),
        };
        view! {
            <Entry at returned=returned.clone() name=keep_field(kept) kind="number" label=label value=days.to_string() />
        }
    });
    view! {
        <h2>{td_string!(at, admin.settings.keep)}</h2>
        <p>{td_string!(at, admin.settings.keep_text)}</p>
        {entries.collect_view()}
    }
}

fn night(reader: &Reader, when: String, done: Cleared) -> AnyView {
    let Cleared { people, waits, messages, events } = done;
    let words = td_string!(
        reader.at,
        admin.settings.night,
        when = when,
        people = people,
        waits = waits,
        messages = messages,
        events = events
    );
    view! { <li class="entry">{words.to_string()}</li> }.into_any()
}
