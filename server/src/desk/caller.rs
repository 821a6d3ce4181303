use app::desk::CallerPosted;
use axum::{
    Form,
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    booking::{BookingForm, BookingRequest},
};
use leptos::prelude::provide_context;
use store::{BookedBy, Booking};

use crate::{at::At, booking::CONSENT_VERSION, now, render::desk_page, session::staff_who_may, unavailable::broken};

/// Books for a caller: reception reads the consent aloud and ticks it.
pub async fn book(
    At(state): At,
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
    Form(mut form): Form<BookingForm>,
) -> Response {
    let member = match staff_who_may(&extensions, Verb::BookForCaller) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    if form.language.is_empty() {
        form.language = "ar".to_owned();
    }
    if form.may_leave_message.is_empty() {
        form.may_leave_message = "no".to_owned();
    }
    let (posted, status) = match BookingRequest::try_from(&form) {
        Err(errors) => (CallerPosted { form, errors, taken: false }, StatusCode::UNPROCESSABLE_ENTITY),
        Ok(request) => {
            let by = BookedBy::Staff(member.id);
            let booking =
                Booking { request: &request, by, from: None, consent_version: Some(CONSENT_VERSION), now: now() };
            match state.here.store.book(&state.here.centre, &booking).await {
                Ok(booked) => {
                    return Redirect::to(&format!("/staff/book?booked={}", booked.reference.as_str())).into_response();
                }
                // Taken, or whoever was asked for receives nobody for it any more.
                Err(store::Error::Taken | store::Error::NotFound) => {
                    (CallerPosted { form, taken: true, ..Default::default() }, StatusCode::CONFLICT)
                }
                Err(error) => return broken(&error),
            }
        }
    };
    desk_page(&state, uri, headers, extensions, status, move || provide_context(posted.clone())).await
}
