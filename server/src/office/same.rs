//! Two who may be one person: brought together, told apart, and both taken back.

use app::office::Wrong;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::Verb;
use uuid::Uuid;

use super::form::Typed;
use crate::{at::At, now, state::AppState, unavailable::broken};

/// Shows two people as one, by the name that was chosen.
pub async fn merge(At(state): At, Path((one, other)): Path<(String, String)>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepPeople) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let page = format!("/staff/persons/{one}/same/{other}");
    let Some((one, other)) = ids(&one, &other) else { return missing() };
    let pair = match typed.get("keep").parse::<Uuid>() {
        Ok(keep) if keep == other => (other, one),
        _ => (one, other),
    };
    let here = &state.here;
    let done = here.store.merge_persons(&here.centre, pair, member.id, now()).await;
    answer(&state, typed, &page, done).await
}

/// Remembers that two people are not one.
pub async fn tell_apart(At(state): At, Path((one, other)): Path<(String, String)>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepPeople) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let page = format!("/staff/persons/{one}/same/{other}");
    let Some(pair) = ids(&one, &other) else { return missing() };
    let here = &state.here;
    let done = here.store.say_apart(&here.centre, pair, member.id, now()).await;
    answer(&state, typed, &page, done.map(|()| pair.0)).await
}

/// Takes back that two people are not one.
pub async fn untell_apart(At(state): At, Path((one, other)): Path<(String, String)>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepPeople) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(pair) = ids(&one, &other) else { return missing() };
    let back = typed.get("back").parse().unwrap_or(pair.0);
    let here = &state.here;
    let done = here.store.unsay_apart(&here.centre, pair, member.id, now()).await;
    // Somebody else may have taken it back.
    let done = if matches!(done, Err(store::Error::NotFound)) { Ok(()) } else { done };
    answer(&state, typed, &file(back), done.map(|()| back)).await
}

/// Takes a merge back, within a month.
pub async fn end_merge(At(state): At, Path(merge): Path<String>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepPeople) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Ok(merge) = merge.parse() else { return missing() };
    let here = &state.here;
    match here.store.take_merge_back(&here.centre, merge, member.id, now()).await {
        Ok(gone) => Redirect::to(&file(gone)).into_response(),
        Err(store::Error::NotFound) => missing(),
        done => {
            let page = match here.store.merged_by(&here.centre, merge).await {
                Ok(kept) => file(kept),
                Err(error) => return broken(&error),
            };
            answer(&state, typed, &page, done).await
        }
    }
}

fn ids(one: &str, other: &str) -> Option<(Uuid, Uuid)> {
    Some((one.parse().ok()?, other.parse().ok()?))
}

fn missing() -> Response {
    axum::http::StatusCode::NOT_FOUND.into_response()
}

fn file(person: Uuid) -> String {
    format!("/staff/persons/{person}")
}

/// To somebody's file; what stands in the way is said on `page`.
async fn answer(state: &AppState, typed: Typed, page: &str, done: store::Result<Uuid>) -> Response {
    let wrong = match done {
        Ok(person) => return Redirect::to(&file(person)).into_response(),
        Err(store::Error::Apart) => Wrong::KnownTwo,
        Err(store::Error::Stale) => Wrong::AreOne,
        Err(store::Error::TooLate) => Wrong::TooLate,
        Err(store::Error::NotFound) => return missing(),
        Err(error) => return broken(&error),
    };
    typed.again(state, page, vec![("", wrong)]).await
}
