//! Pages that somebody reads aloud: recordings are taken in at the desk, and given to whoever listens, part by part.

mod bare;
mod desk;

use axum::{
    body::{Body, Bytes},
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{byte_span::span_asked, sound::Sound};
use store::{PART, StoredFile};

use crate::{at::At, routes::Routes, state::AppState, unavailable::broken, uploads::MOST_BYTES};

pub fn routes() -> Routes {
    Routes::default()
        .get("/media/{file}", give)
        .post_large("/staff/recordings", desk::add, MOST_BYTES)
        .post("/staff/recordings/change", desk::change)
}

/// What is taken away is gone from browsers, too, within an hour.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// A file, or the span of it that a player asks for.
async fn give(At(state): At, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let asked = file.split_once('.').and_then(|(name, ending)| Some((name, Sound::of_ending(ending)?)));
    let Some((name, kind)) = asked else { return StatusCode::NOT_FOUND.into_response() };
    let found = match state.here.store.stored_file(&state.here.centre, name).await {
        Ok(Some(found)) if found.kind == kind => found,
        Ok(_) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return broken(&error),
    };
    let size = found.size;
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let Ok(span) = span_asked(range, size) else {
        let all = (header::CONTENT_RANGE, format!("bytes */{size}"));
        return (StatusCode::RANGE_NOT_SATISFIABLE, [all]).into_response();
    };
    let (first, last) = span.unwrap_or((0, size.saturating_sub(1)));
    let mut response = Response::new(parts(state, found, (first, last)));
    if span.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.kind()));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, KEPT);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(if size == 0 { 0 } else { last - first + 1 }));
    let told = span.and_then(|_| HeaderValue::from_str(&format!("bytes {first}-{last}/{size}")).ok());
    headers.extend(told.map(|told| (header::CONTENT_RANGE, told)));
    response
}

/// The bytes from the first to the last, read as they are taken: never more than one part of a file at hand.
fn parts(state: AppState, file: StoredFile, (first, last): (u64, u64)) -> Body {
    let begin = if file.size == 0 { None } else { Some((state, file, first)) };
    let stream = futures::stream::try_unfold(begin, move |rest| async move {
        let Some((state, file, at)) = rest else { return Ok::<_, std::io::Error>(None) };
        let part = state.here.store.stored_part(&state.here.centre, &file.name, at / PART).await;
        let part = Bytes::from(part.map_err(std::io::Error::other)?);
        let end = (last % PART + 1).min(part.len() as u64);
        let end = if last / PART == at / PART { end } else { part.len() as u64 };
        let cut = part.slice((at % PART).min(end) as usize..end as usize);
        let next = (at / PART + 1) * PART;
        Ok(Some((cut, (next <= last).then_some((state, file, next)))))
    });
    Body::from_stream(stream)
}
