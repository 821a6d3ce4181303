//! Out of the desk, here or everywhere.

use app::here::SESSION_COOKIE;
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use store::{Actor, StaffMember};

use crate::{at::At, cookies::host_cookie, now, session::session_of, unavailable::broken};

fn farewell() -> Response {
    let mut response = Redirect::to("/staff/sign-in").into_response();
    response.headers_mut().extend(host_cookie(SESSION_COOKIE, "", 0).map(|cookie| (header::SET_COOKIE, cookie)));
    // With the day that was kept for a lost line.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
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
    if let Some(member) = request.extensions().get::<StaffMember>() {
        let (here, by) = (&state.here, Actor::Staff(member.id));
        if let Err(error) = here.store.sign_out_everywhere(&here.centre, member.id, by, now().as_second()).await {
            return broken(&error);
        }
    }
    farewell()
}
