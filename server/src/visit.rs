//! Posts of a person about their own appointment: prove, move, cancel, leave; and its calendar file.

mod calendar;
mod proved;

use app::{
    api::visit::{BOOKED_COOKIE, LINK_COOKIE, VISIT_COOKIE},
    manage::{ContactPosted, LongReason, NewLink, Notice, ProofFailed},
    unsent::Unsent,
};
use axum::{
    Form,
    extract::Path,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    appointment::Status,
    booking::{BookingForm, Hand, read_contact},
    calendar::read_start,
    language::Language,
    limits::read_reason,
};
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::{Change, OwnAppointment, Secret};

use self::{
    calendar::{calendar, calendar_of_booked},
    proved::{gone, own_page, secret_in, visited},
};
use crate::{
    at::At, cookies::host_cookie, now, peer::Asker, render::page, routes::Routes, state::AppState, unavailable::broken,
};

/// Seconds that a proved visit lasts, as in the store.
const VISIT_SECONDS: i64 = 15 * 60;

pub fn routes() -> Routes {
    Routes::default()
        .post("/{locale}/appointment/{link}", prove)
        .post("/{locale}/appointment/cancellation", cancel)
        .post("/{locale}/appointment/move", move_it)
        .post("/{locale}/appointment/contact", change_contact)
        .post("/{locale}/appointment/link", renew_link)
        .post("/{locale}/appointment/departure", leave)
        .get("/{locale}/appointment/calendar.ics", calendar)
        .get("/{locale}/booked/calendar.ics", calendar_of_booked)
}

#[derive(Deserialize)]
struct Letters {
    #[serde(default)]
    letters: String,
}

async fn prove(
    At(state): At,
    Asker(from): Asker,
    Path((locale, link)): Path<(String, String)>,
    uri: Uri,
    Form(typed): Form<Letters>,
) -> Response {
    let Some(language) = Language::from_code(&locale) else { return StatusCode::NOT_FOUND.into_response() };
    // A link that is no link at all is answered like one that opens nothing.
    let link = Secret::parse(&link).unwrap_or_else(Secret::random);
    let failed = match state.here.store.prove(&state.here.centre, &link, (&typed.letters, from.as_deref()), now()).await
    {
        Ok(visit) => return open(language, visit.as_str()),
        Err(store::Error::Throttled) => (ProofFailed::Throttled, StatusCode::TOO_MANY_REQUESTS),
        Err(store::Error::Credentials) => (ProofFailed::Wrong, StatusCode::UNPROCESSABLE_ENTITY),
        Err(error) => return broken(&error),
    };
    page(&state, uri, HeaderMap::new(), failed.1, move || provide_context(failed.0)).await
}

fn open(language: Language, visit: &str) -> Response {
    let mut response = own_page(language);
    response
        .headers_mut()
        .extend(host_cookie(VISIT_COOKIE, visit, VISIT_SECONDS).map(|value| (header::SET_COOKIE, value)));
    response
}

#[derive(Deserialize)]
struct Why {
    #[serde(default)]
    reason: String,
}

async fn cancel(
    At(state): At,
    Path(locale): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(why): Form<Why>,
) -> Response {
    let Some((language, own)) = visited(&state, &locale, &headers).await else {
        return unsent(&state, uri, vec![("reason", why.reason)]).await;
    };
    let reason = match read_reason(&why.reason) {
        Ok(reason) => reason,
        Err(long) => {
            let long = LongReason(long.to_owned());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&state, uri, headers, status, move || provide_context(long.clone())).await;
        }
    };
    let change = Change { id: own.id, seen: None, by: None, now: now() };
    let store = &state.here.store;
    let done = store.set_status_because(&state.here.centre, &change, Status::CancelledByPerson, reason).await;
    answer(&state, language, headers, done.map(|()| "")).await
}

#[derive(Deserialize)]
struct Start {
    #[serde(default)]
    start: String,
}

async fn move_it(
    At(state): At,
    Path(locale): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(wanted): Form<Start>,
) -> Response {
    let Some((language, own)) = visited(&state, &locale, &headers).await else {
        return unsent(&state, uri, vec![("start", wanted.start)]).await;
    };
    let change = Change { id: own.id, seen: None, by: None, now: now() };
    let done = match read_start(&wanted.start) {
        Some(start) => state.here.store.move_to(&state.here.centre, &change, start).await,
        None => Err(store::Error::Taken),
    };
    answer(&state, language, headers, done.map(|()| "?moved")).await
}

/// Another way to be reached. With another address the private link is another one, which is shown once.
async fn change_contact(
    At(state): At,
    Path(locale): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(form): Form<BookingForm>,
) -> Response {
    let Some((language, own)) = visited(&state, &locale, &headers).await else {
        let BookingForm { channel, mobile, email, language, may_leave_message, .. } = form;
        let typed = [("channel", channel), ("mobile", mobile), ("email", email), ("language", language)];
        let typed = typed.into_iter().chain([("may_leave_message", may_leave_message)]);
        return unsent(&state, uri, typed.collect()).await;
    };
    let contact = match read_contact(&form, Hand::Family) {
        Ok(contact) => contact,
        Err(errors) => {
            let posted = ContactPosted { form, errors };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&state, uri, headers, status, move || provide_context(posted.clone())).await;
        }
    };
    let (here, change) = (&state.here, Change { id: own.id, seen: None, by: None, now: now() });
    match here.store.correct_contact(&here.centre, &change, &contact).await {
        Ok(Some(link)) => show_link(&state, language, headers, &own, &link).await,
        done => answer(&state, language, headers, done.map(|_| "?saved")).await,
    }
}

/// A new private link in the place of the one before.
async fn renew_link(At(state): At, Path(locale): Path<String>, headers: HeaderMap) -> Response {
    let Some((language, own)) = visited(&state, &locale, &headers).await else { return gone(&locale) };
    let (here, change) = (&state.here, Change { id: own.id, seen: None, by: None, now: now() });
    match here.store.renew_link(&here.centre, &change).await {
        Ok(link) => show_link(&state, language, headers, &own, &link).await,
        Err(error) => answer(&state, language, headers, Err(error)).await,
    }
}

/// The page with a new link. Every proof of the old one has ended; this browser gets one of its own.
async fn show_link(
    state: &AppState,
    language: Language,
    headers: HeaderMap,
    own: &OwnAppointment,
    link: &Secret,
) -> Response {
    let visit = match state.here.store.prove_again(&state.here.centre, own.id, now()).await {
        Ok(visit) => visit,
        Err(error) => return broken(&error),
    };
    let address = format!("{}/{}/appointment/{}", state.here.site, language.code(), link.as_str());
    let uri = Uri::try_from(format!("/{}/appointment/link", language.code())).unwrap_or_default();
    let new = NewLink(address);
    let mut response = page(state, uri, headers, StatusCode::OK, move || provide_context(new.clone())).await;
    let cookies = [(VISIT_COOKIE, visit.as_str(), VISIT_SECONDS), (BOOKED_COOKIE, "", 0), (LINK_COOKIE, "", 0)];
    for (name, value, seconds) in cookies {
        if let Some(cookie) = host_cookie(name, value, seconds) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Back to the appointment, with the query of what was done; when it did not happen, with the reason.
async fn answer(
    state: &AppState,
    language: Language,
    headers: HeaderMap,
    done: store::Result<&'static str>,
) -> Response {
    let (notice, status) = match done {
        Ok(query) => return Redirect::to(&format!("/{}/appointment{query}", language.code())).into_response(),
        Err(store::Error::Stale) => return own_page(language),
        Err(store::Error::TooLate) => (Notice::TooLate, StatusCode::CONFLICT),
        Err(store::Error::Taken | store::Error::NotFound) => (Notice::Taken, StatusCode::CONFLICT),
        Err(error) => return broken(&error),
    };
    let uri = Uri::try_from(format!("/{}/appointment", language.code())).unwrap_or_default();
    page(state, uri, headers, status, move || provide_context(notice)).await
}

async fn leave(At(state): At, Path(locale): Path<String>, headers: HeaderMap) -> Response {
    for proof in [VISIT_COOKIE, BOOKED_COOKIE].into_iter().filter_map(|name| secret_in(&headers, name)) {
        if let Err(error) = state.here.store.end_proof(&state.here.centre, &proof).await {
            return broken(&error);
        }
    }
    let language = Language::from_code(&locale).unwrap_or_default();
    let mut response = Redirect::to(&format!("/{}", language.code())).into_response();
    for name in [VISIT_COOKIE, BOOKED_COOKIE, LINK_COOKIE] {
        response.headers_mut().extend(host_cookie(name, "", 0).map(|value| (header::SET_COOKIE, value)));
    }
    response
}

/// The visit has ended: its page says what to do, and keeps what was sent.
async fn unsent(state: &AppState, uri: Uri, typed: Vec<(&str, String)>) -> Response {
    let fields = typed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let unsent = Unsent { action: uri.path().to_owned(), fields };
    page(state, uri, HeaderMap::new(), StatusCode::GONE, move || provide_context(unsent.clone())).await
}
