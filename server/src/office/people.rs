use app::office::Wrong;
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    preference::{Gender, Spoken},
};

use super::form::Typed;
use crate::{at::At, now, unavailable::broken};

const PAGE: &str = "/staff/people";

/// Notes what families may ask of somebody.
pub async fn save(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageHours) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let page = format!("{PAGE}/{id}");
    let gender = Gender::from_str_opt(typed.get("gender"));
    let speaks = Spoken::ALL.into_iter().filter(|spoken| typed.ticked(&format!("speaks_{}", spoken.code())));
    let speaks: Vec<Spoken> = speaks.collect();
    if speaks.is_empty() {
        return typed.again(&state, &page, vec![("speaks", Wrong::Missing)]).await;
    }
    match state
        .here
        .store
        .save_colleague(&state.here.centre, id, gender, &speaks, typed.edit(&member), now().as_second())
        .await
    {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, &page).await,
        Err(store::Error::NotFound) => typed.again(&state, &page, vec![("", Wrong::Stale)]).await,
        Err(error) => broken(&error),
    }
}
