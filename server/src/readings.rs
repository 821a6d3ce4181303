//! Whoever opens a page about people reads it once.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use domain::access::Role;
use store::AuditFilter;
use tower::ServiceExt;

use crate::{application::router, fixture};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_opened_is_one_line_of_the_audit() {
    const TIMES: usize = 20;
    let (store, _folder) = fixture::database("readings").await;
    let fes = store.centres().await.unwrap().remove(0);
    fixture::hire(&store, &fes, "m@example.com", &[Role::Mediator]).await;
    let id = fixture::hire(&store, &fes, "r@example.com", &[Role::Reception]).await;
    let cookie = fixture::enter(&store, &fes, id).await.unwrap();
    let (visit, start) = fixture::book(&store, &fes).await;
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let pages = [format!("/staff/visits/{visit}"), format!("/staff/day/{}", &start[..10]), "/staff/waiting".to_owned()];
    for page in &pages {
        for _ in 0..TIMES {
            let request = Request::get(page).header(header::HOST, "fes.example.ma").header(header::COOKIE, &cookie);
            let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{page}");
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        }
    }
    let lines = store.audit_lines(&fes, &AuditFilter::default(), 1000).await.unwrap();
    let read = lines.iter().filter(|line| line.act == store::Act::Read).count();
    assert_eq!(read, TIMES * pages.len());
}
