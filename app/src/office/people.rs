//! What families may ask of those who receive them.

use domain::{
    access::Verb,
    preference::{Gender, Spoken},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{Colleague, Thing, ThingKind};

use super::{Opened, Pick, Reader, Returned, Seen, SetUpTabs, Tick, Wrongs, guarded, open};
use crate::{api::Failure, i18n::Locale};

/// Everybody who receives families.
#[component]
pub fn PeoplePage() -> impl IntoView {
    guarded(|at| td_string!(at, desk.people.title), Verb::ManageHours, |reader| async move { list(reader).await })
}

async fn list(reader: Reader) -> Result<AnyView, Failure> {
    let Reader { here, member, at, .. } = reader;
    let colleagues = here.store.colleagues(&here.centre).await?;
    let none = colleagues.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.people.none)}</p> });
    let rows = colleagues.into_iter().map(|person| {
        let speaks = person.speaks.iter().map(|spoken| spoken.own_name()).collect::<Vec<_>>().join(" · ");
        view! {
            <li class="entry">
                <span class="entry__what">
                    <strong><bdi>{person.name}</bdi></strong>
                    <span class="entry__more">{gender_words(at, person.gender)} " · " <bdi>{speaks}</bdi></span>
                </span>
                <a class="button button--small" href=format!("/staff/hours/staff/{}", person.id)>{td_string!(at, desk.nav_hours)}</a>
                <a class="button button--small" href=format!("/staff/people/{}", person.id)>{td_string!(at, desk.people.change)}</a>
            </li>
        }
    });
    let rows = rows.collect_view();
    Ok(view! {
        <SetUpTabs at roles=member.roles here="/staff/people" />
        <p>{td_string!(at, desk.people.lead)}</p>
        {none}
        <ul class="entries">{rows}</ul>
    }
    .into_any())
}

/// What families may ask of one person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let returned = Returned::of_request();
    let id: Option<i64> = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, desk.people.one),
        Verb::ManageHours,
        move |reader| {
            let returned = returned.clone();
            async move { person(reader, id, returned).await }
        },
    )
}

async fn person(reader: Reader, id: Option<i64>, returned: Returned) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Colleague, id.unwrap_or(0))).await?;
    let (here, at) = (reader.here.clone(), reader.at);
    let colleagues = here.store.colleagues(&here.centre).await?;
    let person = colleagues.into_iter().find(|person| Some(person.id) == id).ok_or(Failure::NotFound)?;
    let page = format!("/staff/people/{}", person.id);
    let genders = [None, Some(Gender::Woman), Some(Gender::Man)];
    let genders = genders.map(|gender| (value_of(gender).to_owned(), gender_words(at, gender).to_owned())).to_vec();
    Ok(view! {
        <p class="office__back"><a href="/staff/people">{td_string!(at, desk.people.back)}</a></p>
        {others}
        <Wrongs at returned=returned.clone() />
        <h2><bdi>{person.name.clone()}</bdi></h2>
        <form class="form" method="post" action=page autocomplete="off">
            <Seen reader returned=returned.clone() edition page=page.clone() />
            <Pick at returned=returned.clone() name="gender" label=td_string!(at, desk.people.gender) options=genders
                value=value_of(person.gender) />
            <Languages at returned person=person.clone() />
            <button class="button button--primary" type="submit">{td_string!(at, desk.services.save)}</button>
        </form>
    }
    .into_any())
}

#[component]
fn Languages(at: Locale, returned: Returned, person: Colleague) -> impl IntoView {
    let error = returned.error("speaks").map(|wrong| wrong.words(at));
    let ticks = Spoken::ALL.into_iter().enumerate().map(|(n, spoken)| {
        let (name, ticked) = (format!("speaks_{}", spoken.code()), person.speaks.contains(&spoken));
        // The link of the error summary leads to the first box.
        let id = if n == 0 { "speaks" } else { "" };
        view! { <Tick returned=returned.clone() name id label=spoken.own_name() ticked /> }
    });
    view! {
        <fieldset class="choices" class:field--error=error.is_some()>
            <legend class="choices__legend">{td_string!(at, desk.people.speaks)}</legend>
            {error.map(|words| view! { <p class="field__error">{words}</p> })}
            {ticks.collect_view()}
        </fieldset>
    }
}

fn value_of(gender: Option<Gender>) -> &'static str {
    gender.map_or("", Gender::as_str)
}

fn gender_words(at: Locale, gender: Option<Gender>) -> &'static str {
    match gender {
        Some(Gender::Woman) => td_string!(at, desk.people.woman),
        Some(Gender::Man) => td_string!(at, desk.people.man),
        None => td_string!(at, desk.people.not_said),
    }
}
