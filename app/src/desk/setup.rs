use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use crate::{
    api::desk::setup_link_works,
    ask::ask,
    i18n::{Locale, language_of_page, locale},
    ui::{Icon, set_title},
};

/// What is wrong with the first account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupError {
    Name,
    Email,
    EmailTaken,
    PasswordShort,
    PasswordLong,
    PasswordCommon,
}

/// The form that came back.
#[derive(Clone, Debug, Default)]
pub struct SetupPosted {
    pub name: String,
    pub email: String,
    pub errors: Vec<SetupError>,
}

/// The one-time page that makes the first administrator.
#[component]
pub fn Setup() -> impl IntoView {
    let at = locale(language_of_page());
    let path = use_location().pathname.get_untracked();
    let link = path.rsplit('/').next().unwrap_or_default().to_owned();
    let works = ask(|| (), move |()| setup_link_works(link.clone()));
    set_title(td_string!(at, desk.setup_title));
    view! {
        <div class="sign">
            <h1>{td_string!(at, desk.setup_title)}</h1>
            <Suspense>
                {move || {
                    let path = path.clone();
                    Suspend::new(async move {
                        match works.await {
                            Ok(true) => view! { <SetupForm at action=path /> }.into_any(),
                            _ => view! { <p>{td_string!(at, desk.setup_gone)}</p> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div>
    }
}

#[component]
fn SetupForm(at: Locale, action: String) -> impl IntoView {
    let SetupPosted { name, email, errors } = use_context::<SetupPosted>().unwrap_or_default();
    let error = |of: &[SetupError]| errors.iter().copied().find(|error| of.contains(error));
    let name_error = error(&[SetupError::Name]);
    let email_error = error(&[SetupError::Email, SetupError::EmailTaken]);
    let password_error = error(&[SetupError::PasswordShort, SetupError::PasswordLong, SetupError::PasswordCommon]);
    view! {
        <form class="form" method="post" action=action novalidate>
            <Entry at id="name" label=td_string!(at, desk.name) kind="text" complete="name" value=name error=name_error />
            <Entry at id="email" label=td_string!(at, desk.email) kind="email" complete="username" value=email
                error=email_error />
            <Entry at id="password" label=td_string!(at, desk.password) hint=td_string!(at, desk.password_hint)
                kind="password" complete="new-password" value=String::new() error=password_error />
            <label class="tick">
                <input class="tick__input" type="checkbox" name="reception" value="yes" checked />
                <span class="tick__text">{td_string!(at, desk.setup_reception)}</span>
            </label>
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, desk.setup_create)}</button>
            </div>
        </form>
    }
}

/// One line of the form, with what is wrong with it.
#[component]
fn Entry(
    at: Locale,
    id: &'static str,
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    kind: &'static str,
    /// What a password manager fills in.
    complete: &'static str,
    value: String,
    error: Option<SetupError>,
) -> impl IntoView {
    let dir = if kind == "text" { "auto" } else { "ltr" };
    let described = format!("{id}-hint {id}-error");
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            {error.map(|error| view! {
                <p class="field__error" id=format!("{id}-error") role="alert"><Icon name="alert" />{error_words(at, error)}</p>
            })}
            <input class="field__input" id=id name=id type=kind dir=dir required autocomplete=complete value=value
                aria-describedby=described aria-invalid=error.map(|_| "true") />
        </div>
    }
}

pub(super) fn error_words(at: Locale, error: SetupError) -> &'static str {
    match error {
        SetupError::Name => td_string!(at, desk.e_name),
        SetupError::Email => td_string!(at, desk.e_email),
        SetupError::EmailTaken => td_string!(at, desk.e_email_taken),
        SetupError::PasswordShort => td_string!(at, desk.e_password_short),
        SetupError::PasswordLong => td_string!(at, desk.e_password_long),
        SetupError::PasswordCommon => td_string!(at, desk.e_password_common),
    }
}
