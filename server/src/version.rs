//! Which build answers: a page that another one drew learns of it with the first answer of a server function.

use axum::{
    extract::{Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};

/// Compared by `public/js/wake.js`.
const VERSION: &str = "x-version";

pub async fn tell(State(version): State<HeaderValue>, request: Request, next: Next) -> Response {
    let asked = request.uri().path().contains("/api/");
    let mut response = next.run(request).await;
    if asked {
        response.headers_mut().insert(VERSION, version);
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::{
        body::Body,
        http::{Request, StatusCode, header},
    };
    use tower::ServiceExt;

    use crate::{application::router, fixture};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_a_client_asks_for_tells_which_build_answers() {
        let (store, _folder) = fixture::database("version").await;
        let fes = store.centres().await.unwrap().remove(0);
        let router = router(fixture::state(&store, vec![fes]));
        let ask = async |path: &str| {
            let request = Request::get(path).header(header::HOST, "fes.example.ma").body(Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap()
        };
        let answer = ask("/staff/api/signed-in").await;
        assert_eq!(answer.headers().get("x-version").map(|version| version.as_bytes()), Some(&b"1"[..]));
        assert_eq!(ask("/fr").await.headers().get("x-version"), None, "a page names its build itself");
        // A part of the client that another build knew is nothing, and nobody keeps that.
        for old in ["/client/0/wifaq.wasm", "/client/0/wifaq.js", "/client/0/chunk_1.wasm"] {
            let answer = ask(old).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{old}");
            assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{old}");
        }
    }
}
