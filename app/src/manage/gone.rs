//! Says that a link, or the proof behind it, is over.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// The visit is over: says so, and what to do.
#[component]
pub fn Gone(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, booking.manage_gone_title)}</h1>
        <p>{td_string!(at, booking.manage_gone)}</p>
    }
}
