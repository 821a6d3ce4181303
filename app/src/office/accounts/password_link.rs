//! A link to choose a password, shown once.

use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// A link to choose a password; it is shown once.
#[derive(Clone, Debug)]
pub enum NewPasswordLink {
    /// For whoever has the account with this id.
    Of(i64, String),
    /// The account was there: no link is needed.
    NotNeeded,
}

/// A link that is shown once, to hand over.
#[component]
pub fn PasswordLink(at: Locale, address: String) -> impl IntoView {
    view! {
        <div class="private-link" role="status">
            <label class="field__label" for="password-link">{td_string!(at, admin.accounts.link)}</label>
            <p class="field__hint" id="password-link-hint">{td_string!(at, admin.accounts.link_text)}</p>
            <input class="field__input" id="password-link" readonly dir="ltr" value=address
                aria-describedby="password-link-hint" />
        </div>
    }
}
