use app::{api::booking::CONSENT_VERSION, office::Wrong};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::{Verb, may},
    appointment::Status,
    board::{Card, Hindrance, LENGTHS, Whose},
    booking::{BookingForm, BookingRequest, Hand},
    calendar::read_start,
    limits::read_reason,
    schedule::at_minute,
};
use store::{BookedBy, Booking, Change, Placement, StaffMember};
use uuid::Uuid;

use super::form::{Fields, Typed, Wrongs, read_day, read_minute};
use crate::{at::At, now, state::AppState, unavailable::broken};

/// What a form of the page asks for, by somebody who may.
pub(super) struct Asked {
    pub member: StaffMember,
    pub card: Card,
    pub change: Change,
}

/// Cancels for the centre, and holds the other time that was chosen.
pub async fn cancel(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let asked = match asked(&state, &id, &typed, Verb::OpenVisit).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let (here, change) = (&state.here, &asked.change);
    let (Ok(reason), offer) = (read_reason(typed.get("reason")), typed.get("offer")) else {
        return again(&state, typed, change.id, ("reason", Wrong::TooLong)).await;
    };
    let done = match (offer.is_empty(), read_start(offer)) {
        (_, Some(start)) => here.store.cancel_and_offer(&here.centre, change, reason, start).await,
        (true, None) => here.store.set_status_because(&here.centre, change, Status::CancelledByCentre, reason).await,
        (false, None) => return again(&state, typed, change.id, ("offer", Wrong::NotATime)).await,
    };
    answer(&state, typed, asked.change.id, "offer", done).await
}

pub async fn move_it(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let asked = match asked(&state, &id, &typed, Verb::OpenVisit).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let store = &state.here.store;
    if let Some(to) = super::hours::read_proposal(typed.get("colleague")) {
        let done = store.hand_to(&state.here.centre, &asked.change, to.start, to.staff_id).await;
        return handed(&state, typed, asked, done).await;
    }
    let Some(start) = read_start(typed.get("start")) else {
        return again(&state, typed, asked.change.id, ("start", Wrong::Missing)).await;
    };
    let done = store.move_to(&state.here.centre, &asked.change, start).await;
    answer(&state, typed, asked.change.id, "start", done).await
}

/// Puts it anywhere in the calendar, outside the hours for a reason.
pub async fn place(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { member, card, change } = match asked(&state, &id, &typed, Verb::OpenVisit).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let to = match read_placement(&typed) {
        Ok(to) => to,
        Err(wrong) => return typed.again(&state, &page(change.id), wrong).await,
    };
    // A colleague's time is not theirs to fill.
    if !may(&member.roles, Verb::SeeBoard) && to.staff != member.id && !card.people.contains(&to.staff) {
        return again(&state, typed, change.id, ("with", Wrong::InTheWay(Hindrance::NotTheirs))).await;
    }
    let done = match state.here.store.place(&state.here.centre, &change, &to).await {
        Ok(Err(why)) => return again(&state, typed, change.id, (field_of(why), Wrong::InTheWay(why))).await,
        Ok(Ok(())) => Ok(()),
        Err(error) => Err(error),
    };
    answer(&state, typed, change.id, "at_time", done).await
}

fn read_placement(typed: &Typed) -> Result<Placement, Wrongs> {
    let mut fields = Fields::of(typed);
    let day = read_day(typed.get("on_day")).map_err(|wrong| fields.complain("on_day", wrong)).unwrap_or_default();
    let minute = read_minute(typed.get("at_time")).map_err(|wrong| fields.complain("at_time", wrong)).unwrap_or(0);
    let minutes = fields.number("minutes", LENGTHS.0..=LENGTHS.1);
    if !minutes.is_multiple_of(5) {
        fields.complain("minutes", Wrong::NotFives);
    }
    let staff = typed.get("with").parse().map_err(|_| fields.complain("with", Wrong::Missing)).unwrap_or(0);
    let reason = read_reason(typed.get("why")).map_err(|_| fields.complain("why", Wrong::TooLong)).unwrap_or(None);
    let (room, reason) = (typed.get("room").parse().ok(), reason.map(str::to_owned));
    fields.read(Placement { start: at_minute(day, minute.into()), minutes, staff, room, reason })
}

/// The field that what stands in the way belongs to.
fn field_of(why: Hindrance) -> &'static str {
    match why {
        Hindrance::NotTheirs => "with",
        Hindrance::Taken(Whose::Room) | Hindrance::Shut(Whose::Room, _) => "room",
        Hindrance::Shut(..) => "why",
        Hindrance::Over | Hindrance::NoTime | Hindrance::Taken(_) => "at_time",
    }
}

/// Whoever gave their own appointment away does not see its page any more.
async fn handed(state: &AppState, typed: Typed, asked: Asked, done: store::Result<()>) -> Response {
    let Asked { member, card, change } = asked;
    let sees = state.here.store.card(&state.here.centre, &member, change.id, member.language).await.is_ok();
    match done {
        Ok(()) if !sees => Redirect::to(&format!("/staff/day/{}", card.day)).into_response(),
        done => answer(state, typed, change.id, "colleague", done).await,
    }
}

/// Says yes to a request.
pub async fn approve(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let asked = match asked(&state, &id, &typed, Verb::OpenVisit).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let done = state.here.store.set_status(&state.here.centre, &asked.change, Status::Expected).await;
    answer(&state, typed, asked.change.id, "", done).await
}

/// Adds the other party of the session: reception has read the consent aloud.
pub async fn add_second_party(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { member, card, change } = match asked(&state, &id, &typed, Verb::BookForCaller).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let request = match BookingRequest::read(&form(&typed, &card), Hand::Desk) {
        Ok(request) => request,
        Err(errors) => {
            let wrong = errors.into_iter().map(|(field, error)| (field.as_str(), Wrong::Person(error)));
            return typed.again(&state, &page(change.id), wrong.collect()).await;
        }
    };
    let by = BookedBy::Staff(member.id);
    let booking = Booking { request: &request, by, from: None, consent_version: Some(CONSENT_VERSION), now: now() };
    let done = state.here.store.add_second_party(&state.here.centre, &change, &booking).await;
    if matches!(done, Err(store::Error::SamePerson)) {
        return again(&state, typed, change.id, ("name", Wrong::SamePerson)).await;
    }
    answer(&state, typed, change.id, "", done.map(drop)).await
}

/// The form of a person, for somebody who comes to the session of `card`.
fn form(typed: &Typed, card: &Card) -> BookingForm {
    let text = |name: &str| typed.get(name).to_owned();
    BookingForm {
        service: card.service.clone(),
        mode: card.mode.as_str().to_owned(),
        start: format!("{}T{}", card.day, card.time),
        name: text("name"),
        channel: "mobile".to_owned(),
        mobile: text("mobile"),
        language: text("language"),
        may_leave_message: if typed.ticked("may_leave_message") { "yes" } else { "no" }.to_owned(),
        consent: text("consent"),
        key: text("key"),
        ..BookingForm::default()
    }
}

/// The change, when its sender may see the card and move it. What one may not see does not exist.
pub(super) async fn asked(state: &AppState, id: &str, typed: &Typed, verb: Verb) -> Result<Asked, Box<Response>> {
    let refusal = |status: StatusCode| Box::new(status.into_response());
    let member = typed.sender(verb)?;
    let id = id.parse().map_err(|_| refusal(StatusCode::NOT_FOUND))?;
    let seen = typed.get("version").parse().map_err(|_| refusal(StatusCode::BAD_REQUEST))?;
    match state.here.store.card(&state.here.centre, &member, id, member.language).await {
        Ok(card) if card.movable => {
            let change = Change { id, seen: Some(seen), by: Some(member.id), now: now() };
            Ok(Asked { member, card, change })
        }
        Ok(_) => Err(refusal(StatusCode::FORBIDDEN)),
        Err(store::Error::NotFound) => Err(refusal(StatusCode::NOT_FOUND)),
        Err(error) => Err(Box::new(broken(&error))),
    }
}

/// Back to the page; `field` is the one that a taken time belongs to.
async fn answer(state: &AppState, typed: Typed, id: Uuid, field: &'static str, done: store::Result<()>) -> Response {
    match done {
        Ok(()) => Redirect::to(&page(id)).into_response(),
        Err(store::Error::Stale) => again(state, typed, id, ("", Wrong::Stale)).await,
        // Nobody can be booked for it any more.
        Err(store::Error::Taken | store::Error::NotFound) => again(state, typed, id, (field, Wrong::Taken)).await,
        Err(error) => broken(&error),
    }
}

async fn again(state: &AppState, typed: Typed, id: Uuid, wrong: (&'static str, Wrong)) -> Response {
    typed.again(state, &page(id), vec![wrong]).await
}

fn page(id: Uuid) -> String {
    format!("/staff/visits/{id}")
}
