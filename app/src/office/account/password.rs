use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::Locale, office::Returned, ui::Icon};

/// Another password, for whoever knows the one before.
#[component]
pub fn ChangePassword(at: Locale, returned: Returned) -> impl IntoView {
    view! {
        <section class="office__part">
            <h2>{td_string!(at, admin.own.password)}</h2>
            <form class="form" method="post" action="/staff/account/password" novalidate>
                <Secret at returned=returned.clone() name="old" label=td_string!(at, admin.own.old) complete="current-password" />
                <Secret at returned name="new" label=td_string!(at, admin.own.next) hint=td_string!(at, desk.password_hint)
                    complete="new-password" />
                <button class="button" type="submit">{td_string!(at, admin.own.change)}</button>
            </form>
        </section>
    }
}

/// A password to type; it never comes back.
#[component]
fn Secret(
    at: Locale,
    returned: Returned,
    name: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    /// What a password manager fills in.
    complete: &'static str,
) -> impl IntoView {
    let error = returned.error(name).map(|wrong| wrong.words(at));
    let ids = [(!hint.is_empty()).then(|| format!("{name}-hint")), error.map(|_| format!("{name}-error"))];
    let described: Vec<String> = ids.into_iter().flatten().collect();
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|words| view! {
                <p class="field__error" id=format!("{name}-error")><Icon name="alert" />{words}</p>
            })}
            <input class="field__input" id=name name=name type="password" dir="ltr" autocomplete=complete
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=error.map(|_| "true") />
        </div>
    }
}
