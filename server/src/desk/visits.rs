use app::{
    api::{Failure, visits::change},
    desk::BoardNotice,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{appointment::Status, board::Card};
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::StaffMember;

use crate::{at::At, render::staff_page, state::AppState};

#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    day: String,
}

/// The day that somebody chose without script.
pub async fn any_day(Query(chosen): Query<Chosen>) -> Redirect {
    let day = chosen.day.parse::<jiff::civil::Date>();
    Redirect::to(&day.map_or_else(|_| "/staff".to_owned(), |day| format!("/staff/day/{day}")))
}

#[derive(Deserialize)]
pub struct Move {
    version: i32,
    day: String,
    #[serde(default)]
    status: String,
}

pub async fn set_status(
    At(state): At,
    Path(id): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(wanted): Form<Move>,
) -> Response {
    let Some(next) = Status::from_str_opt(&wanted.status) else { return StatusCode::BAD_REQUEST.into_response() };
    let done = match extensions.get::<StaffMember>() {
        Some(member) => change::set_status(&state.here, member, &id, wanted.version, next).await,
        None => Err(Failure::SignedOut),
    };
    answer(&state, headers, extensions, &wanted.day, done).await
}

pub async fn undo(
    At(state): At,
    Path(id): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(wanted): Form<Move>,
) -> Response {
    let done = match extensions.get::<StaffMember>() {
        Some(member) => change::undo(&state.here, member, &id, wanted.version).await,
        None => Err(Failure::SignedOut),
    };
    answer(&state, headers, extensions, &wanted.day, done).await
}

/// Back to the day; when the card could not be moved, with the reason.
async fn answer(
    state: &AppState,
    headers: HeaderMap,
    extensions: Extensions,
    day: &str,
    done: Result<Card, Failure>,
) -> Response {
    let day = day.parse::<jiff::civil::Date>().map_or_else(|_| String::new(), |day| format!("/day/{day}"));
    let notice = match done {
        Ok(_) => return Redirect::to(&format!("/staff{day}")).into_response(),
        Err(Failure::SignedOut) => return Redirect::to("/staff/sign-in").into_response(),
        Err(Failure::Forbidden | Failure::NotFound) => return StatusCode::FORBIDDEN.into_response(),
        Err(Failure::Stale) => BoardNotice::Stale,
        Err(Failure::Taken) => BoardNotice::Taken,
        Err(Failure::Unreadable) => return StatusCode::BAD_REQUEST.into_response(),
        Err(Failure::Offline | Failure::Server) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let uri = Uri::try_from(format!("/staff{day}")).unwrap_or_default();
    staff_page(state, uri, headers, extensions, StatusCode::CONFLICT, move || provide_context(notice)).await
}
