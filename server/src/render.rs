//! A page as the answer to a post: same address, another status.

use app::public_shell;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use leptos::prelude::provide_context;

use crate::application::AppState;

/// Renders the page at `uri` as if it were asked for with `headers`, with what `context` provides.
pub async fn page(
    state: &AppState,
    uri: Uri,
    headers: HeaderMap,
    status: StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let here = state.here.clone();
    let context = move || {
        provide_context(here.clone());
        context();
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let mut response = leptos_axum::render_app_async_with_context(context, public_shell)(request).await;
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
