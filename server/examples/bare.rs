//! The bench's measure: a bare axum handler that returns the bytes of a file, and one that reads a form and redirects.
//! `bare ADDRESS FILE…` serves the files at `/0`, `/1`, … as brotli, and answers a post to `/` with 303.

use axum::{
    Router,
    body::Bytes,
    http::header,
    response::Redirect,
    routing::{get, post},
};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_default();
    let mut router = Router::new().route("/", post(async |_: Bytes| Redirect::to("/0")));
    for (n, file) in arguments.enumerate() {
        let bytes = Bytes::from(std::fs::read(file)?);
        let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")];
        router = router.route(&format!("/{n}"), get(async move || (headers, bytes)));
    }
    axum::serve(tokio::net::TcpListener::bind(address).await?, router).await
}
