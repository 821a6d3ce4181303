//! Those who may be meant by the letters of a name.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    api::people::{PersonFound, find_people},
    i18n::locale,
    live::settled,
};

/// So many are proposed.
const MOST: usize = 4;

/// Proposes those whom the letters find; whoever is chosen fills the form.
#[component]
pub fn Known(language: Language, typed: RwSignal<String>) -> impl IntoView {
    let found = RwSignal::new(Vec::<PersonFound>::new());
    let settled = settled(typed);
    Effect::new(move |_| {
        let asked = settled.get();
        if asked.trim().chars().count() < 2 {
            found.set(Vec::new());
            return;
        }
        leptos::task::spawn_local(async move {
            // Whoever cannot be asked is typed as somebody new.
            let people = find_people(asked.clone()).await.unwrap_or_default();
            if settled.try_get_untracked().is_some_and(|now| now == asked) {
                found.set(people.into_iter().take(MOST).collect());
            }
        });
    });
    let choose = Callback::new(move |person: PersonFound| {
        found.set(Vec::new());
        fill(&person);
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <div class="known" role="group" aria-label=td_string!(locale(language), desk.caller.known)>
                <p class="known__title">{td_string!(locale(language), desk.caller.known)}</p>
                <ul class="known__list" role="list">
                    <For each=move || found.get() key=|person| person.id.clone() children=move |person| {
                        view! { <One person choose /> }
                    } />
                </ul>
            </div>
        </Show>
    }
}

#[component]
fn One(person: PersonFound, choose: Callback<PersonFound>) -> impl IntoView {
    let (name, shown) = (person.name.clone(), person.contact.shown.clone());
    let when = person.latest.as_ref().map(|latest| latest.when.clone());
    view! {
        <li>
            <button class="known__one" type="button" on:click=move |_| choose.run(person.clone())>
                <bdi>{name}</bdi> " · " <bdi dir="ltr">{shown}</bdi>
                {when.map(|when| view! { " · " <span class="known__when">{when}</span> })}
            </button>
        </li>
    }
}

/// The form says of the person what is known of them; the next question is the service.
fn fill(person: &PersonFound) {
    #[cfg(feature = "hydrate")]
    {
        let contact = &person.contact;
        let (mobile, email) = match contact.link.starts_with("mailto:") {
            true => ("", contact.shown.as_str()),
            false => (contact.shown.as_str(), ""),
        };
        let fields = [
            ("name", person.name.as_str()),
            ("mobile", mobile),
            ("email", email),
            ("language", contact.language.code()),
        ];
        crate::browser::fill_fields(".caller__form", &fields);
        let ticks = [("channel", contact.link.is_empty()), ("may_leave_message", contact.may_leave_message)];
        crate::browser::tick_fields(".caller__form", &ticks);
        crate::browser::focus_on("service");
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = person;
}
