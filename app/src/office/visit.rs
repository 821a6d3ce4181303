//! One appointment at the desk: what it is, what can be done with it, and all that happened to it.

mod approve;
mod cancel;
mod change_form;
mod facts;
mod move_it;
mod person;
mod put;
mod second_party;
mod slip;
mod steps;
mod times;

use domain::{
    access::{Verb, may},
    appointment::Status,
};
use jiff::civil;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{History, Secret, Thing, ThingKind};

use self::{
    approve::Approve,
    cancel::Cancel,
    facts::Facts,
    move_it::{Hand, Move},
    put::PutIt,
    second_party::SecondParty,
    steps::Steps,
    times::Offers,
};

pub use person::{LinkShown, VisitPersonPage};
pub use slip::SlipPage;

use super::{Opened, Reader, Returned, Wrongs, guarded, open};
use crate::{api::Failure, ui::long_day};

/// An appointment, for whoever may see its card. One that is not for the reader does not exist.
#[component]
pub fn VisitPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let from = use_query_map().with_untracked(|map| map.get("from").unwrap_or_default());
    let returned = Returned::of_request();
    guarded(
        |at| td_string!(at, desk.visit.title),
        Verb::OpenVisit,
        move |reader| {
            let (id, from, returned) = (id.clone(), from.clone(), returned.clone());
            async move { visit(reader, (&id, &from), returned).await }
        },
    )
}

async fn visit(reader: Reader, (id, from): (&str, &str), returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let visit = here.store.history(&here.centre, member, id, language, (here.now)()).await?;
    // Asked for after the history: what one may not see does not exist.
    let Opened { others, .. } = open(&reader, &Thing::new(ThingKind::Visit, id)).await?;
    let changeable = visit.card.movable && visit.card.status.is_ahead();
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let from = from.parse::<civil::Date>().map_or(today, |day| day.max(today));
    let offers = if changeable { Offers::read(here, &visit, from, language).await? } else { Offers::default() };
    let (people, rooms) = if changeable {
        let people = match here.store.mediators(&here.centre, &visit.service).await {
            Ok(people) => people,
            // Nobody can be booked for it any more.
            Err(store::Error::NotFound) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        (people, here.store.rooms(&here.centre, (here.now)()).await?)
    } else {
        Default::default()
    };
    let own = visit.staff_id;
    let sees_all = may(&member.roles, Verb::SeeBoard);
    let mut people: Vec<(String, String)> = people
        .into_iter()
        .filter(|person| sees_all || person.id == own || person.id == member.id)
        .map(|person| (person.id.to_string(), person.name))
        .collect();
    if !people.iter().any(|(id, _)| *id == own.to_string()) {
        people.insert(0, (own.to_string(), visit.card.mediator.clone()));
    }
    let adds = changeable && may(&member.roles, Verb::BookForCaller) && may_have_second(&visit);
    // Whoever is forgotten stays so.
    let keeps = may(&member.roles, Verb::KeepPeople) && visit.card.movable && visit.card.contact.is_some();
    let (day, title) = (visit.card.day.clone(), long_day(language, visit.start.date()));
    let key = Secret::random().as_str().to_owned();
    Ok(view! {
        <p class="office__back"><a href=format!("/staff/day/{day}")>{td_string!(at, desk.visit.back)} " · " {title}</a></p>
        {others}
        <Wrongs at returned=returned.clone() />
        <Facts language visit=visit.clone() />
        {keeps.then(|| view! {
            <p><a class="button button--small" href=format!("/staff/visits/{id}/person")>{td_string!(at, desk.visit.person_open)}</a></p>
        })}
        <Steps language steps=visit.steps.clone() />
        {changeable.then(|| view! {
            <Approve at visit=visit.clone() />
            <Move at returned=returned.clone() visit=visit.clone() offers=offers.clone() from />
            <PutIt at returned=returned.clone() visit=visit.clone() people rooms />
            <Hand at returned=returned.clone() visit=visit.clone() colleagues=offers.colleagues.clone() />
            <Cancel at returned=returned.clone() visit=visit.clone() offers />
        })}
        {adds.then(|| view! { <SecondParty at returned visit=visit.clone() key /> })}
    }
    .into_any())
}

/// Whether somebody can still be added beside this person.
fn may_have_second(visit: &History) -> bool {
    let joins_nobody = !visit.card.together && visit.other.as_ref().is_none_or(|other| !other.status.holds_time());
    visit.parties > 1 && visit.card.status == Status::Expected && !visit.workshop && !visit.beside && joins_nobody
}
