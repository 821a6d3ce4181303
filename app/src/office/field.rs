use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{Returned, Versions};
use crate::{
    i18n::{Locale, language_of_page, locale},
    ui::Icon,
};

/// One thing to type in. `kind` is the input's type: `text`, `tel`, `date`, `time`, `number`.
#[component]
pub fn Entry(
    at: Locale,
    returned: Returned,
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    /// What a fresh form shows.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let error = returned.error(name).map(|wrong| wrong.words(at));
    let dir = if kind == "text" { "auto" } else { "ltr" };
    let ids = [(!hint.is_empty()).then(|| format!("{name}-hint")), error.map(|_| format!("{name}-error"))];
    let described: Vec<String> = ids.into_iter().flatten().collect();
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|words| view! {
                <p class="field__error" id=format!("{name}-error")><Icon name="alert" />{words}</p>
            })}
            <Versions at stands=returned.stands(name, &value)>
                <input class="field__input" id=name name=name type=kind dir=dir autocomplete="off"
                    value=returned.value(name, &value)
                    step=(kind == "time").then_some("300")
                    aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                    aria-invalid=error.map(|_| "true") />
            </Versions>
        </div>
    }
}

/// One of several: `(value, words)`.
#[component]
pub fn Pick(
    at: Locale,
    returned: Returned,
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    /// What a fresh form shows.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let chosen = returned.value(name, &value);
    let words = |of: String| options.iter().find(|(value, _)| *value == of).map_or(of, |(_, words)| words.clone());
    let stands = returned.stands(name, &value).map(words);
    let error = returned.error(name).map(|wrong| wrong.words(at));
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=name>{label}</label>
            {error.map(|words| view! {
                <p class="field__error" id=format!("{name}-error")><Icon name="alert" />{words}</p>
            })}
            <Versions at stands=stands>
                <select class="field__input" id=name name=name aria-describedby=error.map(|_| format!("{name}-error"))>
                    {options}
                </select>
            </Versions>
        </div>
    }
}

/// A box to tick; its value is `yes`.
#[component]
pub fn Tick(
    returned: Returned,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// What a fresh form shows.
    #[prop(optional)]
    ticked: bool,
    /// Where it is not its name.
    #[prop(optional, into)]
    id: String,
) -> impl IntoView {
    let checked = if returned.values.is_empty() { ticked } else { returned.value(&name, "") == "yes" };
    let at = locale(language_of_page());
    let stands = returned.stands_ticked(&name, ticked).map(|ticked| {
        let words = if ticked { td_string!(at, desk.clash.ticked) } else { td_string!(at, desk.clash.not_ticked) };
        words.to_owned()
    });
    let id = if id.is_empty() { name.clone() } else { id };
    view! {
        <Versions at stands>
            <label class="tick">
                <input class="tick__input" type="checkbox" id=id name=name value="yes" checked=checked />
                <span class="tick__text"><bdi>{label}</bdi></span>
            </label>
        </Versions>
    }
}
