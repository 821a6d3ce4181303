//! Posts of those who wait: joining the list, leaving it, taking or refusing a time that is held for them.

use app::api::booking::CONSENT_VERSION;
use app::waiting::{JOINED_COOKIE, Left, Refused, WaitingPosted};
use axum::{
    Form,
    extract::Path,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{language::Language, waiting::WaitingForm};
use leptos::prelude::provide_context;
use store::Secret;

use crate::{
    at::At, booking::done, cookies::host_cookie, now, peer::Asker, render::page, routes::Routes, state::AppState,
    unavailable::broken,
};

/// Seconds that the page after joining, or after accepting, can be shown again.
const DONE_SECONDS: i64 = 15 * 60;

pub fn routes() -> Routes {
    Routes::default()
        .post("/{locale}/waiting", join)
        .post("/{locale}/waiting/{link}/departure", leave)
        .post("/{locale}/offer/{link}/acceptance", accept)
        .post("/{locale}/offer/{link}/refusal", refuse)
        .post("/{locale}/offer/{link}/departure", leave_from_offer)
}

async fn join(
    At(state): At,
    Asker(from): Asker,
    Path(locale): Path<String>,
    uri: Uri,
    Form(form): Form<WaitingForm>,
) -> Response {
    let Some(language) = Language::from_code(&locale) else { return StatusCode::NOT_FOUND.into_response() };
    let today = state.here.centre.zone.to_datetime(now()).date();
    let (posted, status) = match form.read(today) {
        Err(errors) => (WaitingPosted { form, errors, ..Default::default() }, StatusCode::UNPROCESSABLE_ENTITY),
        Ok(request) => {
            let here = &state.here;
            let joined =
                here.store.join_waiting(&here.centre, &request, Some(CONSENT_VERSION), (None, from.as_deref()), now());
            match joined.await {
                Ok(joined) => return with_cookie(language, "waiting/joined", JOINED_COOKIE, &joined.manage),
                // What was chosen is offered no longer; the page says so.
                Err(store::Error::NotFound) => (WaitingPosted { form, ..Default::default() }, StatusCode::CONFLICT),
                Err(store::Error::Throttled | store::Error::Enough) => {
                    (WaitingPosted { form, limited: true, ..Default::default() }, StatusCode::TOO_MANY_REQUESTS)
                }
                Err(error) => {
                    tracing::error!(%error, "somebody could not join the waiting list");
                    (WaitingPosted { form, failed: true, ..Default::default() }, StatusCode::SERVICE_UNAVAILABLE)
                }
            }
        }
    };
    page(&state, uri, HeaderMap::new(), status, move || provide_context(posted.clone())).await
}

async fn leave(At(state): At, Path((locale, link)): Path<(String, String)>) -> Response {
    let store = &state.here.store;
    let uri = page_of(&locale, "waiting", &link);
    let link = Secret::parse(&link).unwrap_or_else(Secret::random);
    left(&state, uri, store.waiting_behind(&state.here.centre, &link, now()).await).await
}

/// The same with the link of an offer: whoever the centre put on the list has no other.
async fn leave_from_offer(At(state): At, Path((locale, link)): Path<(String, String)>) -> Response {
    let uri = page_of(&locale, "offer", &link);
    let link = Secret::parse(&link).unwrap_or_else(Secret::random);
    left(&state, uri, state.here.store.waiting_behind_offer(&state.here.centre, &link, now()).await).await
}

async fn left(state: &AppState, uri: Uri, whose: store::Result<uuid::Uuid>) -> Response {
    let left = match whose {
        Ok(id) => state.here.store.leave_waiting(&state.here.centre, id, None, now()).await,
        Err(error) => Err(error),
    };
    match left {
        Ok(()) => page(state, uri, HeaderMap::new(), StatusCode::OK, || provide_context(Left)).await,
        Err(store::Error::NotFound | store::Error::Stale) => Redirect::to(&uri.to_string()).into_response(),
        Err(error) => broken(&error),
    }
}

async fn accept(At(state): At, Path((locale, link)): Path<(String, String)>) -> Response {
    let Some(language) = Language::from_code(&locale) else { return StatusCode::NOT_FOUND.into_response() };
    let secret = Secret::parse(&link).unwrap_or_else(Secret::random);
    match state.here.store.accept_offer(&state.here.centre, &secret, now()).await {
        Ok(booked) => done(&state, language, &booked).await,
        Err(store::Error::NotFound | store::Error::Stale) => {
            page(&state, page_of(&locale, "offer", &link), HeaderMap::new(), StatusCode::CONFLICT, || ()).await
        }
        Err(error) => broken(&error),
    }
}

async fn refuse(At(state): At, Path((locale, link)): Path<(String, String)>) -> Response {
    let secret = Secret::parse(&link).unwrap_or_else(Secret::random);
    let uri = page_of(&locale, "offer", &link);
    match state.here.store.decline_offer(&state.here.centre, &secret, now()).await {
        Ok(()) => page(&state, uri, HeaderMap::new(), StatusCode::OK, || provide_context(Refused)).await,
        Err(store::Error::NotFound | store::Error::Stale) => Redirect::to(&uri.to_string()).into_response(),
        Err(error) => broken(&error),
    }
}

fn with_cookie(language: Language, path: &str, cookie: &str, secret: &Secret) -> Response {
    let mut response = Redirect::to(&format!("/{}/{path}", language.code())).into_response();
    let cookie = host_cookie(cookie, secret.as_str(), DONE_SECONDS);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

fn page_of(locale: &str, noun: &str, link: &str) -> Uri {
    let language = Language::from_code(locale).unwrap_or_default();
    Uri::try_from(format!("/{}/{noun}/{link}", language.code())).unwrap_or_default()
}
