//! The waiting list at the desk.

mod add;
mod row;

pub use add::WaitingNewPage;

use std::collections::BTreeMap;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{Subject, Thing, ThingKind};

use self::row::Row;
use super::{Reader, Returned, guarded, others_words};
use crate::api::Failure;

/// Everybody who waits, first come first.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let returned = Returned::of_request();
    let added = use_query_map().with_untracked(|map| map.get("added").is_some());
    guarded(
        |at| td_string!(at, desk.nav_waiting),
        Verb::ManageWaiting,
        move |reader| {
            let returned = returned.clone();
            async move { list(reader, returned, added).await }
        },
    )
}

async fn list(reader: Reader, returned: Returned, added: bool) -> Result<AnyView, Failure> {
    let Reader { here, at, language, member, .. } = reader;
    here.store.reads(&here.centre, member.id, Subject::WaitingList, (here.now)().as_second()).await?;
    let waiting = here.store.waiting_list(&here.centre, (here.now)()).await?;
    let services = here.store.service_names(&here.centre, language).await?;
    let people: BTreeMap<i64, String> = here.store.people_with_hours(&here.centre).await?.into_iter().collect();
    let wrong = returned.error("").map(|wrong| wrong.words(at));
    let none = waiting.is_empty().then(|| view! { <p class="office__none">{td_string!(at, waiting.desk.empty)}</p> });
    let zone = here.centre.zone.clone();
    let editors = here.store.editors(&here.centre, (here.now)()).await?;
    let today = zone.to_datetime((here.now)()).date();
    let rows = waiting.into_iter().map(|card| {
        let service = services.get(&card.service_id).cloned().unwrap_or_default();
        let with = card.with_staff.and_then(|id| people.get(&id).cloned());
        let thing = Thing::new(ThingKind::Waiting, card.id);
        let others = others_words(at, &zone, member.id, &thing, &editors);
        view! { <Row at language card service with zone=zone.clone() today others /> }
    });
    let rows = rows.collect_view();
    Ok(view! {
        <p>{td_string!(at, waiting.desk.lead)}</p>
        {added.then(|| view! { <p class="chosen" role="status">{td_string!(at, waiting.desk.added)}</p> })}
        {wrong.map(|words| view! { <p class="error-summary" role="alert">{words}</p> })}
        <p><a class="button" href="/staff/waiting/new">{td_string!(at, waiting.desk.add)}</a></p>
        {none}
        <ol class="entries">{rows}</ol>
    }
    .into_any())
}
