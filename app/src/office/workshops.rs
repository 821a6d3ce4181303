//! Group sessions: those to come, the list for the door, and how one is set up or cancelled.

mod cancel;
mod door;
mod new;

pub use cancel::CancelWorkshopPage;
pub use door::WorkshopPage;

use std::collections::BTreeMap;

use domain::{access::Verb, language::Language};
use jiff::ToSpan;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::Workshop;

use self::new::NewForm;
use super::{Reader, Returned, SetUpTabs, guarded};
use crate::{api::Failure, booking::mode_words, here::Here, i18n::Locale, ui::long_day};

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
    let Reader { here, member, at, language } = reader;
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

/// What workshops name by id.
#[derive(Clone)]
struct Names {
    services: BTreeMap<i64, String>,
    people: BTreeMap<i64, String>,
    rooms: BTreeMap<i64, String>,
}

impl Names {
    async fn read(here: &Here, language: Language) -> Result<Self, Failure> {
        let Here { store, centre, now, .. } = here;
        let colleagues = store.colleagues(centre).await?;
        let rooms = store.rooms(centre, now()).await?;
        Ok(Self {
            services: store.service_names(centre, language).await?,
            people: colleagues.into_iter().map(|person| (person.id, person.name)).collect(),
            rooms: rooms.into_iter().map(|room| (room.id, room.name)).collect(),
        })
    }
}

/// A workshop in a few lines.
#[component]
fn Facts(at: Locale, language: Language, workshop: Workshop, names: Names) -> impl IntoView {
    let when = format!("{} · {}", long_day(language, workshop.start.date()), workshop.start.strftime("%H:%M"));
    let (_, mode, _) = mode_words(language, workshop.mode);
    let people = [Some(workshop.staff_id), workshop.co_staff_id].into_iter().flatten();
    let people = people.filter_map(|id| names.people.get(&id).cloned());
    let room = workshop.room_id.and_then(|id| names.rooms.get(&id).cloned());
    let who = std::iter::once(mode.to_owned()).chain(people).chain(room).collect::<Vec<_>>().join(" · ");
    let left = workshop.seats.saturating_sub(workshop.taken);
    view! {
        <span class="entry__what">
            <strong>{when}</strong>
            <span class="entry__more"><bdi>{names.services.get(&workshop.service_id).cloned()}</bdi></span>
            <span class="entry__more"><bdi>{who}</bdi></span>
            <span class="entry__more">
                {td_string!(at, desk.workshops.taken, taken = workshop.taken, seats = workshop.seats).to_string()}
                " · "
                {td_string!(at, desk.workshops.left, count = left).to_string()}
            </span>
        </span>
    }
}
