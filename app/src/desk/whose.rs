use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

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
}

/// Chooses one, several or all of those whose calendar can be seen. A plain form: the client follows it as a link.
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
    view! {
        <details class="more whose">
            <summary class="more__title">{td_string!(at, desk.whose.title)}</summary>
            <form class="whose__form" method="get" action=action data-asks="">
                <Group name="with" words=td_string!(at, desk.whose.people) of=people chosen=chosen.people />
                <Group name="room" words=td_string!(at, desk.whose.rooms) of=rooms chosen=chosen.rooms />
                <p class="field__hint">{td_string!(at, desk.whose.hint)}</p>
                <button class="button button--small" type="submit">{td_string!(at, desk.day.show)}</button>
            </form>
        </details>
    }
}

#[component]
fn Group(name: &'static str, words: &'static str, of: Vec<(String, String)>, chosen: Vec<String>) -> impl IntoView {
    if of.is_empty() {
        return None;
    }
    let ticks = of.into_iter().map(|(id, words)| {
        let checked = chosen.contains(&id);
        view! {
            <label class="tick">
                <input class="tick__input" type="checkbox" name=name value=id checked=checked />
                <span class="tick__text"><bdi>{words}</bdi></span>
            </label>
        }
    });
    Some(view! {
        <fieldset class="whose__group">
            <legend class="field__label">{words}</legend>
            {ticks.collect_view()}
        </fieldset>
    })
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
