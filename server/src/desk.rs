//! Posts of the desk: sign in and out, the first account, moving a card, booking for a caller.

mod accounts;
mod caller;
mod visits;

use axum::{
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::access::{Verb, may};
use store::StaffMember;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/staff/sign-in", accounts::sign_in)
        .post("/staff/sign-in/code", accounts::second_step)
        .post("/staff/password/{link}", accounts::choose_password)
        .post("/staff/sign-out", accounts::sign_out)
        .post("/staff/sign-out/everywhere", accounts::sign_out_everywhere)
        .post("/staff/setup/{link}", accounts::set_up)
        .post("/staff/visits/{id}/status", visits::set_status)
        .post("/staff/visits/{id}/undo", visits::undo)
        .post("/staff/book", caller::book)
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
