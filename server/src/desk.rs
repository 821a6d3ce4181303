//! Posts of the desk: sign in and out, the first account, moving a card, booking for a caller.

mod accounts;
mod caller;
mod visits;

use axum::{
    Router,
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::access::{Verb, may};
use store::StaffMember;

use crate::application::AppState;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/staff/sign-in", post(accounts::sign_in))
        .route("/staff/sign-in/code", post(accounts::second_step))
        .route("/staff/password/{link}", post(accounts::choose_password))
        .route("/staff/sign-out", post(accounts::sign_out))
        .route("/staff/sign-out/everywhere", post(accounts::sign_out_everywhere))
        .route("/staff/setup/{link}", post(accounts::set_up))
        .route("/staff/visits/{id}/status", post(visits::set_status))
        .route("/staff/visits/{id}/undo", post(visits::undo))
        .route("/staff/book", post(caller::book))
}

/// What a page of the desk is rendered again with.
struct Asked {
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
}

/// The member of staff behind a request, when their roles allow `verb`.
pub fn staff_who_may(extensions: &Extensions, verb: Verb) -> Result<StaffMember, Box<Response>> {
    let Some(member) = extensions.get::<StaffMember>() else {
        return Err(Box::new(Redirect::to("/staff/sign-in").into_response()));
    };
    if may(&member.roles, verb) { Ok(member.clone()) } else { Err(Box::new(StatusCode::FORBIDDEN.into_response())) }
}

fn broken(error: &store::Error) -> Response {
    tracing::error!(%error, "the desk could not be answered");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
