//! Who is signed in: the cookie's session is looked up once per request of the desk.

use app::{api::visit::read::cookie_in, here::Here};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::{Secret, SignInLimits};

use crate::{application::AppState, now};

pub const SESSION_COOKIE: &str = "__Host-staff";

/// Half an hour without a request, or a working day, end a session.
pub const LIMITS: SignInLimits = SignInLimits { idle: 30 * 60, absolute: 10 * 60 * 60 };

/// Puts the member of staff into the request. Whoever is not signed in passes as nobody; while nobody can be told, nothing
/// of the desk answers. A live line that comes back by itself does not keep a session awake.
pub async fn recognise(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/staff")
        && let Some(secret) = session_of(&request)
    {
        let here = request.extensions().get::<Here>().unwrap_or(&state.here).clone();
        let (store, centre, at) = (&here.store, &here.centre, now().as_second());
        let member = if path == "/staff/live" {
            store.still_signed_in(centre, &secret, LIMITS, at).await
        } else {
            store.signed_in(centre, &secret, LIMITS, at).await
        };
        match member {
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
