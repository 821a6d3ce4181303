//! Says that a link of the waiting list leads nowhere.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// Says that a link leads nowhere, alike for one that is over and one that never was.
#[component]
pub fn Gone(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.gone_title)}</h1>
        <p>{td_string!(at, waiting.gone)}</p>
        <a class="button button--primary" href=format!("/{}/book", language.code())>{td_string!(at, site.book)}</a>
    }
}
