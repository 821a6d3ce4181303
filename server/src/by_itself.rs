//! A page that asks by itself keeps no session awake.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use domain::access::Role;
use store::SESSION_LIMITS;
use tower::ServiceExt;

use crate::{application::router, fixture, now};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_person_who_asks_keeps_a_session_awake() {
    let (store, _folder) = fixture::database("by-itself").await;
    let fes = store.centres().await.unwrap().remove(0);
    let id = fixture::hire(&store, &fes, "r@example.com", &[Role::Reception]).await;
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let get = (Method::GET, "/staff/waiting", StatusCode::OK);
    let asked = (Method::GET, "/staff/api/board?language=fr&day=", StatusCode::OK);
    let said = (Method::POST, "/staff/editing", StatusCode::OK);
    let line = (Method::GET, "/staff/live", StatusCode::OK);
    for ((method, path, status), by_itself, lives) in [
        (&get, true, false),
        (&asked, true, false),
        (&said, true, false),
        // The line comes back by itself, whatever it says.
        (&line, false, false),
        (&get, false, true),
        (&asked, false, true),
    ] {
        // A minute before the end of the time without a request.
        let then = now().as_second() - SESSION_LIMITS.idle + 60;
        let session = store.open_session(&fes, id, "test", then).await.unwrap();
        let mut request = Request::builder()
            .method(method)
            .uri(*path)
            .header(header::HOST, "fes.example.ma")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("__Host-staff={}", session.as_str()));
        if by_itself {
            request = request.header("x-by-itself", "yes");
        }
        let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), *status, "{method} {path}");
        let later = now().as_second() + 120;
        let member = store.still_signed_in(&fes, &session, SESSION_LIMITS, later).await.unwrap();
        assert_eq!(member.is_some(), lives, "{method} {path}, by itself: {by_itself}");
    }
}
