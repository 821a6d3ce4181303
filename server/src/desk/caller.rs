use app::{
    api::caller::{CallerTold, deed},
    desk::CallerPosted,
};
use axum::{
    Form,
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, booking::BookingForm};
use leptos::prelude::provide_context;
use serde::Deserialize;

use crate::{at::At, render::staff_page, session::staff_who_may, unavailable::unavailable};

#[derive(Deserialize)]
pub struct Sent {
    #[serde(flatten)]
    form: BookingForm,
    /// Asks for other times and books nothing: from this day on, or from today where it is empty.
    from: Option<String>,
    /// How long it is to last; as long as the service where it is empty.
    #[serde(default)]
    minutes: String,
}

/// Books for a caller: reception reads the consent aloud and ticks it. Without script the same form asks for other times.
pub async fn book(
    At(state): At,
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
    Form(Sent { form, from, minutes }): Form<Sent>,
) -> Response {
    let member = match staff_who_may(&extensions, Verb::BookForCaller) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (posted, status) = if let Some(from) = from {
        (CallerPosted { form, from, minutes, ..Default::default() }, StatusCode::OK)
    } else {
        match deed::book(&state.here, &member, form.clone(), &minutes).await {
            Ok(CallerTold::Booked(booked)) => {
                return Redirect::to(&format!("/staff/book?booked={}", booked.id)).into_response();
            }
            Ok(CallerTold::Wrong(errors)) => {
                (CallerPosted { form, errors, minutes, ..Default::default() }, StatusCode::UNPROCESSABLE_ENTITY)
            }
            Ok(CallerTold::Taken) => {
                (CallerPosted { form, taken: true, minutes, ..Default::default() }, StatusCode::CONFLICT)
            }
            Err(_) => return unavailable(),
        }
    };
    staff_page(&state, uri, headers, extensions, status, move || provide_context(posted.clone())).await
}
