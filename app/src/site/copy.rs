//! Copies of the pages to read that stay on a device whose person asked for them (`public/js/read.js`).

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::{Locale, locale};

/// Whether a page is asked for as the copy that opens without a line.
pub fn is_copy(query: &str) -> bool {
    query == "kept"
}

/// Such a page is seen only where there is no line, and says so.
#[component]
pub fn KeptCopy(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <p class="no-line" role="status">
            <strong>{td_string!(at, site.kept_title)}</strong>
            <span>{td_string!(at, site.kept_text)}</span>
        </p>
    }
}

/// What a person may ask for on the page that says what this site leaves. Nothing stays that was not asked for: it would be a
/// trace that outlives the history.
#[component]
pub fn Reading(at: Locale) -> impl IntoView {
    let said = [
        ("yes", td_string!(at, site.reading.kept)),
        ("no", td_string!(at, site.reading.gone)),
        ("failed", td_string!(at, site.reading.failed)),
    ];
    let said = said.map(|(what, words)| view! { <p class="chosen" role="status" data-kept=what hidden>{words}</p> });
    view! {
        <section class="reading">
            <h2>{td_string!(at, site.reading.title)}</h2>
            <p>{td_string!(at, site.reading.text)}</p>
            <p class="reading__deeds">
                <button class="button" type="button" data-keep="yes">{td_string!(at, site.reading.keep)}</button>
                <button class="button" type="button" data-keep="no">{td_string!(at, site.reading.forget)}</button>
            </p>
            {said}
        </section>
    }
}
