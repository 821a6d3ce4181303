//! One's own account.

use app::{
    here::SESSION_COOKIE,
    office::{AccountWrong, NewFactor, NewFeed, RecoveryCodes, Wrong},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    language::Language,
    look::{Appearance, Density, FirstScreen, Look},
    password::{Password, PasswordError},
};
use leptos::prelude::provide_context;
use store::{Actor, Secret, StaffMember};

use super::form::Typed;
use crate::{at::At, now, unavailable::broken};

const PAGE: &str = "/staff/account";
const FACTOR: &str = "/staff/account/second-factor";

/// Whoever sent a form about their own account, and the session of their browser.
fn owner(typed: &Typed) -> Result<(StaffMember, Secret), Box<Response>> {
    let member = typed.sender(Verb::SeeOwnAccount)?;
    let session = typed.cookie(SESSION_COOKIE).and_then(|value| Secret::parse(&value));
    session.map(|session| (member, session)).ok_or_else(|| Box::new(Redirect::to("/staff/sign-in").into_response()))
}

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
    back(state.here.store.end_feed(&state.here.centre, member.id, now()).await)
}

/// The language that the desk speaks to one.
pub async fn set_look(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::SeeOwnAccount) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let chosen = (
        Language::from_code(typed.get("language")),
        Appearance::from_str_opt(typed.get("appearance")),
        Density::from_str_opt(typed.get("density")),
        FirstScreen::from_str_opt(typed.get("first")),
    );
    let (Some(language), Some(appearance), Some(density), Some(first)) = chosen else {
        return typed.again(&state, PAGE, vec![("", Wrong::Missing)]).await;
    };
    match state.here.store.set_look(member.id, Look { language, appearance, density, first }).await {
        Ok(()) => Redirect::to(page_of_desk(typed.get("back"))).into_response(),
        Err(error) => broken(&error),
    }
}

/// A page of the desk to go back to; its first page for whatever is none.
fn page_of_desk(asked: &str) -> &str {
    let inside = asked == "/staff" || asked.starts_with("/staff/") || asked.starts_with("/staff?");
    let plain = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if inside && plain { asked } else { "/staff" }
}

/// Another password, for whoever knows the old one.
pub async fn change_password(At(state): At, typed: Typed) -> Response {
    let (member, session) = match owner(&typed) {
        Ok(owner) => owner,
        Err(refusal) => return *refusal,
    };
    // White space is part of a password.
    let raw = |name: &str| typed.values.get(name).cloned().unwrap_or_default();
    let new = match Password::parse(&raw("new")) {
        Ok(new) => new,
        Err(error) => {
            let wrong = vec![("new", Wrong::Account(password_wrong(error)))];
            return typed.forgetting(&["old", "new"]).again(&state, PAGE, wrong).await;
        }
    };
    let done = state.here.store.change_password((member.id, &raw("old")), &new, &session, now().as_second()).await;
    let wrong = match done {
        Ok(()) => return Redirect::to("/staff/account?changed").into_response(),
        Err(store::Error::Credentials) => ("old", Wrong::Account(AccountWrong::OldPassword)),
        Err(store::Error::Throttled) => ("old", Wrong::Account(AccountWrong::TooMany)),
        Err(error) => return broken(&error),
    };
    typed.forgetting(&["old", "new"]).again(&state, PAGE, vec![wrong]).await
}

pub fn password_wrong(error: PasswordError) -> AccountWrong {
    match error {
        PasswordError::TooShort => AccountWrong::PasswordShort,
        PasswordError::TooLong => AccountWrong::PasswordLong,
        PasswordError::TooCommon => AccountWrong::PasswordCommon,
    }
}

/// Signs one browser out.
pub async fn end_browser(At(state): At, typed: Typed) -> Response {
    let (member, _) = match owner(&typed) {
        Ok(owner) => owner,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    back(here.store.sign_out_browser(&here.centre, member.id, typed.get("browser"), now().as_second()).await)
}

/// Signs every other browser out.
pub async fn end_browsers(At(state): At, typed: Typed) -> Response {
    let (member, session) = match owner(&typed) {
        Ok(owner) => owner,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    back(here.store.sign_out_elsewhere(&here.centre, member.id, &session, now().as_second()).await)
}

/// Turns the second factor on, when the telephone shows the right code.
pub async fn set_factor(At(state): At, typed: Typed) -> Response {
    let (member, _) = match owner(&typed) {
        Ok(owner) => owner,
        Err(refusal) => return *refusal,
    };
    let secret = typed.get("secret").to_owned();
    let done = state.here.store.set_factor(member.id, (&secret, typed.get("code")), now().as_second()).await;
    let wrong = match done {
        Ok(codes) => {
            let codes = RecoveryCodes(codes);
            return typed.page(&state, FACTOR, StatusCode::OK, move || provide_context(codes.clone())).await;
        }
        Err(store::Error::Credentials) => AccountWrong::Code,
        Err(store::Error::Throttled) => AccountWrong::TooMany,
        Err(error) => return broken(&error),
    };
    let wrong = vec![("code", Wrong::Account(wrong))];
    typed.again_with(&state, FACTOR, wrong, move || provide_context(NewFactor(secret.clone()))).await
}

/// Turns one's own off.
pub async fn end_factor(At(state): At, typed: Typed) -> Response {
    let (member, _) = match owner(&typed) {
        Ok(owner) => owner,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    back(here.store.end_factor(&here.centre, member.id, Actor::Staff(member.id), now().as_second()).await)
}

fn back(done: store::Result<()>) -> Response {
    match done {
        Ok(()) => Redirect::to(PAGE).into_response(),
        Err(error) => broken(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::page_of_desk;

    #[test]
    fn nobody_is_sent_away_from_the_desk() {
        for (asked, to) in [
            ("/staff/day/2027-01-04?by=rooms", "/staff/day/2027-01-04?by=rooms"),
            ("/staff", "/staff"),
            ("", "/staff"),
            ("//example.com", "/staff"),
            ("/staffroom", "/staff"),
            ("https://example.com/staff", "/staff"),
            ("/staff/\\example.com", "/staff"),
            ("/staff/\r\nset-cookie: a=b", "/staff"),
        ] {
            assert_eq!(page_of_desk(asked), to, "{asked:?}");
        }
    }
}
