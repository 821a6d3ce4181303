//! Workshops: set up, and cancelled with every seat.

use app::office::Wrong;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, appointment::Mode, limits::read_reason, schedule::at_minute};
use store::{NewWorkshop, ServiceRecord};
use uuid::Uuid;

use super::form::{Fields, Typed, Wrongs, read_day, read_minute};
use crate::{at::At, now, unavailable::broken};

const PAGE: &str = "/staff/workshops";

pub async fn set_up(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWorkshops) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (store, centre) = (&state.here.store, &state.here.centre);
    let service = match store.service_record(centre, typed.get("service")).await {
        Ok(service) if service.active && service.seats > 1 => service,
        Ok(_) | Err(store::Error::NotFound) => {
            return typed.again(&state, PAGE, vec![("service", Wrong::Stale)]).await;
        }
        Err(error) => return broken(&error),
    };
    let new = match read(&typed, &service) {
        Ok(new) => new,
        Err(wrong) => return typed.again(&state, PAGE, wrong).await,
    };
    match store.set_up_workshop(centre, &new, member.id, now()).await {
        Ok(id) => Redirect::to(&format!("{PAGE}/{id}")).into_response(),
        Err(store::Error::Taken | store::Error::NotFound) => {
            typed.again(&state, PAGE, vec![("time", Wrong::NobodyFree)]).await
        }
        Err(error) => broken(&error),
    }
}

pub async fn cancel(At(state): At, Path(id): Path<Uuid>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageWorkshops) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let page = format!("{PAGE}/{id}/cancellation");
    let Ok(reason) = read_reason(typed.get("reason")) else {
        return typed.again(&state, &page, vec![("reason", Wrong::TooLong)]).await;
    };
    let (store, centre) = (&state.here.store, &state.here.centre);
    let cancelled = || Redirect::to(&format!("{PAGE}?cancelled")).into_response();
    match store.cancel_workshop(centre, id, member.id, reason, now()).await {
        Ok(()) => cancelled(),
        // Pressed twice, or by two.
        Err(store::Error::Stale) if store.workshop(centre, id).await.is_err() => cancelled(),
        Err(store::Error::Stale) => typed.again(&state, &page, vec![("", Wrong::Stale)]).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

fn read(typed: &Typed, service: &ServiceRecord) -> Result<NewWorkshop, Wrongs> {
    let mut fields = Fields::of(typed);
    let mode = Mode::from_str_opt(typed.get("mode")).unwrap_or(Mode::InPerson);
    if !service.modes.contains(mode) {
        fields.complain("mode", Wrong::NotOffered);
    }
    let with = typed.get("with").parse().ok();
    if with.is_some_and(|with| !service.staff.contains(&with)) {
        fields.complain("with", Wrong::NotOffered);
    }
    let day = read_day(typed.get("day")).map_err(|wrong| fields.complain("day", wrong)).unwrap_or_default();
    let minute = read_minute(typed.get("time")).map_err(|wrong| fields.complain("time", wrong)).unwrap_or_default();
    let seats = (!typed.get("seats").is_empty()).then(|| fields.number("seats", 1..=500));
    let start = at_minute(day, minute.into());
    fields.read(NewWorkshop { service: service.slug.clone(), mode, start, with, seats })
}
