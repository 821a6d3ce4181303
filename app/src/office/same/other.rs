//! Another file of somebody, looked for by whoever knows that there is one.

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use crate::{
    api::{Failure, people::PersonFound},
    i18n::Locale,
    office::{Reader, guarded},
};

/// Finds the other file of one person.
#[component]
pub fn OtherFilePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let typed = use_query_map().with_untracked(|map| map.get("q").unwrap_or_default());
    guarded(
        |at| td_string!(at, people.same.other),
        Verb::KeepPeople,
        move |reader| async move { other(reader, &id, typed).await },
    )
}

async fn other(reader: Reader, id: &str, typed: String) -> Result<AnyView, Failure> {
    let at = reader.at;
    let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
    let own = reader.here.store.person_of_id(&reader.here.centre, id).await?.ok_or(Failure::NotFound)?;
    let found = crate::api::people::people_of(&reader.here, &reader.member, &typed).await?;
    let found: Vec<PersonFound> = found.into_iter().filter(|of| of.id != own.id.to_string()).collect();
    let nobody = (found.is_empty() && !typed.trim().is_empty())
        .then(|| view! { <p class="office__none" role="status">{td_string!(at, desk.find.nobody)}</p> });
    let rows = found.into_iter().map(|of| row(at, own.id, of)).collect_view();
    Ok(view! {
        <p class="office__back"><a href=format!("/staff/persons/{}", own.id)>{td_string!(at, people.same.back)}</a></p>
        <p class="file__name"><bdi>{own.name}</bdi></p>
        <p>{td_string!(at, people.same.other_lead)}</p>
        <form class="find__form" method="get" action=format!("/staff/persons/{}/same", own.id) role="search">
            <label class="find__label" for="q">{td_string!(at, desk.find.label)}</label>
            <div class="find__row">
                <input class="field__input" id="q" type="search" name="q" dir="auto" autocomplete="off" value=typed />
                <button class="button" type="submit">{td_string!(at, desk.find.button)}</button>
            </div>
        </form>
        {nobody}
        <ul class="entries">{rows}</ul>
    }
    .into_any())
}

fn row(at: Locale, own: Uuid, of: PersonFound) -> impl IntoView {
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{of.name}</bdi></strong>
                <span class="entry__more"><bdi dir="ltr">{of.contact.shown}</bdi></span>
            </span>
            <a class="button button--small" href=format!("/staff/persons/{own}/same/{}", of.id)>
                {td_string!(at, people.same.compare)}
            </a>
        </li>
    }
}
