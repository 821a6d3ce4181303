//! Who is signed in: the cookie's session is looked up once per request of the desk.

use app::{api::visit::read::cookie_in, here::Here};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use store::{Secret, SignInLimits};

use crate::{application::AppState, now};

pub const SESSION_COOKIE: &str = "__Host-staff";

/// Half an hour without a request, or a working day, end a session.
pub const LIMITS: SignInLimits = SignInLimits { idle: 30 * 60, absolute: 10 * 60 * 60 };

/// Puts the member of staff into the request. Whoever is not signed in passes as nobody.
pub async fn recognise(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let of_the_desk = request.uri().path().starts_with("/staff");
    if of_the_desk && let Some(secret) = session_of(&request) {
        let here = request.extensions().get::<Here>().unwrap_or(&state.here);
        match here.store.signed_in(&here.centre, &secret, LIMITS, now().as_second()).await {
            Ok(Some(member)) => drop(request.extensions_mut().insert(member)),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a session could not be read"),
        }
    }
    let mut response = next.run(request).await;
    if of_the_desk {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    response
}

/// The secret in the cookie.
pub fn session_of(request: &Request) -> Option<Secret> {
    Secret::parse(&cookie_in(request.headers(), SESSION_COOKIE)?)
}
