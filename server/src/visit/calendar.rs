//! The appointment as a file for calendars.

use app::api::visit::BOOKED_COOKIE;
use axum::{
    extract::Path,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use domain::{appointment::Status, language::Language};
use store::{CalendarItem, OwnAppointment};

use super::proved::{gone, secret_in, visited};
use crate::{at::At, calendar_file::Calendar, now, state::AppState, unavailable::broken};

pub async fn calendar(At(state): At, Path(locale): Path<String>, headers: HeaderMap) -> Response {
    match visited(&state, &locale, &headers).await {
        Some((language, own)) => calendar_of(&state, language, &own),
        None => gone(&locale),
    }
}

/// The same for the browser that has just booked.
pub async fn calendar_of_booked(At(state): At, Path(locale): Path<String>, headers: HeaderMap) -> Response {
    let (Some(language), Some(proof)) = (Language::from_code(&locale), secret_in(&headers, BOOKED_COOKIE)) else {
        return gone(&locale);
    };
    match state.here.store.proved(&state.here.centre, &proof, language, now()).await {
        Ok(own) => calendar_of(&state, language, &own),
        Err(store::Error::NotFound) => gone(&locale),
        Err(error) => broken(&error),
    }
}

fn calendar_of(state: &AppState, language: Language, own: &OwnAppointment) -> Response {
    let asked = own.status == Status::Requested;
    let OwnAppointment { id, version, start, minutes, .. } = *own;
    let item = CalendarItem { id, version, start, minutes, cancelled: !own.status.holds_time(), asked };
    let file = Calendar::of(&state.here.centre, language, now()).write(&[item]);
    let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"calendar.ics\"");
    ([kind, name, (header::CACHE_CONTROL, "no-store")], file).into_response()
}
