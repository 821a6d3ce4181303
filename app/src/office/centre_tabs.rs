use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// The parts of what a centre sets for itself.
#[component]
pub fn CentreTabs(
    at: Locale,
    /// Path of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let pages = [
        ("/staff/centre", td_string!(at, admin.settings.rules)),
        ("/staff/centre/words", td_string!(at, admin.words.title)),
        ("/staff/centre/help", td_string!(at, admin.help.title)),
        ("/staff/centre/messages", td_string!(at, admin.messages.title)),
    ];
    let links = pages.map(|(path, words)| {
        view! { <a class="tabs__link" href=path aria-current=(path == here).then_some("page")>{words}</a> }
    });
    view! { <nav class="tabs" aria-label=td_string!(at, admin.settings.title)>{links}</nav> }
}
