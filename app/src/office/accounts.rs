//! Who has an account at the centre: a list with an invitation, and a page for each.

mod list;
mod one;

pub use list::AccountsPage;
pub use one::AccountOfPage;

use domain::{access::Role, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::Returned;
use crate::i18n::Locale;

/// A link to choose a password; it is shown once.
#[derive(Clone, Debug)]
pub enum NewPasswordLink {
    /// For whoever has the account with this id.
    Of(i64, String),
    /// The account was there: no link is needed.
    NotNeeded,
}

/// A role in a word.
pub(super) fn role_words(at: Locale, role: Role) -> &'static str {
    match role {
        Role::Administrator => td_string!(at, admin.accounts.administrator_short),
        Role::Reception => td_string!(at, admin.accounts.reception_short),
        Role::Mediator => td_string!(at, admin.accounts.mediator_short),
    }
}

/// How forms name a role.
pub fn role_field(role: Role) -> &'static str {
    match role {
        Role::Administrator => "role_administrator",
        Role::Reception => "role_reception",
        Role::Mediator => "role_mediator",
    }
}

/// Languages by their code, as each calls itself.
pub(super) fn languages() -> Vec<(String, String)> {
    let names = [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")];
    names.map(|(language, name)| (language.code().to_owned(), name.to_owned())).to_vec()
}

/// A box for each role, with what it may do.
#[component]
fn Roles(at: Locale, returned: Returned, has: Vec<Role>, legend: &'static str) -> impl IntoView {
    let error = returned.error("role_administrator").map(|wrong| wrong.words(at));
    let ticks = Role::ALL.into_iter().map(|role| {
        let name = role_field(role);
        let words = match role {
            Role::Administrator => td_string!(at, admin.accounts.administrator),
            Role::Reception => td_string!(at, admin.accounts.reception),
            Role::Mediator => td_string!(at, admin.accounts.mediator),
        };
        let checked = if returned.values.is_empty() { has.contains(&role) } else { returned.value(name, "") == "yes" };
        view! {
            <label class="tick">
                <input class="tick__input" type="checkbox" id=name name=name value="yes" checked=checked />
                <span class="tick__text">{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" class:field--error=error.is_some()>
            <legend class="choices__legend">{legend}</legend>
            {error.map(|words| view! { <p class="field__error">{words}</p> })}
            {ticks.collect_view()}
        </fieldset>
    }
}

/// A link that is shown once, to hand over.
#[component]
fn PasswordLink(at: Locale, address: String) -> impl IntoView {
    view! {
        <div class="private-link" role="status">
            <label class="field__label" for="password-link">{td_string!(at, admin.accounts.link)}</label>
            <p class="field__hint" id="password-link-hint">{td_string!(at, admin.accounts.link_text)}</p>
            <input class="field__input" id="password-link" readonly dir="ltr" value=address
                aria-describedby="password-link-hint" />
        </div>
    }
}
