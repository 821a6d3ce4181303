//! A mediator's calendar for a calendar program: whoever has the address reads times, and nothing about whom.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use store::{OwnCalendar, Secret};

use crate::{at::At, calendar_file::Calendar, now, routes::Routes};

pub fn routes() -> Routes {
    Routes::default().get("/feed/{secret}/calendar.ics", read)
}

async fn read(At(state): At, Path(secret): Path<String>) -> Response {
    // What is no secret at all is looked for like one that nobody has.
    let secret = Secret::parse(&secret).unwrap_or_else(Secret::random);
    let centre = &state.here.centre;
    let mut response = match state.here.store.feed(centre, &secret, now()).await {
        Ok(OwnCalendar { language, items }) => {
            let file = Calendar::of(centre, language, now()).followed().write(&items);
            ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], file).into_response()
        }
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a calendar feed failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
