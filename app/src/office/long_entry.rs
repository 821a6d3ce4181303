use domain::language::Language;
use leptos::prelude::*;

use super::{Returned, Versions};
use crate::{i18n::Locale, ui::Icon};

/// Several lines in one language to type in.
#[component]
pub fn LongEntry(
    at: Locale,
    returned: Returned,
    name: &'static str,
    label: &'static str,
    language: Language,
    /// What a fresh form shows.
    #[prop(optional, into)]
    value: String,
    /// Characters.
    most: usize,
    #[prop(default = 4)] rows: u8,
    #[prop(optional, into)] hint: String,
    /// What stands between the words above it and itself.
    #[prop(optional)]
    tools: Option<AnyView>,
    /// What the client fills places with while somebody types, where it shows what comes of it.
    #[prop(optional_no_strip, into)]
    fills: Option<String>,
) -> impl IntoView {
    let error = returned.error(name).map(|wrong| wrong.words(at));
    let ids = [(!hint.is_empty()).then(|| format!("{name}-hint")), error.map(|_| format!("{name}-error"))];
    let described: Vec<String> = ids.into_iter().flatten().collect();
    let marked = tools.is_some().then_some("");
    // The framework writes what stands in a text area as it is: what a person typed must not become a tag.
    let stands = returned.stands(name, &value);
    let text = returned.value(name, &value).replace('&', "&amp;").replace('<', "&lt;");
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|words| view! {
                <p class="field__error" id=format!("{name}-error")><Icon name="alert" />{words}</p>
            })}
            {tools}
            <Versions at stands=stands>
                <textarea class="field__input" id=name name=name rows=rows.to_string() maxlength=most.to_string() lang=language.code()
                    dir=language.dir() data-fills=fills data-marked=marked
                    aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                    aria-invalid=error.map(|_| "true")
                >
                    {text}
                </textarea>
            </Versions>
        </div>
    }
}
