use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// Shown by the client while the next screen is on its way.
#[component]
pub fn Loading(language: Language) -> impl IntoView {
    view! { <p class="loading" role="status">{td_string!(locale(language), site.loading)}</p> }
}
