//! Rooms: added, changed, retired and taken up again.

use app::office::Wrong;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::Verb;
use store::Actor;

use super::form::{Fields, Typed, Wrongs};
use crate::{at::At, now, state::AppState, unavailable::broken};

const PAGE: &str = "/staff/rooms";
/// Longest name of a room.
const NAME: usize = 80;

pub async fn add(At(state): At, typed: Typed) -> Response {
    let by = match typed.sender(Verb::ManageHours) {
        Ok(member) => Actor::Staff(member.id),
        Err(refusal) => return *refusal,
    };
    let (name, capacity) = match room(&typed) {
        Ok(room) => room,
        Err(wrong) => return typed.again(&state, PAGE, wrong).await,
    };
    let added = state.here.store.add_room(&state.here.centre, (&name, capacity), by, now()).await;
    answer(&state, typed, PAGE, added.map(drop)).await
}

pub async fn save(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageHours) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let page = format!("{PAGE}/{id}");
    let (name, capacity) = match room(&typed) {
        Ok(room) => room,
        Err(wrong) => return typed.again(&state, &page, wrong).await,
    };
    let saved = state.here.store.save_room(&state.here.centre, id, (&name, capacity), edit, now()).await;
    answer(&state, typed, &page, saved).await
}

pub async fn retire(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageHours) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let retired = state.here.store.retire_room(&state.here.centre, id, edit, now()).await;
    answer(&state, typed, &format!("{PAGE}/{id}"), retired).await
}

pub async fn reopen(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageHours) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let reopened = state.here.store.reopen_room(&state.here.centre, id, edit, now()).await;
    answer(&state, typed, &format!("{PAGE}/{id}"), reopened).await
}

fn room(typed: &Typed) -> Result<(String, u32), Wrongs> {
    let mut fields = Fields::of(typed);
    let room = (fields.text("name", NAME), fields.number("capacity", 1..=500));
    fields.read(room)
}

/// The list after a success; otherwise `page` again.
async fn answer(state: &AppState, typed: Typed, page: &str, done: store::Result<()>) -> Response {
    match done {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(store::Error::Stale) => typed.clashes(state, page).await,
        Err(store::Error::InUse) => typed.again(state, page, vec![("", Wrong::InUse)]).await,
        Err(store::Error::NotFound) => typed.again(state, page, vec![("", Wrong::Stale)]).await,
        Err(error) => broken(&error),
    }
}
