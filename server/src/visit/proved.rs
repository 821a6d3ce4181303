//! The appointment that a browser has proved to be its own, and the page for when that is over.

use app::{api::visit::VISIT_COOKIE, cookies::cookie_in};
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::language::Language;
use store::{OwnAppointment, Secret};

use crate::{now, state::AppState};

/// The appointment whose visit is open in this browser.
pub async fn visited(state: &AppState, locale: &str, headers: &HeaderMap) -> Option<(Language, OwnAppointment)> {
    let language = Language::from_code(locale)?;
    let here = &state.here;
    let visit = secret_in(headers, VISIT_COOKIE)?;
    let own = here.store.proved(&here.centre, &visit, language, now()).await.ok()?;
    Some((language, own))
}

pub fn secret_in(headers: &HeaderMap, cookie: &str) -> Option<Secret> {
    Secret::parse(&cookie_in(headers, cookie)?)
}

pub fn own_page(language: Language) -> Response {
    Redirect::to(&format!("/{}/appointment", language.code())).into_response()
}

/// The visit has ended; its page says what to do.
pub fn gone(locale: &str) -> Response {
    own_page(Language::from_code(locale).unwrap_or_default())
}
