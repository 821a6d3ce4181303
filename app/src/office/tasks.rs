//! What somebody has to do: one's own and everybody's, told, done, and not done after all.

mod new;
mod row;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
pub use new::NewTask;
pub use row::Row;
use store::{Subject, Whose};
use uuid::Uuid;

use super::{Reader, Returned, Wrongs, guarded};
use crate::{api::Failure, i18n::Locale};

/// The tasks that the reader sees.
#[component]
pub fn TasksPage() -> impl IntoView {
    let returned = Returned::of_request();
    let (all, about) = use_query_map()
        .with_untracked(|map| (map.get("whose").is_some(), map.get("about").and_then(|id| id.parse().ok())));
    guarded(
        |at| td_string!(at, people.task.title),
        Verb::KeepTasks,
        move |reader| async move { tasks(reader, returned, all, about).await },
    )
}

async fn tasks(reader: Reader, returned: Returned, all: bool, about: Option<Uuid>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let whose = if all { Whose::Everybodys } else { Whose::Mine };
    let cards = here.store.tasks(&here.centre, member, whose).await?;
    if cards.iter().any(|card| card.person.is_some()) {
        here.store.reads(&here.centre, member.id, Subject::Tasks, (here.now)().as_second()).await?;
    }
    let (over, open): (Vec<_>, Vec<_>) = cards.into_iter().partition(|card| card.over);
    let none = open.is_empty().then(|| view! { <p class="office__none">{td_string!(at, people.task.none)}</p> });
    let has_over = !over.is_empty();
    let open = open.into_iter().map(|card| view! { <Row at language card today all /> }).collect_view();
    let over = over.into_iter().map(|card| view! { <Row at language card today all /> }).collect_view();
    let new = new_form(&reader, returned.clone(), about).await?;
    Ok(view! {
        <Wrongs at returned />
        {tabs(at, all)}
        {none}
        <ul class="entries">{open}</ul>
        {new}
        {has_over.then(|| view! {
            <details class="more">
                <summary class="more__title">{td_string!(at, people.task.over)}</summary>
                <ul class="entries">{over}</ul>
            </details>
        })}
    }
    .into_any())
}

fn tabs(at: Locale, all: bool) -> impl IntoView {
    let here = |this: bool| (this == all).then_some("page");
    view! {
        <nav class="tabs" aria-label=td_string!(at, people.task.title)>
            <a class="tabs__link" href="/staff/tasks" aria-current=here(false)>{td_string!(at, people.task.mine)}</a>
            <a class="tabs__link" href="/staff/tasks?whose=all" aria-current=here(true)>
                {td_string!(at, people.task.everybodys)}
            </a>
        </nav>
    }
}

/// The form for a task, about somebody where that was asked for.
async fn new_form(reader: &Reader, returned: Returned, about: Option<Uuid>) -> Result<impl IntoView + use<>, Failure> {
    let Reader { here, at, .. } = reader;
    let about = match about.filter(|_| domain::access::may(&reader.member.roles, Verb::KeepPeople)) {
        Some(id) => here.store.person_of_id(&here.centre, id).await?.map(|person| (person.id, person.name)),
        None => None,
    };
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let accounts = here.store.accounts(&here.centre).await?;
    let staff = accounts.into_iter().filter(|account| !account.roles.is_empty());
    let staff = staff.map(|account| (account.id.to_string(), account.name)).collect();
    Ok(view! { <NewTask at=*at returned today staff about /> })
}
