use app::{
    api::visit::read::cookie_in,
    desk::{SetupError, SetupPosted, SignInFailed},
};
use axum::{
    Form,
    extract::{Path, Request},
    http::{Extensions, HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Role,
    email::EmailAddress,
    language::Language,
    password::{Password, PasswordError},
    person_name::PersonName,
};
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::{BROWSER_SECONDS, Knock, NewStaff, Secret, StaffMember};

use super::{Asked, broken};
use crate::{
    application::AppState,
    centres::At,
    cookies::host_cookie,
    now,
    peer::Asker,
    render::desk_page,
    session::{LIMITS, SESSION_COOKIE, session_of},
};

/// Says that somebody signed in with this browser before.
const BROWSER_COOKIE: &str = "__Host-known";

#[derive(Deserialize)]
pub struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

pub async fn sign_in(
    At(state): At,
    Asker(address): Asker,
    uri: Uri,
    headers: HeaderMap,
    Form(typed): Form<Credentials>,
) -> Response {
    let (here, at) = (&state.here, now().as_second());
    let browser = cookie_in(&headers, BROWSER_COOKIE).and_then(|value| Secret::parse(&value));
    let knock = Knock { address: address.as_deref(), browser: browser.as_ref() };
    let failed = match here.store.sign_in(&here.centre, (&typed.email, &typed.password), &knock, at).await {
        Ok((session, member)) => return welcome(&state, &session, member.id).await,
        Err(store::Error::Credentials) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(store::Error::Throttled) => StatusCode::TOO_MANY_REQUESTS,
        Err(error) => return broken(&error),
    };
    let throttled = failed == StatusCode::TOO_MANY_REQUESTS;
    let posted = SignInFailed { email: typed.email, throttled };
    let asked = Asked { uri, headers, extensions: Extensions::new() };
    desk_page(&state, asked.uri, asked.headers, asked.extensions, failed, move || provide_context(posted.clone())).await
}

/// Into the desk; the browser is known from now on.
async fn welcome(state: &AppState, session: &Secret, staff_id: i64) -> Response {
    let mut response = Redirect::to("/staff").into_response();
    let mut cookies = vec![host_cookie(SESSION_COOKIE, session.as_str(), LIMITS.absolute)];
    match state.here.store.know_browser(&state.here.centre, staff_id, now().as_second()).await {
        Ok(browser) => cookies.push(host_cookie(BROWSER_COOKIE, browser.as_str(), BROWSER_SECONDS)),
        Err(error) => tracing::error!(%error, "a browser could not be made known"),
    }
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn farewell() -> Response {
    let mut response = Redirect::to("/staff/sign-in").into_response();
    response.headers_mut().extend(host_cookie(SESSION_COOKIE, "", 0).map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

pub async fn sign_out(At(state): At, request: Request) -> Response {
    if let Some(session) = session_of(&request)
        && let Err(error) = state.here.store.sign_out(&state.here.centre, &session).await
    {
        return broken(&error);
    }
    farewell()
}

pub async fn sign_out_everywhere(At(state): At, request: Request) -> Response {
    if let Some(member) = request.extensions().get::<StaffMember>()
        && let Err(error) = state.here.store.sign_out_everywhere(&state.here.centre, member.id).await
    {
        return broken(&error);
    }
    farewell()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FirstAccount {
    name: String,
    email: String,
    password: String,
    reception: String,
}

pub async fn set_up(
    At(state): At,
    Path(link): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(typed): Form<FirstAccount>,
) -> Response {
    let link = Secret::parse(&link).unwrap_or_else(Secret::random);
    let errors = match new_staff(&typed) {
        Ok(new) => match state.here.store.use_setup_link(&state.here.centre, &link, &new, now().as_second()).await {
            Ok(id) => match state.here.store.open_session(&state.here.centre, id, now().as_second()).await {
                Ok(session) => return welcome(&state, &session, id).await,
                Err(error) => return broken(&error),
            },
            Err(store::Error::EmailTaken) => vec![SetupError::EmailTaken],
            Err(store::Error::Credentials) => Vec::new(),
            Err(error) => return broken(&error),
        },
        Err(errors) => errors,
    };
    let posted = SetupPosted { name: typed.name, email: typed.email, errors };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    desk_page(&state, uri, headers, Extensions::new(), status, move || provide_context(posted.clone())).await
}

fn new_staff(typed: &FirstAccount) -> Result<NewStaff, Vec<SetupError>> {
    let name = PersonName::parse(&typed.name).map_err(|_| SetupError::Name);
    let email = EmailAddress::parse(&typed.email).map_err(|_| SetupError::Email);
    let password = Password::parse(&typed.password).map_err(|error| match error {
        PasswordError::TooShort => SetupError::PasswordShort,
        PasswordError::TooLong => SetupError::PasswordLong,
        PasswordError::TooCommon => SetupError::PasswordCommon,
    });
    let mut roles = vec![Role::Administrator];
    if typed.reception == "yes" {
        roles.push(Role::Reception);
    }
    match (name, email, password) {
        (Ok(name), Ok(email), Ok(password)) => Ok(NewStaff { name, email, password, language: Language::Ar, roles }),
        (name, email, password) => Err([name.err(), email.err(), password.err()].into_iter().flatten().collect()),
    }
}
