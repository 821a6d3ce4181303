//! The desk's hand in the waiting list: add somebody, offer a time, book it for them, take an offer back, take somebody off.

use app::{api::booking::CONSENT_VERSION, office::Wrong, waiting::WaitingPosted};
use axum::{
    Form,
    extract::Path,
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, calendar::read_start, waiting::WaitingForm};
use leptos::prelude::provide_context;
use uuid::Uuid;

use super::form::Typed;
use crate::{at::At, now, render::staff_page, session::staff_who_may, state::AppState, unavailable::broken};

const PAGE: &str = "/staff/waiting";

pub async fn offer(At(state): At, Path(id): Path<Uuid>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWaiting) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let done = match read_start(typed.get("start")) {
        Some(start) => state.here.store.offer_by_hand(&state.here.centre, id, start, member.id, now()).await,
        None => Err(store::Error::Taken),
    };
    answer(&state, typed, done).await
}

pub async fn withdraw(At(state): At, Path(id): Path<Uuid>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWaiting) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let done = match held_of(&typed) {
        Some(held) => state.here.store.withdraw_offer(&state.here.centre, (id, held), member.id, now()).await,
        None => Err(store::Error::Stale),
    };
    answer(&state, typed, done).await
}

/// Books what is held, for somebody who says yes on the telephone.
pub async fn accept(At(state): At, Path(id): Path<Uuid>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWaiting) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(held) = held_of(&typed) else { return answer(&state, typed, Err(store::Error::Stale)).await };
    match state.here.store.accept_for(&state.here.centre, (id, held), member.id, now()).await {
        Ok(booked) => Redirect::to(&format!("/staff/visits/{}", booked.id)).into_response(),
        Err(error) => answer(&state, typed, Err(error)).await,
    }
}

/// The hold that its sender saw: another one may be there by now.
fn held_of(typed: &Typed) -> Option<Uuid> {
    typed.get("hold").parse().ok()
}

pub async fn remove(At(state): At, Path(id): Path<Uuid>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWaiting) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let done = state.here.store.leave_waiting(&state.here.centre, id, Some(member.id), now()).await;
    answer(&state, typed, done).await
}

async fn answer(state: &AppState, typed: Typed, done: store::Result<()>) -> Response {
    let wrong = match done {
        Ok(()) => return Redirect::to(PAGE).into_response(),
        Err(store::Error::Taken) => Wrong::Taken,
        Err(store::Error::Stale | store::Error::NotFound) => Wrong::Stale,
        Err(error) => return broken(&error),
    };
    typed.again(state, PAGE, vec![("", wrong)]).await
}

/// Adds a caller: reception reads the consent aloud and ticks it.
pub async fn add(
    At(state): At,
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<WaitingForm>,
) -> Response {
    let member = match staff_who_may(&extensions, Verb::ManageWaiting) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let today = state.here.centre.zone.to_datetime(now()).date();
    let errors = match form.read(today) {
        Err(errors) => errors,
        Ok(request) => {
            let consent = Some(CONSENT_VERSION);
            let here = &state.here;
            let joined = here.store.join_waiting(&here.centre, &request, consent, (Some(member.id), None), now());
            match joined.await {
                Ok(_) => return Redirect::to(&format!("{PAGE}?added")).into_response(),
                // The service has no such way to meet.
                Err(store::Error::NotFound) => {
                    vec![(domain::booking::Field::Mode, domain::booking::FieldError::ChoiceMissing)]
                }
                Err(error) => return broken(&error),
            }
        }
    };
    let posted = WaitingPosted { form, errors, ..Default::default() };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    staff_page(&state, uri, headers, extensions, status, move || provide_context(posted.clone())).await
}
