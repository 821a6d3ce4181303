use domain::{board::CardContact, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// How to reach somebody: what opens their telephone or writes to them, or that there is nothing.
#[component]
pub fn ContactLink(language: Language, contact: CardContact) -> impl IntoView {
    if contact.link.is_empty() {
        return view! { <span>{td_string!(locale(language), desk.no_contact)}</span> }.into_any();
    }
    view! { <a href=contact.link><bdi dir="ltr">{contact.shown}</bdi></a> }.into_any()
}
