//! The centre's pictures: taken in, written anew in the sizes that pages need, and given to whoever reads.

mod anew;
mod desk;

use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::picture::{FOLDER, Format, Picture};

use crate::{at::At, routes::Routes, unavailable::broken};

pub fn routes() -> Routes {
    Routes::default()
        .get("/media/{picture}/{file}", give)
        .post_large("/staff/pictures", desk::add, desk::MOST_BYTES)
        .post("/staff/pictures/{name}", desk::save)
}

/// One file of a picture. It never becomes another one: browsers keep it for good.
async fn give(At(state): At, Path((picture, file)): Path<(String, String)>) -> Response {
    let asked = format!("{FOLDER}{picture}").parse::<Picture>().ok().zip(Format::of_file(&file));
    let Some((picture, (width, format))) = asked else { return StatusCode::NOT_FOUND.into_response() };
    match state.here.store.picture_file(&state.here.centre, &picture, width, format).await {
        Ok(Some(bytes)) => {
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static(format.kind()));
            let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
            ([kind, (header::CACHE_CONTROL, keep)], bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}
