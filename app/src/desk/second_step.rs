use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::{language_of_page, locale},
    ui::{Icon, set_title},
};

/// Why the last code did not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeFailed {
    Wrong,
    Throttled,
    /// The password was given too long ago.
    Over,
}

/// The question for a code, after the right password.
#[component]
pub fn SecondStep() -> impl IntoView {
    let at = locale(language_of_page());
    let failed = use_context::<CodeFailed>();
    let words = failed.map(|failed| match failed {
        CodeFailed::Wrong => td_string!(at, admin.factor.ask_wrong),
        CodeFailed::Throttled => td_string!(at, desk.throttled),
        CodeFailed::Over => td_string!(at, admin.factor.ask_over),
    });
    set_title(td_string!(at, admin.factor.title));
    view! {
        <div class="sign">
            <h1>{td_string!(at, admin.factor.title)}</h1>
            {words.map(|words| view! { <p class="field__error" role="alert"><Icon name="alert" />{words}</p> })}
            {(failed != Some(CodeFailed::Over)).then(|| view! {
                <p>{td_string!(at, admin.factor.ask)}</p>
                <form class="form" method="post" action="/staff/sign-in/code">
                    <div class="field">
                        <label class="field__label" for="code">{td_string!(at, admin.factor.ask_label)}</label>
                        <input class="field__input" id="code" name="code" dir="ltr" required autofocus
                            autocomplete="one-time-code" autocapitalize="none" spellcheck="false" />
                    </div>
                    <button class="button button--primary" type="submit">{td_string!(at, desk.sign_in)}</button>
                </form>
            })}
            <p><a href="/staff/sign-in">{td_string!(at, admin.factor.again)}</a></p>
        </div>
    }
}
