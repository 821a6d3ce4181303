//! The centre's pictures: taken in, written anew in the sizes that pages need, and given to whoever reads.

mod anew;
mod desk;

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::picture::{FOLDER, Format, Picture};
use sha2::{Digest, Sha256};

use crate::{at::At, routes::Routes, tag::Tag, unavailable::broken, uploads::MOST_BYTES};

pub fn routes() -> Routes {
    Routes::default()
        .get("/media/{picture}/{file}", give)
        .post_large("/staff/pictures", desk::add, MOST_BYTES)
        .post("/staff/pictures/{name}", desk::save)
}

/// One file of a picture. It never becomes another one; once it is taken away it is gone from browsers, too, within an hour.
async fn give(At(state): At, Path((picture, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let asked = format!("{FOLDER}{picture}").parse::<Picture>().ok().zip(Format::of_file(&file));
    let Some((picture, (width, format))) = asked else { return StatusCode::NOT_FOUND.into_response() };
    match state.here.store.picture_file(&state.here.centre, &picture, width, format).await {
        Ok(Some(bytes)) => {
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static(format.kind()));
            let tag = Tag::of(&Sha256::digest(&bytes));
            let keep = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
            let told = [kind, keep, (header::ETAG, tag.value())];
            if tag.is_among(headers.get(header::IF_NONE_MATCH)) {
                return (StatusCode::NOT_MODIFIED, told).into_response();
            }
            (told, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}
