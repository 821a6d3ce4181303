//! Accounts of the centre's staff.

use app::office::{AccountWrong, NewPasswordLink, Wrong, role_field};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::{Role, Verb},
    email::EmailAddress,
    language::Language,
    person_name::PersonName,
};
use leptos::prelude::provide_context;
use store::Actor;

use super::form::{Fields, Typed, Wrongs};
use crate::{at::At, now, state::AppState, unavailable::broken};

const PAGE: &str = "/staff/accounts";

fn roles(typed: &Typed) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| typed.ticked(role_field(*role))).collect()
}

fn page_of(id: i64) -> String {
    format!("{PAGE}/{id}")
}

/// Invites somebody; the page shows the link to hand over.
pub async fn invite(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (name, email, roles) = match invitation(&typed) {
        Ok(read) => read,
        Err(wrong) => return typed.again(&state, PAGE, wrong).await,
    };
    let language = Language::from_code(typed.get("language")).unwrap_or_default();
    let here = &state.here;
    let (by, at) = (Actor::Staff(member.id), now().as_second());
    match here.store.invite(&here.centre, (&name, &email), (&roles, language), by, at).await {
        Ok((id, link)) => {
            let made = link.map_or(NewPasswordLink::NotNeeded, |link| NewPasswordLink::Of(id, address(&state, &link)));
            typed.page(&state, PAGE, StatusCode::OK, move || provide_context(made.clone())).await
        }
        Err(store::Error::EmailTaken) => {
            typed.again(&state, PAGE, vec![("email", Wrong::Account(AccountWrong::EmailTaken))]).await
        }
        Err(error) => broken(&error),
    }
}

fn invitation(typed: &Typed) -> Result<(PersonName, EmailAddress, Vec<Role>), Wrongs> {
    let mut fields = Fields::of(typed);
    let (name, email) = (PersonName::parse(typed.get("name")), EmailAddress::parse(typed.get("email")));
    let roles = roles(typed);
    if name.is_err() {
        fields.complain("name", Wrong::Account(AccountWrong::Name));
    }
    if email.is_err() {
        fields.complain("email", Wrong::Account(AccountWrong::Email));
    }
    if roles.is_empty() {
        fields.complain("role_administrator", Wrong::Missing);
    }
    match fields.read((name, email))? {
        (Ok(name), Ok(email)) => Ok((name, email, roles)),
        _ => Err(Wrongs::new()),
    }
}

fn address(state: &AppState, link: &store::Secret) -> String {
    format!("{}/staff/password/{}", state.here.site, link.as_str())
}

/// Says as what somebody works here.
pub async fn set_roles(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.set_roles(&here.centre, id, &roles(&typed), typed.edit(&member), now().as_second()).await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, &page_of(id)).await,
        Err(store::Error::LastAdministrator) => {
            let wrong = vec![("role_administrator", Wrong::Account(AccountWrong::Last))];
            typed.again(&state, &page_of(id), wrong).await
        }
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

/// Makes a link with which somebody chooses another password, and shows it once.
pub async fn new_password_link(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.new_password_link(&here.centre, id, Actor::Staff(member.id), now().as_second()).await {
        Ok(link) => {
            let made = NewPasswordLink::Of(id, address(&state, &link));
            typed.page(&state, &page_of(id), StatusCode::OK, move || provide_context(made.clone())).await
        }
        Err(error) => refuse(&state, typed, id, &error).await,
    }
}

/// Ends every session of somebody here.
pub async fn sign_out(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.sign_out_everywhere(&here.centre, id, Actor::Staff(member.id), now().as_second()).await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(error) => broken(&error),
    }
}

/// Ends the second factor of somebody whose telephone and paper are gone.
pub async fn end_factor(At(state): At, Path(id): Path<i64>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.end_factor(&here.centre, id, Actor::Staff(member.id), now().as_second()).await {
        Ok(()) => Redirect::to(&page_of(id)).into_response(),
        Err(error) => refuse(&state, typed, id, &error).await,
    }
}

async fn refuse(state: &AppState, typed: Typed, id: i64, error: &store::Error) -> Response {
    match error {
        store::Error::InUse => {
            typed.again(state, &page_of(id), vec![("", Wrong::Account(AccountWrong::Elsewhere))]).await
        }
        store::Error::NotFound => StatusCode::NOT_FOUND.into_response(),
        error => broken(error),
    }
}

/// Says which roles need a second factor.
pub async fn require_factor(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageAccounts) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    let edit = typed.edit(&member);
    match here.store.set_factor_roles(&here.centre, &roles(&typed), edit, now().as_second()).await {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, PAGE).await,
        Err(error) => broken(&error),
    }
}
