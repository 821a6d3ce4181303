use app::office::NewFeed;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::Verb;
use leptos::prelude::provide_context;

use super::form::{Typed, broken};
use crate::{centres::At, now};

const PAGE: &str = "/staff/account";

/// Makes a new address for the calendar feed and shows it once.
pub async fn renew_feed(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::SeeOwnAccount) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    match state.here.store.renew_feed(&state.here.centre, member.id, now()).await {
        Ok(secret) => {
            let address = NewFeed(format!("{}/feed/{}/calendar.ics", state.here.site, secret.as_str()));
            typed.page(&state, PAGE, StatusCode::OK, move || provide_context(address.clone())).await
        }
        Err(error) => broken(&error),
    }
}

pub async fn end_feed(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::SeeOwnAccount) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    match state.here.store.end_feed(&state.here.centre, member.id, now()).await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(error) => broken(&error),
    }
}
