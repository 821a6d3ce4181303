use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{frame::own_page, gone::Gone};
use crate::i18n::locale;

/// The address of a private link that was made just now; it is shown once.
#[derive(Clone, Debug)]
pub struct NewLink(pub String);

/// A new private link in the place of the one before.
#[component]
pub fn Link() -> impl IntoView {
    let new = use_context::<NewLink>();
    own_page(move |language, own| match (new, own) {
        (Some(new), _) => view! { <Made language new /> }.into_any(),
        (None, Some(_)) => view! { <Question language /> }.into_any(),
        (None, None) => view! { <Gone language /> }.into_any(),
    })
}

#[component]
fn Question(language: Language) -> impl IntoView {
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    view! {
        <h1>{td_string!(at, booking.own.new_link)}</h1>
        <p>{td_string!(at, booking.own.new_link_text)}</p>
        <form class="form" method="post" action=format!("{path}/link")>
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, booking.own.new_link)}</button>
                <a class="button" href=path.clone()>{td_string!(at, booking.back)}</a>
            </div>
        </form>
    }
}

#[component]
fn Made(language: Language, new: NewLink) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, booking.private_link)}</h1>
        <p class="chosen" role="status">{td_string!(at, booking.own.new_link_is)}</p>
        <div class="private-link">
            <label class="field__label" for="private-link">{td_string!(at, booking.private_link)}</label>
            <p class="field__hint">{td_string!(at, booking.private_hint)}</p>
            <input class="field__input" id="private-link" readonly dir="ltr" value=new.0 />
        </div>
        <div class="form__actions">
            <a class="button button--primary" href=format!("/{}/appointment", language.code())>
                {td_string!(at, booking.manage_title)}
            </a>
        </div>
    }
}
