//! One appointment at the desk: what it is, what can be done with it, and all that happened to it.

mod approve;
mod cancel;
mod facts;
mod move_it;
mod second_party;
mod steps;
mod times;

use domain::{
    access::{Verb, may},
    appointment::Status,
};
use http::StatusCode;
use jiff::civil;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{History, Secret};

use self::{
    approve::Approve, cancel::Cancel, facts::Facts, move_it::Move, second_party::SecondParty, steps::Steps,
    times::Offers,
};
use super::{Reader, Returned, guarded};
use crate::{api::Failure, i18n::Locale, ui::long_day};

/// An appointment, for whoever may see its card. One that is not for the reader does not exist.
#[component]
pub fn VisitPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let from = use_query_map().with_untracked(|map| map.get("from").unwrap_or_default());
    let (returned, answer) = (Returned::of_request(), use_context::<ResponseOptions>());
    guarded(
        |at| td_string!(at, desk.visit.title),
        Verb::OpenVisit,
        move |reader| {
            let (id, from, returned, answer) = (id.clone(), from.clone(), returned.clone(), answer.clone());
            async move {
                let shown = visit(reader, &id, &from, returned).await;
                if let (Err(Failure::NotFound), Some(answer)) = (&shown, answer) {
                    answer.set_status(StatusCode::NOT_FOUND);
                }
                shown
            }
        },
    )
}

async fn visit(reader: Reader, id: &str, from: &str, returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language } = &reader;
    let (at, language) = (*at, *language);
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let visit = here.store.history(&here.centre, member, id, language).await?;
    let changeable = visit.card.movable && visit.card.status.is_ahead();
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let from = from.parse::<civil::Date>().map_or(today, |day| day.max(today));
    let offers = if changeable { Offers::read(here, &visit, from, language).await? } else { Offers::default() };
    let adds = changeable && may(&member.roles, Verb::BookForCaller) && may_have_second(&visit);
    let (day, title) = (visit.card.day.clone(), long_day(language, visit.start.date()));
    let key = Secret::random().as_str().to_owned();
    Ok(view! {
        <p><a href=format!("/staff/day/{day}") rel="external">{td_string!(at, desk.visit.back)} " · " {title}</a></p>
        <Wrongs at returned=returned.clone() />
        <Facts language visit=visit.clone() />
        <Steps language steps=visit.steps.clone() />
        {changeable.then(|| view! {
            <Approve at visit=visit.clone() />
            <Move at returned=returned.clone() visit=visit.clone() offers=offers.clone() from />
            <Cancel at returned=returned.clone() visit=visit.clone() offers />
        })}
        {adds.then(|| view! { <SecondParty at returned visit key /> })}
    }
    .into_any())
}

/// Whether somebody can still be added beside this person.
fn may_have_second(visit: &History) -> bool {
    let joins_nobody = !visit.card.together && visit.other.as_ref().is_none_or(|other| !other.status.holds_time());
    visit.card.status == Status::Expected && !visit.workshop && !visit.beside && joins_nobody
}

/// What is wrong with the form that came back.
#[component]
fn Wrongs(at: Locale, returned: Returned) -> impl IntoView {
    let lines = returned.wrong.into_iter().map(|(field, wrong)| {
        let words = wrong.words(at);
        if field.is_empty() {
            view! { <li>{words}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{field}")>{words}</a></li> }.into_any()
        }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! { <div class="error-summary" role="alert"><ul class="error-summary__list">{lines}</ul></div> }
    })
}

/// Where a form of this page is sent, and the version that its sender sees.
#[component]
fn ChangeForm(visit: History, verb: &'static str, children: Children) -> impl IntoView {
    view! {
        <form class="form" method="post" action=format!("/staff/visits/{}/{verb}", visit.card.id) autocomplete="off">
            <input type="hidden" name="version" value=visit.card.version />
            {children()}
        </form>
    }
}
