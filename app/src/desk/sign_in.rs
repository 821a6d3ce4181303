use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::{language_of_page, locale},
    ui::{Icon, set_title},
};

/// Why the last try did not sign in, and the address that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInFailed {
    pub email: String,
    pub throttled: bool,
}

#[component]
pub fn SignIn() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let failed = use_context::<SignInFailed>();
    let words = failed
        .as_ref()
        .map(|failed| if failed.throttled { td_string!(at, desk.throttled) } else { td_string!(at, desk.wrong) });
    set_title(td_string!(at, desk.sign_in));
    view! {
        <div class="sign">
            <img class="brand__mark" src="/img/mark.svg" alt="" width="64" height="64" />
            <h1>{td_string!(at, desk.sign_in)}</h1>
            <form class="form" method="post" action="/staff/sign-in">
                {words.map(|words| view! {
                    <p class="field__error" role="alert"><Icon name="alert" />{words}</p>
                })}
                <div class="field">
                    <label class="field__label" for="email">{td_string!(at, desk.email)}</label>
                    <input class="field__input" id="email" name="email" type="email" dir="ltr" required
                        autocomplete="username" value=failed.map(|failed| failed.email).unwrap_or_default() />
                </div>
                <div class="field">
                    <label class="field__label" for="password">{td_string!(at, desk.password)}</label>
                    <input class="field__input" id="password" name="password" type="password" dir="ltr" required
                        autocomplete="current-password" />
                </div>
                <button class="button button--primary" type="submit">{td_string!(at, desk.sign_in)}</button>
            </form>
        </div>
    }
}
