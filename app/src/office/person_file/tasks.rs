//! What is to be done about somebody, on their file.

use leptos::prelude::*;
use leptos_i18n::td_string;
use uuid::Uuid;

use crate::{
    api::Failure,
    office::{Reader, tasks::Row},
};

/// The open tasks about a person, and the way to tell one.
pub async fn tasks(reader: &Reader, person: Uuid) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = reader;
    let (at, language) = (*at, *language);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let cards = here.store.tasks_of_person(&here.centre, member, person).await?;
    let rows = cards.into_iter().map(|card| view! { <Row at language card today all=true /> }).collect_view();
    Ok(view! {
        <h2>{td_string!(at, people.task.title)}</h2>
        <ul class="entries">{rows}</ul>
        <p><a class="button button--small" href=format!("/staff/tasks?about={person}")>{td_string!(at, people.task.add_about)}</a></p>
    }
    .into_any())
}
