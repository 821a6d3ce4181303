use domain::{appointment::Status, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::{frame::own_page, gone::Gone};
use crate::{api::visit::Own, booking::Facts, i18n::locale};

/// What has just happened to the appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    TooLate,
    Taken,
}

/// The appointment, and what its person can still do.
#[component]
pub fn Show() -> impl IntoView {
    own_page(|language, own| match own {
        Some(own) => view! { <Appointment language own /> }.into_any(),
        None => view! { <Gone language /> }.into_any(),
    })
}

#[component]
fn Appointment(language: Language, own: Own) -> impl IntoView {
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    let notice = use_context::<Notice>().map(|notice| match notice {
        Notice::TooLate => td_string!(at, booking.too_late),
        Notice::Taken => td_string!(at, booking.taken),
    });
    let moved = use_query_map().with_untracked(|map| map.get("moved").is_some()) && own.status.is_ahead();
    let saved = use_query_map().with_untracked(|map| map.get("saved").is_some());
    let state = match own.status {
        Status::CancelledByPerson | Status::CancelledByCentre => Some(td_string!(at, booking.cancelled)),
        Status::Requested => Some(td_string!(at, booking.own.requested)),
        Status::Expected if own.may_cancel => None,
        Status::Expected => Some(td_string!(at, booking.too_late)),
        _ => Some(td_string!(at, booking.over)),
    };
    let by_call = own.may_cancel && !own.may_move;
    view! {
        <h1>{td_string!(at, booking.manage_title)}</h1>
        {notice.map(|words| view! { <p class="error-summary" role="alert">{words}</p> })}
        {moved.then(|| view! { <p class="chosen" role="status">{td_string!(at, booking.moved)}</p> })}
        {saved.then(|| view! { <p class="chosen" role="status">{td_string!(at, booking.own.contact_saved)}</p> })}
        {state.filter(|_| notice.is_none()).map(|words| view! { <p class="chosen" role="status">{words}</p> })}
        <Facts language own=own.clone() />
        <div class="reference">
            <span class="reference__label">{td_string!(at, booking.reference)}</span>
            <bdi class="reference__code" dir="ltr">{own.reference.clone()}</bdi>
        </div>
        {by_call.then(|| view! { <p class="notice">{td_string!(at, booking.own.move_by_call)}</p> })}
        <div class="form__actions">
            {own.may_move.then(|| view! {
                <a class="button button--primary" href=format!("{path}/move")>{td_string!(at, booking.move_it)}</a>
            })}
            {own.may_cancel.then(|| view! {
                <a class="button button--danger" href=format!("{path}/cancellation")>{td_string!(at, booking.cancel)}</a>
            })}
            {(own.status == Status::Expected).then(|| view! {
                <a class="button" href=format!("{path}/calendar.ics") rel="external">{td_string!(at, booking.ics)}</a>
            })}
            {own.status.is_ahead().then(|| view! {
                <a class="button" href=format!("{path}/contact")>{td_string!(at, booking.own.contact)}</a>
            })}
            <a class="button" href=format!("{path}/link")>{td_string!(at, booking.own.new_link)}</a>
            <form method="post" action=format!("{path}/departure")>
                <button class="button" type="submit">{td_string!(at, booking.leave)}</button>
            </form>
        </div>
    }
}
