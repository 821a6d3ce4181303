//! What the program says of itself: one line an event. Never names, addresses or reasons.

use std::io::{IsTerminal, stderr};

use axum::{body::Body, extract::MatchedPath, http::Request};
use tracing::Span;
use tracing_subscriber::EnvFilter;

/// Begins to log what `filter` lets through, in colours where somebody looks on.
pub fn start(filter: &str) {
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(filter)).with_writer(stderr);
    log.with_ansi(stderr().is_terminal()).init();
}

/// Whether a filter can be understood.
///
/// # Errors
/// Says what is wrong with it.
pub fn check(filter: &str) -> Result<(), String> {
    EnvFilter::try_new(filter).map(drop).map_err(|error| error.to_string())
}

/// One span per request, with its route's pattern; never its address, which can hold a private link.
pub fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}
