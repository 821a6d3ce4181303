use domain::language::Language;
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use leptos_i18n::td_string;

use super::go::use_go;
use crate::i18n::locale;

/// Whose calendar is shown: mediators and rooms by their ids as addresses write them. Nobody named is everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub people: Vec<String>,
    pub rooms: Vec<String>,
}

impl Chosen {
    /// As an address carries it; with the mark before it where there is anything.
    pub fn query(&self) -> String {
        let people = self.people.iter().map(|id| format!("with={id}"));
        let all: Vec<String> = people.chain(self.rooms.iter().map(|id| format!("room={id}"))).collect();
        if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
    }

    /// What an address says.
    pub fn of_query(all: impl Fn(&str) -> Vec<String>) -> Self {
        Self { people: all("with"), rooms: all("room") }
    }

    fn list(&self, room: bool) -> &[String] {
        if room { &self.rooms } else { &self.people }
    }
}

/// Chooses one, several or all of those whose calendar can be seen.
#[component]
pub fn Whose(
    language: Language,
    /// Where the calendar stands.
    action: String,
    /// Id and name.
    people: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    chosen: Chosen,
) -> impl IntoView {
    let at = locale(language);
    let now = RwSignal::new(chosen);
    let (has_people, has_rooms) = (!people.is_empty(), !rooms.is_empty());
    let go = use_go();
    let path = action.clone();
    let sent = move |event: SubmitEvent| {
        event.prevent_default();
        go(&format!("{path}{}", now.with_untracked(Chosen::query)));
    };
    view! {
        <details class="more whose">
            <summary class="more__title">{td_string!(at, desk.whose.title)}</summary>
            <form class="whose__form" method="get" action=action on:submit=sent>
                {has_people.then(|| view! {
                    <fieldset class="whose__group">
                        <legend class="field__label">{td_string!(at, desk.whose.people)}</legend>
                        <Ticks of=people room=false now />
                    </fieldset>
                })}
                {has_rooms.then(|| view! {
                    <fieldset class="whose__group">
                        <legend class="field__label">{td_string!(at, desk.whose.rooms)}</legend>
                        <Ticks of=rooms room=true now />
                    </fieldset>
                })}
                <p class="field__hint">{td_string!(at, desk.whose.hint)}</p>
                <button class="button button--small" type="submit">{td_string!(at, desk.day.show)}</button>
            </form>
        </details>
    }
}

#[component]
fn Ticks(of: Vec<(String, String)>, room: bool, now: RwSignal<Chosen>) -> impl IntoView {
    let name = if room { "room" } else { "with" };
    let ticks = of.into_iter().map(|(id, words)| {
        let checked = now.with_untracked(|now| now.list(room).contains(&id));
        let value = id.clone();
        let changed = move |event: Event| {
            let ticked = event_target_checked(&event);
            now.update(|now| {
                let list = if room { &mut now.rooms } else { &mut now.people };
                list.retain(|other| *other != id);
                if ticked {
                    list.push(id.clone());
                }
            });
        };
        view! {
            <label class="tick">
                <input class="tick__input" type="checkbox" name=name value=value checked=checked on:change=changed />
                <span class="tick__text"><bdi>{words}</bdi></span>
            </label>
        }
    });
    ticks.collect_view()
}

#[cfg(test)]
mod tests {
    use super::Chosen;

    #[test]
    fn an_address_says_who_is_chosen() {
        assert_eq!(Chosen::default().query(), "");
        let chosen = Chosen { people: vec!["3".into(), "5".into()], rooms: vec!["7".into()] };
        assert_eq!(chosen.query(), "?with=3&with=5&room=7");
    }
}
