use app::{
    cookies::cookie_in,
    desk::{CodeFailed, PasswordRefused, SetupError, SetupPosted, SignInFailed},
    here::SESSION_COOKIE,
};
use axum::{
    Form,
    extract::Path,
    http::{Extensions, HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::{Role, Verb, may},
    email::EmailAddress,
    language::Language,
    look::FirstScreen,
    password::{Password, PasswordError},
    person_name::PersonName,
};
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::{BROWSER_SECONDS, Entrance, Knock, NewStaff, SECOND_STEP_SECONDS, SESSION_LIMITS, Secret};

use crate::{
    at::At, cookies::host_cookie, device::device_of, now, peer::Asker, render::staff_page, state::AppState,
    unavailable::broken,
};

/// What a page of the desk is rendered again with.
struct Asked {
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
}

/// Says that somebody signed in with this browser before.
const BROWSER_COOKIE: &str = "__Host-known";

/// Says that the password was right and a code is asked for.
const STEP_COOKIE: &str = "__Host-step";

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
    let typed = Credentials { email: typed.email.replace('\0', ""), ..typed };
    let browser = cookie_in(&headers, BROWSER_COOKIE).and_then(|value| Secret::parse(&value));
    let device = device_of(&headers);
    let knock = Knock { address: address.as_deref(), browser: browser.as_ref(), device: &device };
    let failed = match here.store.sign_in(&here.centre, (&typed.email, &typed.password), &knock, at).await {
        Ok(Entrance::Open(session, member)) => return welcome(&state, &headers, &session, member.id).await,
        Ok(Entrance::SecondStep(step)) => return ask_for_code(&step),
        Err(store::Error::Credentials) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(store::Error::Throttled) => StatusCode::TOO_MANY_REQUESTS,
        Err(error) => return broken(&error),
    };
    let throttled = failed == StatusCode::TOO_MANY_REQUESTS;
    let posted = SignInFailed { email: typed.email, throttled };
    let asked = Asked { uri, headers, extensions: Extensions::new() };
    staff_page(&state, asked.uri, asked.headers, asked.extensions, failed, move || provide_context(posted.clone()))
        .await
}

fn ask_for_code(step: &Secret) -> Response {
    let mut response = Redirect::to("/staff/sign-in/code").into_response();
    let cookie = host_cookie(STEP_COOKIE, step.as_str(), SECOND_STEP_SECONDS);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
}

/// The code after the password.
pub async fn second_step(At(state): At, uri: Uri, headers: HeaderMap, Form(typed): Form<Code>) -> Response {
    let here = &state.here;
    let step = cookie_in(&headers, STEP_COOKIE).and_then(|value| Secret::parse(&value));
    let done = match &step {
        Some(step) => {
            let code = (typed.code.as_str(), device_of(&headers));
            here.store.second_step(&here.centre, step, (code.0, &code.1), now().as_second()).await
        }
        None => Err(store::Error::NotFound),
    };
    let (failed, status) = match done {
        Ok((session, member)) => {
            let mut response = welcome(&state, &headers, &session, member.id).await;
            let over = host_cookie(STEP_COOKIE, "", 0);
            if let Some(over) = over {
                response.headers_mut().append(header::SET_COOKIE, over);
            }
            return response;
        }
        Err(store::Error::Credentials) => (CodeFailed::Wrong, StatusCode::UNPROCESSABLE_ENTITY),
        Err(store::Error::Throttled) => (CodeFailed::Throttled, StatusCode::TOO_MANY_REQUESTS),
        Err(store::Error::NotFound) => (CodeFailed::Over, StatusCode::UNPROCESSABLE_ENTITY),
        Err(error) => return broken(&error),
    };
    staff_page(&state, uri, headers, Extensions::new(), status, move || provide_context(failed)).await
}

#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    password: String,
}

/// A password for whoever has a link to choose it.
pub async fn choose_password(
    At(state): At,
    Path(link): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Form(typed): Form<Chosen>,
) -> Response {
    let here = &state.here;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let password = match Password::parse(&typed.password) {
        Ok(password) => password,
        Err(error) => {
            let refused = PasswordRefused(password_error(error));
            return staff_page(&state, uri, headers, Extensions::new(), status, move || provide_context(refused)).await;
        }
    };
    let link = Secret::parse(&link).unwrap_or_else(Secret::random);
    match here.store.choose_password(&here.centre, &link, &password, now().as_second()).await {
        // Whoever has a second factor proves it as ever.
        Ok(_) => Redirect::to("/staff/sign-in").into_response(),
        Err(store::Error::Credentials) => staff_page(&state, uri, headers, Extensions::new(), status, || {}).await,
        Err(store::Error::Throttled) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Err(error) => broken(&error),
    }
}

/// The page that somebody likes to begin with, where their roles allow it.
async fn first_page(state: &AppState, session: &Secret) -> &'static str {
    let here = &state.here;
    let member = here.store.still_signed_in(&here.centre, session, SESSION_LIMITS, now().as_second()).await;
    let Ok(Some(member)) = member else { return "/staff" };
    match member.look.first {
        FirstScreen::Find if may(&member.roles, Verb::SeeBoard) => "/staff/find",
        FirstScreen::Waiting if may(&member.roles, Verb::ManageWaiting) => "/staff/waiting",
        // Whoever only writes has nothing to see on the board.
        _ if member.roles == [Role::Editor] => "/staff/pages",
        _ => "/staff",
    }
}

/// Into the desk; the browser is known from now on, by one secret for as long as it is signed in with again.
async fn welcome(state: &AppState, headers: &HeaderMap, session: &Secret, staff_id: i64) -> Response {
    let mut response = Redirect::to(first_page(state, session).await).into_response();
    let mut cookies = vec![host_cookie(SESSION_COOKIE, session.as_str(), SESSION_LIMITS.absolute)];
    let before = cookie_in(headers, BROWSER_COOKIE).and_then(|value| Secret::parse(&value));
    match state.here.store.know_browser(&state.here.centre, staff_id, before.as_ref(), now().as_second()).await {
        Ok(browser) => cookies.push(host_cookie(BROWSER_COOKIE, browser.as_str(), BROWSER_SECONDS)),
        Err(error) => tracing::error!(%error, "a browser could not be made known"),
    }
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
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
            Ok(id) => match open(&state, id, &headers).await {
                Ok(session) => return welcome(&state, &headers, &session, id).await,
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
    staff_page(&state, uri, headers, Extensions::new(), status, move || provide_context(posted.clone())).await
}

async fn open(state: &AppState, id: i64, headers: &HeaderMap) -> store::Result<Secret> {
    state.here.store.open_session(&state.here.centre, id, &device_of(headers), now().as_second()).await
}

fn password_error(error: PasswordError) -> SetupError {
    match error {
        PasswordError::TooShort => SetupError::PasswordShort,
        PasswordError::TooLong => SetupError::PasswordLong,
        PasswordError::TooCommon => SetupError::PasswordCommon,
    }
}

fn new_staff(typed: &FirstAccount) -> Result<NewStaff, Vec<SetupError>> {
    let name = PersonName::parse(&typed.name).map_err(|_| SetupError::Name);
    let email = EmailAddress::parse(&typed.email).map_err(|_| SetupError::Email);
    let password = Password::parse(&typed.password).map_err(password_error);
    let mut roles = vec![Role::Administrator];
    if typed.reception == "yes" {
        roles.push(Role::Reception);
    }
    match (name, email, password) {
        (Ok(name), Ok(email), Ok(password)) => Ok(NewStaff { name, email, password, language: Language::Ar, roles }),
        (name, email, password) => Err([name.err(), email.err(), password.err()].into_iter().flatten().collect()),
    }
}
