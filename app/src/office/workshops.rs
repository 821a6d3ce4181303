//! Group sessions: those to come, the list for the door, and how one is set up or cancelled.

mod cancel;
mod door;
mod facts;
mod new;

use facts::{Facts, Names};

pub use cancel::CancelWorkshopPage;
pub use door::WorkshopPage;

use domain::access::Verb;
use jiff::ToSpan;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use self::new::NewForm;
use super::{Reader, Returned, SetUpTabs, guarded};
use crate::api::Failure;

/// Days ahead that are listed; nothing is set up farther ahead.
const AHEAD: i64 = 400;

/// The workshops to come, and a form for one more.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    let returned = Returned::of_request();
    let cancelled = use_query_map().with_untracked(|map| map.get("cancelled").is_some());
    guarded(
        |at| td_string!(at, desk.nav_workshops),
        Verb::ManageWorkshops,
        move |reader| {
            let returned = returned.clone();
            async move { list(reader, returned, cancelled).await }
        },
    )
}

async fn list(reader: Reader, returned: Returned, cancelled: bool) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = reader;
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let workshops = here.store.workshops(&here.centre, (today, today.saturating_add(AHEAD.days()))).await?;
    let names = Names::read(&here, language).await?;
    let services = here.store.service_records(&here.centre).await?;
    let colleagues = here.store.colleagues(&here.centre).await?;
    let services = services.into_iter().filter(|service| service.active && service.seats > 1).collect();
    let none =
        workshops.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.workshops.none)}</p> });
    let rows = workshops.into_iter().map(|workshop| {
        let href = format!("/staff/workshops/{}", workshop.id);
        view! {
            <li class="entry">
                <Facts at language workshop names=names.clone() />
                <a class="button button--small" href=href>{td_string!(at, desk.workshops.open)}</a>
            </li>
        }
    });
    let rows = rows.collect_view();
    Ok(view! {
        <SetUpTabs at roles=member.roles here="/staff/workshops" />
        {cancelled.then(|| view! { <p class="chosen" role="status">{td_string!(at, desk.workshops.cancelled)}</p> })}
        {none}
        <ol class="entries">{rows}</ol>
        <NewForm at language services colleagues returned />
    }
    .into_any())
}
