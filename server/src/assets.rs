//! Files that anybody may have: style, type, pictures, scripts, the client. They travel inside the program, so that its
//! pages and its client can never disagree; a debug build reads them from the folder where they were built.

use std::{
    hash::{DefaultHasher, Hasher},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{encoding::takes, state::AppState, tag::Tag};

#[derive(RustEmbed)]
#[folder = "../site"]
#[allow_missing = true]
struct Site;

const FOLDERS: [&str; 4] = ["pkg", "js", "img", "fonts"];
/// What changes from one build to the next, and is asked for with its version: style, scripts, every part of the client.
const VERSIONED: [&str; 3] = [".css", ".js", ".wasm"];
/// What keeps a day for a desk without a line.
const OFFLINE: &str = "js/offline.js";
/// What keeps the pages to read for whoever asked for it.
const READ: &str = "js/read.js";
/// How files were compressed when they were built: the name in headers, and the ending.
const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

pub fn router(version: &str) -> Router<AppState> {
    let version: Arc<str> = version.into();
    let serve = move |State(_): State<AppState>, request: Request| {
        let version = version.clone();
        async move { serve(&version, &request) }
    };
    let folders = FOLDERS
        .into_iter()
        .fold(Router::new(), |router, folder| router.route(&format!("/{folder}/{{*file}}"), get(serve.clone())));
    folders.route("/client/{version}/{*file}", get(serve))
}

/// How long browsers keep a file: for good when its address carries its version; a month for the typeface; pictures a
/// day; the rest is asked for again, which costs a short answer.
fn serve(version: &str, request: &Request) -> Response {
    let path = request.uri().path();
    let versioned = request.uri().query().and_then(|query| query.strip_prefix("v=")) == Some(version);
    // The client's files name each other by relative addresses: their version is a folder.
    let of_client = path.strip_prefix("/client/").and_then(|rest| rest.split_once('/'));
    // A client of another version than the program's does not fit its pages.
    if of_client.is_some_and(|(of, _)| of != version) {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    let name = of_client.map_or_else(|| path.trim_start_matches('/').to_owned(), |(_, file)| format!("pkg/{file}"));
    let period = match path {
        _ if versioned || of_client.is_some() => "public, max-age=31536000, immutable",
        path if path.ends_with(".woff2") => "public, max-age=2592000",
        path if path.ends_with(".svg") || path.ends_with(".png") => "public, max-age=86400",
        _ => "no-cache",
    };
    let Some(file) = Site::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = file_or_nothing_new(&name, file, request.headers());
    // Each answers for its own pages alone.
    let scope = match name.as_str() {
        OFFLINE => Some("/staff"),
        READ => Some("/"),
        _ => None,
    };
    if let Some(scope) = scope {
        let headers = response.headers_mut();
        headers.insert("service-worker-allowed", HeaderValue::from_static(scope));
        let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(period));
    response
}

/// The file as small as the browser takes it, unless it is the one that the browser has.
fn file_or_nothing_new(name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let tag = Tag::of(&file.metadata.sha256_hash());
    let mut response = if tag.is_among(headers.get(header::IF_NONE_MATCH)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = file.metadata.mimetype().to_owned();
        let packed = CODINGS.into_iter().filter(|(coding, _)| takes(headers, coding));
        let packed = { packed }.find_map(|(coding, end)| Some((coding, Site::get(&format!("{name}.{end}"))?)));
        let (coding, file) = packed.map_or((None, file), |(coding, file)| (Some(coding), file));
        let mut response = Response::new(Body::from(file.data));
        let headers = response.headers_mut();
        headers.extend(HeaderValue::from_str(&kind).ok().map(|kind| (header::CONTENT_TYPE, kind)));
        headers.extend(coding.map(|coding| (header::CONTENT_ENCODING, HeaderValue::from_static(coding))));
        response
    };
    response.headers_mut().insert(header::ETAG, tag.value());
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Whether the program has its site: one that was built without can do everything but serve.
pub fn are_there() -> bool {
    ["pkg/wifaq.css", "pkg/wifaq.wasm"].into_iter().all(|name| Site::get(name).is_some())
}

/// A few letters that change with the style, the scripts or the client.
pub fn version() -> String {
    let mut hasher = DefaultHasher::new();
    let mut names: Vec<_> = Site::iter().filter(|name| VERSIONED.iter().any(|end| name.ends_with(end))).collect();
    names.sort_unstable();
    for file in names.iter().filter_map(|name| Site::get(name)) {
        hasher.write(&file.metadata.sha256_hash());
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_page_to_read_is_among_those_that_can_be_kept() {
        let worker = include_str!("../../public/js/read.js");
        for slug in app::api::content::slugs() {
            assert!(worker.contains(&format!("\"/{slug}\"")), "{slug}");
        }
    }
}
