//! The booking form's post: an error is the same page again, a booking is a redirect to its own page.

use app::{
    api::booking::CONSENT_VERSION,
    api::visit::{BOOKED_COOKIE, LINK_COOKIE},
    booking::Posted,
    cookies::cookie_in,
    here::Gifts,
};
use axum::{
    Form,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    booking::{BookingForm, BookingRequest},
    language::Language,
};
use leptos::prelude::provide_context;
use store::{Booked, BookedBy, Booking, Secret};

use crate::{at::At, cookies::host_cookie, now, peer::Asker, render::page, state::AppState};

/// Seconds that the done page can be shown again.
const DONE_SECONDS: i64 = 15 * 60;

pub async fn create(
    At(state): At,
    Asker(from): Asker,
    Path(locale): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(form): Form<BookingForm>,
) -> Response {
    let Some(language) = Language::from_code(&locale) else { return StatusCode::NOT_FOUND.into_response() };
    let request = match BookingRequest::try_from(&form) {
        Ok(request) => request,
        Err(errors) => {
            return again(&state, uri, Posted { form, errors, ..Posted::default() }, StatusCode::UNPROCESSABLE_ENTITY)
                .await;
        }
    };
    let (by, from, consent_version) = (BookedBy::Person, from.as_deref(), Some(CONSENT_VERSION));
    let booking = Booking { request: &request, by, from, consent_version, now: now() };
    match state.here.store.book(&state.here.centre, &booking).await {
        Ok(booked) => {
            let mut response = done(&state, language, &booked).await;
            let as_asked = || state.here.store.is_as_asked(&state.here.centre, &booked, &request);
            if !booked.new && as_asked().await.is_ok_and(|same| !same) {
                let to = HeaderValue::from_str(&booked_before(language));
                response.headers_mut().extend(to.ok().map(|to| (header::LOCATION, to)));
            }
            response
        }
        Err(store::Error::Taken) if has_booked(&state, language, &headers, &request).await => {
            Redirect::to(&booked_before(language)).into_response()
        }
        // Taken, or what was chosen is offered no longer.
        Err(store::Error::Taken | store::Error::NotFound) => {
            again(&state, uri, Posted { form, taken: true, ..Posted::default() }, StatusCode::CONFLICT).await
        }
        Err(store::Error::Throttled | store::Error::Enough) => {
            again(&state, uri, Posted { form, limited: true, ..Posted::default() }, StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(error) => {
            tracing::error!(%error, "a booking failed");
            again(&state, uri, Posted { form, failed: true, ..Posted::default() }, StatusCode::SERVICE_UNAVAILABLE)
                .await
        }
    }
}

/// What was booked, and that the form which came now has changed nothing of it.
fn booked_before(language: Language) -> String {
    format!("/{}/booked?before", language.code())
}

/// Whether it was this browser that took the time: somebody went back and sent a fresh form for the same appointment.
async fn has_booked(state: &AppState, language: Language, headers: &HeaderMap, request: &BookingRequest) -> bool {
    let Some(proof) = cookie_in(headers, BOOKED_COOKIE).and_then(|value| Secret::parse(&value)) else { return false };
    let Gifts { store, centre, .. } = &*state.here;
    let booked = store.proved(centre, &proof, language, now()).await;
    booked.is_ok_and(|own| own.start == request.start && own.service == request.service)
}

/// To the page that says what was booked, which this browser may see for some minutes.
pub async fn done(state: &AppState, language: Language, booked: &Booked) -> Response {
    let mut response = Redirect::to(&format!("/{}/booked", language.code())).into_response();
    let proof = match state.here.store.prove_booked(&state.here.centre, booked, now()).await {
        Ok(proof) => proof,
        Err(error) => {
            tracing::error!(%error, "what was booked could not be shown");
            return response;
        }
    };
    for (name, secret) in [(BOOKED_COOKIE, &proof), (LINK_COOKIE, &booked.manage)] {
        let cookie = host_cookie(name, secret.as_str(), DONE_SECONDS);
        response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    }
    response
}

/// The form's page again, with what was typed.
async fn again(state: &AppState, uri: Uri, posted: Posted, status: StatusCode) -> Response {
    page(state, uri, HeaderMap::new(), status, move || provide_context(posted.clone())).await
}
