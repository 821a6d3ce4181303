use domain::language::Language;
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::{refused::refused, words::status_words};
use crate::{
    api::people::{PersonFound, find_people},
    ask::ask,
    i18n::{language_of_page, locale},
    live::settled,
    ui::{ContactLink, Icon, set_title},
};

/// Somebody by name, telephone, e-mail or reference. Without script it is a form; with the client it answers while one
/// types.
#[component]
pub fn FindPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let asked = use_query_map().with_untracked(|query| query.get("q").unwrap_or_default());
    let typed = RwSignal::new(asked.clone());
    let settled = settled(typed);
    let found = ask(move || settled.get(), find_people);
    set_title(td_string!(at, desk.find.title));
    let field = NodeRef::<leptos::html::Input>::new();
    #[cfg(feature = "hydrate")]
    field.on_load(|field| {
        if crate::browser::moves::has_moved() {
            crate::ui::focus(field);
        }
    });
    view! {
        <div class="find">
            <h1 class="desk__title">{td_string!(at, desk.find.title)}</h1>
            <form class="find__form" method="get" action="/staff/find" role="search"
                on:submit=move |event| {
                    if is_awake() {
                        event.prevent_default();
                    }
                }
            >
                <label class="find__label" for="q">{td_string!(at, desk.find.label)}</label>
                <div class="find__row">
                    <input class="field__input" id="q" type="search" name="q" dir="auto" autocomplete="off" autofocus node_ref=field
                        value=asked
                        on:input=move |event| typed.set(event_target_value(&event))
                        on:keydown=into_results />
                    <button class="button" type="submit">{td_string!(at, desk.find.button)}</button>
                </div>
            </form>
            <Transition>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(people) => view! { <People language people typed=settled.get_untracked() /> }.into_any(),
                        Err(failure) => refused(at, failure),
                    }
                })}
            </Transition>
            <p class="find__likely"><a href="/staff/persons/likely">{td_string!(at, people.same.list_open)}</a></p>
        </div>
    }
}

fn is_awake() -> bool {
    cfg!(feature = "hydrate")
}

/// Down leads from the field into what was found.
fn into_results(event: KeyboardEvent) {
    #[cfg(feature = "hydrate")]
    if event.key() == "ArrowDown" {
        crate::browser::focus_first(&event, ".found__who");
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}

fn walk(event: KeyboardEvent) {
    #[cfg(feature = "hydrate")]
    match event.key().as_str() {
        "ArrowDown" => crate::browser::focus_neighbour(&event, ".found__who", 1),
        "ArrowUp" => crate::browser::focus_neighbour(&event, ".found__who", -1),
        _ => {}
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}

#[component]
fn People(language: Language, people: Vec<PersonFound>, typed: String) -> impl IntoView {
    let at = locale(language);
    let count = people.len();
    let said = match count {
        0 if typed.trim().chars().count() < 2 => td_string!(at, desk.find.hint).to_owned(),
        0 => td_string!(at, desk.find.nobody).to_owned(),
        _ => td_string!(at, desk.find.found, count = count).to_string(),
    };
    let people = people.into_iter().map(|person| view! { <Person language person /> });
    view! {
        <p class="find__said" role="status">{said}</p>
        <ul class="found" role="list">{people.collect_view()}</ul>
    }
}

#[component]
fn Person(language: Language, person: PersonFound) -> impl IntoView {
    let at = locale(language);
    let book = format!("/staff/book?person={}", person.id);
    let file = format!("/staff/persons/{}", person.id);
    let latest = person.latest.map(|latest| {
        let state = status_words(language, latest.status);
        view! { <a href=format!("/staff/visits/{}", latest.id)>{latest.when}</a> " · " {state} }
    });
    let times = td_string!(at, desk.find.times, count = person.times).to_string();
    let also = (!person.other_names.is_empty()).then(|| {
        let names = person.other_names.join(" · ");
        view! { <span class="found__also">{td_string!(at, people.same.also)} " " <bdi>{names}</bdi></span> }
    });
    view! {
        <li class="found__person">
            <span class="found__names">
                <a class="found__who" href=file on:keydown=walk><bdi>{person.name}</bdi></a>
                {also}
            </span>
            <span class="found__contact"><ContactLink language contact=person.contact /></span>
            <span class="found__latest">{latest} " · " {times}</span>
            <a class="button button--small" href=book><Icon name="calendar" />{td_string!(at, desk.find.book)}</a>
        </li>
    }
}
