use app::desk::BoardNotice;
use axum::{
    Form,
    extract::{Path, State},
    http::{Extensions, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::{Verb, may},
    appointment::Status,
    language::Language,
};
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::{Change, StaffMember};
use uuid::Uuid;

use super::broken;
use crate::{application::AppState, now, render::desk_page};

#[derive(Deserialize)]
pub struct Move {
    version: i32,
    day: String,
    #[serde(default)]
    status: String,
}

pub async fn set_status(
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(wanted): Form<Move>,
) -> Response {
    let Some(next) = Status::from_str_opt(&wanted.status) else { return StatusCode::BAD_REQUEST.into_response() };
    let change = match may_move(&state, &extensions, id, wanted.version).await {
        Ok(change) => change,
        Err(refusal) => return *refusal,
    };
    let done = state.here.store.set_status(&state.here.centre, &change, next).await;
    answer(&state, headers, extensions, &wanted.day, done).await
}

pub async fn undo(
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(wanted): Form<Move>,
) -> Response {
    let change = match may_move(&state, &extensions, id, wanted.version).await {
        Ok(change) => change,
        Err(refusal) => return *refusal,
    };
    let done = state.here.store.undo(&state.here.centre, &change).await;
    answer(&state, headers, extensions, &wanted.day, done).await
}

/// The change, when whoever asks may see this card and move it.
async fn may_move(state: &AppState, extensions: &Extensions, id: Uuid, seen: i32) -> Result<Change, Box<Response>> {
    let Some(member) = extensions.get::<StaffMember>() else {
        return Err(Box::new(Redirect::to("/staff/sign-in").into_response()));
    };
    let forbidden = || Box::new(StatusCode::FORBIDDEN.into_response());
    if !may(&member.roles, Verb::MoveAnyVisit) && !may(&member.roles, Verb::MoveOwnVisit) {
        return Err(forbidden());
    }
    let card = state.here.store.card(&state.here.centre, member, id, Language::default()).await;
    match card {
        Ok(card) if card.movable => Ok(Change { id, seen: Some(seen), by: Some(member.id), now: now() }),
        Ok(_) | Err(store::Error::NotFound) => Err(forbidden()),
        Err(error) => Err(Box::new(broken(&error))),
    }
}

/// Back to the day; when the card could not be moved, with the reason.
async fn answer(
    state: &AppState,
    headers: HeaderMap,
    extensions: Extensions,
    day: &str,
    done: store::Result<()>,
) -> Response {
    let day = day.parse::<jiff::civil::Date>().map_or_else(|_| String::new(), |day| format!("/day/{day}"));
    let notice = match done {
        Ok(()) => return Redirect::to(&format!("/staff{day}")).into_response(),
        Err(store::Error::Stale) => BoardNotice::Stale,
        Err(store::Error::Taken) => BoardNotice::Taken,
        Err(error) => return broken(&error),
    };
    let uri = Uri::try_from(format!("/staff{day}")).unwrap_or_default();
    desk_page(state, uri, headers, extensions, StatusCode::CONFLICT, move || provide_context(notice)).await
}
