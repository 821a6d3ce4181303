//! The roles of an account, in words and as boxes to tick.

use domain::{access::Role, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::office::{Returned, Tick};

/// A role in a word.
pub fn role_words(at: Locale, role: Role) -> &'static str {
    match role {
        Role::Administrator => td_string!(at, admin.accounts.administrator_short),
        Role::Reception => td_string!(at, admin.accounts.reception_short),
        Role::Mediator => td_string!(at, admin.accounts.mediator_short),
        Role::Editor => td_string!(at, admin.accounts.editor_short),
    }
}

/// How forms name a role.
pub fn role_field(role: Role) -> &'static str {
    match role {
        Role::Administrator => "role_administrator",
        Role::Reception => "role_reception",
        Role::Mediator => "role_mediator",
        Role::Editor => "role_editor",
    }
}

/// Languages by their code, as each calls itself.
pub fn languages() -> Vec<(String, String)> {
    let names = [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")];
    names.map(|(language, name)| (language.code().to_owned(), name.to_owned())).to_vec()
}

/// A box for each role, with what it may do.
#[component]
pub fn Roles(at: Locale, returned: Returned, has: Vec<Role>, legend: &'static str) -> impl IntoView {
    let error = returned.error("role_administrator").map(|wrong| wrong.words(at));
    let ticks = Role::ALL.into_iter().map(|role| {
        let name = role_field(role);
        let words = match role {
            Role::Administrator => td_string!(at, admin.accounts.administrator),
            Role::Reception => td_string!(at, admin.accounts.reception),
            Role::Mediator => td_string!(at, admin.accounts.mediator),
            Role::Editor => td_string!(at, admin.accounts.editor),
        };
        view! { <Tick returned=returned.clone() name label=words ticked=has.contains(&role) /> }
    });
    view! {
        <fieldset class="choices" class:field--error=error.is_some()>
            <legend class="choices__legend">{legend}</legend>
            {error.map(|words| view! { <p class="field__error">{words}</p> })}
            {ticks.collect_view()}
        </fieldset>
    }
}
