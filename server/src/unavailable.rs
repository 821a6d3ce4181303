//! What a person sees when the store cannot answer a form: what happened, and what to do.

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

/// In the three languages of the site: which one is asked for may be what cannot be read.
const PAGE: &str = include_str!("unavailable.html");

/// Says that what was asked could not be done, and writes why into the log.
pub fn broken(error: &store::Error) -> Response {
    tracing::error!(%error, "a form could not be answered");
    unavailable()
}

/// The same where the log has it already.
pub fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Html(PAGE)).into_response()
}
