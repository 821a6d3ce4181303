use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use super::setup::{SetupError, error_words};
use crate::{
    api::desk::password_link,
    ask::ask,
    i18n::{Locale, language_of_page, locale},
    ui::{Icon, set_title},
};

/// What was wrong with the password that was chosen.
#[derive(Clone, Copy, Debug)]
pub struct PasswordRefused(pub SetupError);

/// The page behind a link to choose a password.
#[component]
pub fn ChoosePassword() -> impl IntoView {
    let at = locale(language_of_page());
    let path = use_location().pathname.get_untracked();
    let link = path.rsplit('/').next().unwrap_or_default().to_owned();
    let account = ask(|| (), move |()| password_link(link.clone()));
    set_title(td_string!(at, admin.password.title));
    view! {
        <div class="sign">
            <h1>{td_string!(at, admin.password.title)}</h1>
            <Suspense>
                {move || {
                    let path = path.clone();
                    Suspend::new(async move {
                        match account.await {
                            Ok(email) => view! { <PasswordForm at action=path email /> }.into_any(),
                            _ => view! { <p>{td_string!(at, admin.password.gone)}</p> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div>
    }
}

#[component]
fn PasswordForm(at: Locale, action: String, email: String) -> impl IntoView {
    let refused = use_context::<PasswordRefused>().map(|PasswordRefused(error)| error_words(at, error));
    view! {
        <p>{td_string!(at, admin.password.of, email = email.clone()).to_string()}</p>
        <form class="form" method="post" action=action novalidate>
            // A password manager keeps it with the account.
            <input type="hidden" name="email" autocomplete="username" value=email />
            <div class="field" class:field--error=refused.is_some()>
                <label class="field__label" for="password">{td_string!(at, desk.password)}</label>
                <p class="field__hint" id="password-hint">{td_string!(at, desk.password_hint)}</p>
                {refused.map(|words| view! {
                    <p class="field__error" id="password-error" role="alert"><Icon name="alert" />{words}</p>
                })}
                <input class="field__input" id="password" name="password" type="password" dir="ltr" required
                    autocomplete="new-password" aria-describedby="password-hint password-error"
                    aria-invalid=refused.map(|_| "true") />
            </div>
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, admin.password.save)}</button>
            </div>
        </form>
    }
}
