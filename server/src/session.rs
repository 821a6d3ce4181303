//! Who is signed in: the cookie's session is looked up once per request of the desk.

use app::{
    cookies::cookie_in,
    here::{Here, SESSION_COOKIE},
};
use axum::{
    extract::Request,
    http::{Extensions, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::{Verb, may};
use store::{SESSION_LIMITS, Secret, StaffMember};

use crate::now;

/// What somebody may ask for whose role needs a second factor that they have not set yet.
const BEFORE_A_FACTOR: [&str; 3] = ["/staff/account/second-factor", "/staff/sign-out", "/staff/sign-in"];

/// The member of staff behind a request, when their roles allow `verb`.
pub fn staff_who_may(extensions: &Extensions, verb: Verb) -> Result<StaffMember, Box<Response>> {
    let Some(member) = extensions.get::<StaffMember>() else {
        return Err(Box::new(Redirect::to("/staff/sign-in").into_response()));
    };
    if may(&member.roles, verb) { Ok(member.clone()) } else { Err(Box::new(StatusCode::FORBIDDEN.into_response())) }
}

/// Puts the member of staff into the request. Whoever is not signed in passes as nobody; while nobody can be told, nothing
/// of the desk answers. A live line that comes back, and a page that is asked for again, by themselves keep no session awake.
pub async fn recognise(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let path = path.as_str();
    if path.starts_with("/staff")
        && let Some(secret) = session_of(&request)
        && let Some(here) = request.extensions().get::<Here>().cloned()
    {
        let (store, centre, at) = (&here.store, &here.centre, now().as_second());
        let by_itself = path == "/staff/live" || request.headers().contains_key("x-by-itself");
        let member = if by_itself {
            store.still_signed_in(centre, &secret, SESSION_LIMITS, at).await
        } else {
            store.signed_in(centre, &secret, SESSION_LIMITS, at).await
        };
        match member {
            Ok(Some(member)) if member.lacks_factor && !BEFORE_A_FACTOR.contains(&path) => {
                return Redirect::to("/staff/account/second-factor").into_response();
            }
            Ok(Some(member)) => drop(request.extensions_mut().insert(member)),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(%error, "a session could not be read");
                let wait = [(header::RETRY_AFTER, HeaderValue::from_static("5"))];
                return (StatusCode::SERVICE_UNAVAILABLE, wait, "The database does not answer. Try again.\n")
                    .into_response();
            }
        }
    }
    next.run(request).await
}

/// The secret in the cookie.
pub fn session_of(request: &Request) -> Option<Secret> {
    Secret::parse(&cookie_in(request.headers(), SESSION_COOKIE)?)
}
