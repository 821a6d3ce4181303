use domain::{language::Language, limits::MOST_REASON};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{frame::own_page, gone::Gone};
use crate::{
    api::visit::Own,
    booking::Facts,
    i18n::locale,
    ui::{Icon, LongText},
};

/// A reason that was too long, as it was typed.
#[derive(Clone, Debug)]
pub struct LongReason(pub String);

/// Says what cancelling means before it is done.
#[component]
pub fn Cancel() -> impl IntoView {
    let long = use_context::<LongReason>();
    own_page(move |language, own| match own.filter(|own| own.may_cancel) {
        Some(own) => view! { <Question language own long /> }.into_any(),
        None => view! { <Gone language /> }.into_any(),
    })
}

#[component]
fn Question(language: Language, own: Own, long: Option<LongReason>) -> impl IntoView {
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    view! {
        <h1>{td_string!(at, booking.cancel_title)}</h1>
        <p>{td_string!(at, booking.cancel_text)}</p>
        <Facts language own />
        <form class="form" method="post" action=format!("{path}/cancellation") autocomplete="off">
            <Reason language long />
            <div class="form__actions">
                <button class="button button--danger" type="submit">{td_string!(at, booking.cancel_yes)}</button>
                <a class="button" href=path.clone()>{td_string!(at, booking.keep)}</a>
            </div>
        </form>
    }
}

/// Why, for whoever wants to say it.
#[component]
fn Reason(language: Language, long: Option<LongReason>) -> impl IntoView {
    let at = locale(language);
    let wrong = long.is_some();
    let typed = long.map(|LongReason(typed)| typed).unwrap_or_default();
    let described = if wrong { "reason-hint reason-error" } else { "reason-hint" };
    view! {
        <div class="field" class:field--error=wrong>
            <label class="field__label" for="reason">{td_string!(at, booking.own.reason)}</label>
            <p class="field__hint" id="reason-hint">{td_string!(at, booking.own.reason_hint)}</p>
            {wrong.then(|| view! {
                <p class="field__error" id="reason-error" role="alert">
                    <Icon name="alert" />{td_string!(at, booking.own.reason_long)}
                </p>
            })}
            <LongText name="reason" value=typed most=MOST_REASON described wrong />
        </div>
    }
}
