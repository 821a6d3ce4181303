//! Tasks: told, done, and not done after all.

use app::office::Wrong;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::{Verb, may};
use store::{NewTask, StaffMember};
use uuid::Uuid;

use super::form::{Fields, Typed, Wrongs, read_day};
use crate::{at::At, now, state::AppState, unavailable::broken};

const PAGE: &str = "/staff/tasks";
/// Letters of a task.
const LONGEST: usize = 300;

pub async fn add(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepTasks) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let about = typed.get("person").parse::<Uuid>().ok();
    let page = about.map_or_else(|| PAGE.to_owned(), |about| format!("{PAGE}?about={about}"));
    let new = match read(&typed, &member) {
        Ok(new) => new,
        Err(wrong) => return typed.again(&state, &page, wrong).await,
    };
    let here = &state.here;
    match here.store.add_task(&here.centre, &new, &member, now()).await {
        Ok(_) => {
            let file = new.person.map(|person| format!("/staff/persons/{person}"));
            Redirect::to(&file.unwrap_or_else(|| PAGE.to_owned())).into_response()
        }
        Err(store::Error::NotFound) => typed.again(&state, &page, vec![("owner", Wrong::Stale)]).await,
        Err(error) => broken(&error),
    }
}

fn read(typed: &Typed, member: &StaffMember) -> Result<NewTask, Wrongs> {
    let mut fields = Fields::of(typed);
    let words = fields.text("words", LONGEST);
    let due = match read_day(typed.get("due")) {
        Ok(due) => Some(due),
        Err(wrong) => {
            fields.complain("due", wrong);
            None
        }
    };
    let owner = match typed.get("owner") {
        "" => None,
        id => {
            let id = id.parse().ok();
            if id.is_none() {
                fields.complain("owner", Wrong::Missing);
            }
            id
        }
    };
    // Whoever sees no people tells nothing about one.
    let person = typed.get("person").parse().ok().filter(|_| may(&member.roles, Verb::KeepPeople));
    let new = due.map(|due| NewTask { words, due, owner, person });
    fields.read(new)?.ok_or_else(Wrongs::new)
}

pub async fn end(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepTasks) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let done = state.here.store.end_task(&state.here.centre, id, &member, now()).await;
    answer(&state, typed, done).await
}

pub async fn reopen(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::KeepTasks) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let done = state.here.store.reopen_task(&state.here.centre, id, &member, now()).await;
    answer(&state, typed, done).await
}

/// Back to where it was clicked; what changed meanwhile is said there.
async fn answer(state: &AppState, typed: Typed, done: store::Result<()>) -> Response {
    let back = typed.get("back");
    let file = back.parse::<Uuid>().ok().map(|id| format!("/staff/persons/{id}"));
    let list = if typed.get("whose").is_empty() { PAGE.to_owned() } else { format!("{PAGE}?whose=all") };
    let page = file.unwrap_or(list);
    match done {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(store::Error::Stale) => typed.again(state, &page, vec![("", Wrong::Stale)]).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}
