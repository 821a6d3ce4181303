use std::collections::BTreeMap;

use domain::{access::Verb, offer::Family, schedule::Modes};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{ServiceRecord, Thing, ThingKind};

use super::form::Form;
use crate::{
    api::Failure,
    office::{Opened, Reader, Returned, guarded, open},
};

/// One service.
#[component]
pub fn ServicePage() -> impl IntoView {
    let returned = Returned::of_request();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let saved = use_query_map().with_untracked(|map| map.get("saved").is_some());
    guarded(
        |at| td_string!(at, desk.services.title),
        Verb::ManageServices,
        move |reader| {
            let (slug, returned) = (slug.clone(), returned.clone());
            async move {
                let opened = open(&reader, &Thing::new(ThingKind::Service, &slug)).await?;
                let record = reader.here.store.service_record(&reader.here.centre, &slug).await?;
                page(reader, record, returned, (Some(opened), saved)).await
            }
        },
    )
}

/// A service that is not there yet.
#[component]
pub fn NewServicePage() -> impl IntoView {
    let returned = Returned::of_request();
    guarded(
        |at| td_string!(at, desk.services.new_title),
        Verb::ManageServices,
        move |reader| {
            let returned = returned.clone();
            async move { page(reader, fresh(), returned, (None, false)).await }
        },
    )
}

async fn page(
    reader: Reader,
    record: ServiceRecord,
    returned: Returned,
    (opened, saved): (Option<Opened>, bool),
) -> Result<AnyView, Failure> {
    let (here, at) = (reader.here.clone(), reader.at);
    let (edition, others) = opened.map(|Opened { edition, others }| (edition, others)).unzip();
    let colleagues = here.store.colleagues(&here.centre).await?;
    let rooms = here.store.rooms(&here.centre, (here.now)()).await?;
    let no_room = !rooms.iter().any(|room| room.active);
    Ok(view! {
        <p class="office__back"><a href="/staff/services">{td_string!(at, desk.services.back)}</a></p>
        {(saved && !returned.clash).then(|| view! { <p class="chosen" role="status">{td_string!(at, desk.services.saved)}</p> })}
        {others}
        <Form reader record returned colleagues no_room edition=edition.unwrap_or_default() />
    }
    .into_any())
}

/// What a new service starts from. The slug is empty until it is there.
fn fresh() -> ServiceRecord {
    ServiceRecord {
        slug: String::new(),
        family: Family::Mediation,
        words: BTreeMap::new(),
        minutes: 45,
        before_minutes: 0,
        buffer_minutes: 10,
        step_minutes: 30,
        notice_minutes: 180,
        horizon_days: 60,
        change_limit_minutes: 240,
        hold_minutes: 120,
        seats: 1,
        mediators: 1,
        parties: 1,
        stagger_minutes: 0,
        needs_room: false,
        needs_approval: false,
        modes: Modes::ALL,
        active: true,
        staff: Vec::new(),
    }
}
