//! A page as the answer to a post: same address, another status.

use app::{here::PlainPage, public_shell, staff::staff_shell};
use axum::{
    body::Body,
    extract::Request,
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use leptos::{IntoView, prelude::provide_context};

use crate::state::AppState;

/// Renders the public page at `uri` as if it were asked for with `headers`, with what `context` provides.
pub async fn page(
    state: &AppState,
    uri: Uri,
    headers: HeaderMap,
    status: StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let request = request_for(uri, headers, Extensions::new());
    render(state, request, status, context, public_shell).await
}

/// The same for a page of the staff; `extensions` say who is signed in.
pub async fn staff_page(
    state: &AppState,
    uri: Uri,
    headers: HeaderMap,
    extensions: Extensions,
    status: StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    render(state, request_for(uri, headers, extensions), status, context, staff_shell).await
}

fn request_for(uri: Uri, headers: HeaderMap, extensions: Extensions) -> Request {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    *request.extensions_mut() = extensions;
    request
}

async fn render<V: IntoView + 'static>(
    state: &AppState,
    mut request: Request,
    status: StatusCode,
    context: impl Fn() + Clone + Send + Sync + 'static,
    shell: fn() -> V,
) -> Response {
    let here = state.here.clone();
    let context = move || {
        provide_context(here.clone());
        provide_context(PlainPage);
        context();
    };
    if let Some(says) = state.said.by(state.here.centre.id).await {
        request.extensions_mut().insert(says);
    }
    let mut response = leptos_axum::render_app_async_with_context(context, shell)(request).await;
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
