//! Pairs of people who may be one, those who came last first.

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{LikelyPair, Subject};
use uuid::Uuid;

use crate::{
    api::Failure,
    i18n::Locale,
    office::{Reader, guarded, likeness::likeness_words},
};

/// Whoever may be one person, for those who keep what the centre knows of people.
#[component]
pub fn LikelyPage() -> impl IntoView {
    let before = use_query_map().with_untracked(|map| map.get("before").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, people.same.list_title),
        Verb::KeepPeople,
        move |reader| async move { list(reader, before).await },
    )
}

async fn list(reader: Reader, before: Option<Uuid>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, .. } = reader;
    let (pairs, next) = here.store.likely_pairs(&here.centre, before).await?;
    if !pairs.is_empty() {
        here.store.reads(&here.centre, member.id, Subject::People, (here.now)().as_second()).await?;
    }
    let none = pairs.is_empty().then(|| view! { <p class="office__none">{td_string!(at, people.same.list_none)}</p> });
    let rows = pairs.into_iter().map(|pair| row(at, pair)).collect_view();
    let older = next.map(|next| {
        view! { <p><a class="button" href=format!("/staff/persons/likely?before={next}")>{td_string!(at, people.same.older)}</a></p> }
    });
    Ok(view! {
        <p>{td_string!(at, people.same.list_lead)}</p>
        {none}
        <ul class="entries">{rows}</ul>
        {older}
    }
    .into_any())
}

fn row(at: Locale, pair: LikelyPair) -> impl IntoView {
    let LikelyPair { one, other, likeness } = pair;
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{one.1}</bdi></strong> " · " <strong><bdi>{other.1}</bdi></strong>
                <span class="entry__more">{likeness_words(at, Some(likeness))}</span>
            </span>
            <a class="button button--small" href=format!("/staff/persons/{}/same/{}", one.0, other.0)>
                {td_string!(at, people.same.compare)}
            </a>
        </li>
    }
}
