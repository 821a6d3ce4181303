use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::words::desk_language;
use crate::{
    api::desk::setup_link_works,
    i18n::{Locale, locale},
    ui::Icon,
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
    let at = locale(desk_language());
    let path = use_location().pathname.get_untracked();
    let link = path.rsplit('/').next().unwrap_or_default().to_owned();
    let works = Resource::new_blocking(|| (), move |()| setup_link_works(link.clone()));
    view! {
        <Title text=td_string!(at, desk.setup_title) />
        <main class="sign" id="main">
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
        </main>
    }
}

#[component]
fn SetupForm(at: Locale, action: String) -> impl IntoView {
    let posted = use_context::<SetupPosted>().unwrap_or_default();
    let errors = posted.errors.iter().map(|error| {
        view! { <p class="field__error" role="alert"><Icon name="alert" />{error_words(at, *error)}</p> }
    });
    let errors = errors.collect_view();
    view! {
        <form class="form" method="post" action=action novalidate>
            {errors}
            <div class="field">
                <label class="field__label" for="name">{td_string!(at, desk.name)}</label>
                <input class="field__input" id="name" name="name" dir="auto" required autocomplete="name" value=posted.name />
            </div>
            <div class="field">
                <label class="field__label" for="email">{td_string!(at, desk.email)}</label>
                <input class="field__input" id="email" name="email" type="email" dir="ltr" required
                    autocomplete="username" value=posted.email />
            </div>
            <div class="field">
                <label class="field__label" for="password">{td_string!(at, desk.password)}</label>
                <p class="field__hint" id="password-hint">{td_string!(at, desk.password_hint)}</p>
                <input class="field__input" id="password" name="password" type="password" dir="ltr" required
                    autocomplete="new-password" aria-describedby="password-hint" />
            </div>
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

fn error_words(at: Locale, error: SetupError) -> &'static str {
    match error {
        SetupError::Name => td_string!(at, desk.e_name),
        SetupError::Email => td_string!(at, desk.e_email),
        SetupError::EmailTaken => td_string!(at, desk.e_email_taken),
        SetupError::PasswordShort => td_string!(at, desk.e_password_short),
        SetupError::PasswordLong => td_string!(at, desk.e_password_long),
        SetupError::PasswordCommon => td_string!(at, desk.e_password_common),
    }
}
