use domain::{
    booking::{Field, FieldError},
    language::Language,
};
use leptos::prelude::*;

use super::{FieldErrorText, changing::is_wrong};

/// One line to type in, with its hint and its error.
#[component]
pub fn TextField(
    language: Language,
    field: Field,
    label: &'static str,
    /// Empty for none.
    hint: &'static str,
    value: String,
    error: Signal<Option<FieldError>>,
    /// `text`, `tel` or `email`.
    kind: &'static str,
) -> impl IntoView {
    let id = field.as_str();
    let dir = if kind == "text" { "auto" } else { "ltr" };
    let invalid = Signal::derive(move || error.get().map(|_| "true".to_owned()));
    view! {
        <div class="field" class:field--error=is_wrong(error)>
            <label class="field__label" for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldErrorText language field error />
            <input class="field__input" id=id name=id type=kind dir=dir value=value autocomplete="off"
                aria-describedby=described(field, hint, error)
                aria-invalid=invalid />
        </div>
    }
}

/// Ids of the hint and the error that explain a field.
pub fn described(field: Field, hint: &'static str, error: Signal<Option<FieldError>>) -> Signal<Option<String>> {
    let id = field.as_str();
    Signal::derive(move || {
        let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let error = error.get().map(|_| format!("{id}-error"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}
