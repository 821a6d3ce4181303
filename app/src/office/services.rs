//! The services of the centre: a list, and a page for each.

mod form;
mod page;
mod rules;
mod staff;

pub use form::WORDS as SERVICE_WORDS;
pub use page::{NewServicePage, ServicePage};

use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::ServiceRecord;

use super::{Reader, SetUpTabs, guarded};
use crate::{api::Failure, i18n::Locale};

/// What families can book, also what is not offered now.
#[component]
pub fn ServicesPage() -> impl IntoView {
    guarded(|at| td_string!(at, desk.nav_services), Verb::ManageServices, |reader| async move { list(reader).await })
}

async fn list(reader: Reader) -> Result<AnyView, Failure> {
    let Reader { here, member, language, at, .. } = reader;
    let records = here.store.service_records(&here.centre).await?;
    let rows = records.into_iter().map(|record| view! { <Row at language record /> }).collect_view();
    Ok(view! {
        <SetUpTabs at roles=member.roles here="/staff/services" />
        <p>{td_string!(at, desk.services.lead)}</p>
        <ul class="entries">{rows}</ul>
        <p><a class="button button--primary" href="/staff/services/new">{td_string!(at, desk.services.add)}</a></p>
    }
    .into_any())
}

#[component]
fn Row(at: Locale, language: Language, record: ServiceRecord) -> impl IntoView {
    let seats = if record.seats > 1 {
        td_string!(at, desk.services.seats_counted, count = record.seats).to_string()
    } else {
        td_string!(at, desk.services.individual).to_owned()
    };
    let length = td_string!(at, booking.minutes, count = record.minutes).to_string();
    let hidden = (!record.active).then(|| td_string!(at, desk.services.inactive));
    let too_few = record.staff.len() < record.mediators as usize;
    let too_few = (record.active && too_few).then(|| td_string!(at, desk.services.too_few));
    let warnings = hidden.into_iter().chain(too_few);
    let warnings = warnings.map(|words| view! { <span class="entry__more"><strong>{words}</strong></span> });
    let warnings = warnings.collect_view();
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{name_of(&record, language)}</bdi></strong>
                <span class="entry__more">{length} " · " {seats}</span>
                {warnings}
            </span>
            <a class="button button--small" href=format!("/staff/services/{}", record.slug)>
                {td_string!(at, desk.services.change)}
            </a>
        </li>
    }
}

/// What a service is called in `language`; its slug where nobody has written a name.
pub(super) fn name_of(record: &ServiceRecord, language: Language) -> String {
    record.words.get(&language).map_or_else(|| record.slug.clone(), |words| words.name.clone())
}
