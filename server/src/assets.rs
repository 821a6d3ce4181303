//! Files that anybody may have: style, type, pictures, scripts, the client.

use std::{
    hash::{DefaultHasher, Hasher},
    path::Path,
    sync::Arc,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower_http::services::ServeDir;

use crate::state::AppState;

const FOLDERS: [&str; 4] = ["pkg", "js", "img", "fonts"];
/// What changes from one build to the next, and is asked for with its version.
const VERSIONED: [&str; 5] = ["pkg/wifaq.css", "pkg/wifaq.js", "pkg/wifaq.wasm", "js/wake.js", "js/exit.js"];

pub fn router(site_root: &str, version: &str) -> Router<AppState> {
    let version: Arc<str> = version.into();
    let folders = FOLDERS.into_iter().fold(Router::new(), |router, folder| {
        let files = ServeDir::new(Path::new(site_root).join(folder)).precompressed_br().precompressed_gzip();
        router.nest_service(&format!("/{folder}"), files)
    });
    // The client's files name each other by relative addresses: their version is a folder.
    let client = ServeDir::new(Path::new(site_root).join("pkg")).precompressed_br().precompressed_gzip();
    folders.nest_service("/client/{version}", client).layer(middleware::from_fn_with_state(version, keep))
}

/// How long browsers keep a file: for good when its address carries its version; a month for the typeface; pictures a
/// day; the rest is asked for again, which costs a short answer.
async fn keep(State(version): State<Arc<str>>, request: Request, next: Next) -> Response {
    let versioned = request.uri().query().and_then(|query| query.strip_prefix("v=")) == Some(&version);
    let of_client = request.uri().path().strip_prefix("/client/").and_then(|rest| rest.split('/').next());
    // A client of another version than the program's does not fit its pages.
    if of_client.is_some_and(|of| of != &*version) {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    let period = match request.uri().path() {
        _ if versioned || of_client.is_some() => "public, max-age=31536000, immutable",
        path if path.ends_with(".woff2") => "public, max-age=2592000",
        path if path.ends_with(".svg") || path.ends_with(".png") => "public, max-age=86400",
        _ => "no-cache",
    };
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(period));
    }
    response
}

/// A few letters that change with the style, the scripts or the client.
///
/// # Errors
/// When a file that exists cannot be read.
pub fn version(site_root: &Path) -> std::io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for name in VERSIONED {
        match std::fs::read(site_root.join(name)) {
            Ok(bytes) => hasher.write(&bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}
