//! Appointments: somebody's part in a session. Booking writes session, claims or seat, person, history, message and event
//! in one transaction, or nothing.

mod bounds;
mod new;
mod row;

use domain::{appointment::Status, booking::BookingRequest, reference::Reference};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Secret, Store, Wish,
    centres::write_alone,
    claims::Refused,
    entities::{attendance, service},
    error::may_run_again,
    events, links,
    promises::promise_with_link,
    words::{Door, Template, Way, What},
    workshops::in_time,
};
use bounds::has_room_for_one;

pub(crate) use bounds::count_contact;
pub(crate) use new::{Party, Planned, attend, insert_session, new_session};
pub(crate) use row::{
    Appointment, find, instant, minute_of_day, read_reference, record, set_session, start_of, start_of_session,
    tell_start, with_sessions,
};

/// Who books: the family itself, or a member of staff for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookedBy {
    Person,
    Staff(i64),
}

impl BookedBy {
    pub(crate) fn staff(self) -> Option<i64> {
        if let Self::Staff(id) = self { Some(id) } else { None }
    }

    pub(crate) fn way(self) -> Way {
        if self == Self::Person { Way::Form } else { Way::Desk }
    }
}

/// Everything about a booking besides what was asked for.
#[derive(Clone, Debug)]
pub struct Booking<'a> {
    pub request: &'a BookingRequest,
    pub by: BookedBy,
    /// Network address of whoever asks, where it says anything.
    pub from: Option<&'a str>,
    /// Version of the privacy notice that was agreed to.
    pub consent_version: Option<&'a str>,
    pub now: Timestamp,
}

/// A booking that stands.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: Uuid,
    pub reference: Reference,
    /// The secret of the private link. The same form sent again leads to the same secret.
    pub manage: Secret,
    /// False when this form had been sent before and nothing new was written.
    pub new: bool,
}

impl Store {
    /// Books. The same key books once, however often it comes.
    ///
    /// # Errors
    /// [`Error::Taken`] when nobody is free at that time (any more), [`Error::NotFound`] for an unknown service,
    /// [`Error::Throttled`] or [`Error::Enough`] when a stranger takes more than the limits say.
    pub async fn book(&self, centre: &Centre, booking: &Booking<'_>) -> Result<Booked> {
        const TRIES: usize = 8;
        if booking.by == BookedBy::Person {
            let key = Secret::parse(booking.request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
            if let Some(booked) = booked_before(&self.db, centre, &key).await? {
                return Ok(booked);
            }
            self.count_form(centre, booking.from, booking.now.as_second()).await?;
        }
        for _ in 0..TRIES {
            if let Some(booked) = self.try_to_book(centre, booking).await? {
                self.ring();
                return Ok(booked);
            }
        }
        Err(Error::Taken)
    }

    /// One transaction. `None`: somebody else won a row this one needed, or the database chose it as the victim of a
    /// conflict; look again.
    async fn try_to_book(&self, centre: &Centre, booking: &Booking<'_>) -> Result<Option<Booked>> {
        let turn = self.turn().await?;
        let tx = self.begin(&turn).await?;
        match write(self, &tx, centre, booking).await {
            Ok(booked) => {
                tx.commit().await?;
                Ok(Some(booked))
            }
            Err(Refused::UniqueRule) => {
                tx.rollback().await?;
                Ok(None)
            }
            Err(Refused::Error(error)) if may_run_again(&error) => Ok(None),
            Err(Refused::Error(error)) => Err(error),
        }
    }
}

async fn write(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
) -> Result<Booked, Refused> {
    let request = booking.request;
    let key = Secret::parse(request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
    if let Some(booked) = booked_before(tx, centre, &key).await? {
        return Ok(booked);
    }
    write_alone(tx, centre).await?;
    if booking.by == BookedBy::Person {
        let counted = count_contact(tx, centre, &request.contact, booking.now.as_second()).await;
        // The same form, sent twice at once, waited for its twin here.
        if let Some(booked) = booked_before(tx, centre, &key).await? {
            return Ok(booked);
        }
        counted?;
        has_room_for_one(tx, centre, &request.contact, booking.now.as_second()).await?;
    }
    let service = store.service(tx, centre, &request.service).await?;
    let by_person = booking.by == BookedBy::Person;
    let (session, place) = if service.seats > 1 {
        let right = !by_person || in_time(centre, &service, request.start, booking.now);
        let seat = store.seat_at(tx, centre, service.id, request.mode, request.start).await?.filter(|_| right);
        // The same form may have won the seat since this transaction looked for it.
        let Some(seat) = seat else { return Ok(booked_before(tx, centre, &key).await?.ok_or(Error::Taken)?) };
        seat
    } else {
        let planned = planned(store, tx, centre, booking, &service).await?;
        let Some(planned) = planned else { return Ok(booked_before(tx, centre, &key).await?.ok_or(Error::Taken)?) };
        let session = new_session(centre, &service, &planned, (booking.by.staff(), booking.now))?;
        insert_session(tx, &session).await?;
        (session, 1)
    };
    let asks = service.needs_approval && by_person;
    let status = if asks { Status::Requested } else { Status::Expected };
    let party = Party::of_booking(tx, centre, booking, &key).await?;
    let start = start_of_session(&session);
    let booked = attend(tx, centre, session, (place, start), &party, status).await?;
    Ok(finish(
        tx,
        &booked,
        key.derive("manage"),
        if asks { Template::Requested } else { Template::Booked },
        booking.now,
    )
    .await?)
}

/// The private link, the promise of its message, and the event of a new appointment.
pub(crate) async fn finish(
    tx: &DatabaseTransaction,
    of: &Appointment,
    manage: Secret,
    template: Template,
    now: Timestamp,
) -> Result<Booked> {
    let (row, at) = (&of.row, now.as_second());
    links::add(tx, row.centre_id, (Door::Appointment, row.id.to_string()), &manage, (at, None)).await?;
    record(tx, row, What::Booked, None, at, row.booked_by).await?;
    promise_with_link(tx, row.centre_id, (template, row.id, row.contact_id), &manage, at).await?;
    events::append(tx, of, EventKind::Booked, at).await?;
    Ok(Booked { id: row.id, reference: read_reference(row)?, manage, new: true })
}

/// What a booking would get, when somebody, and a room where it takes one, are free.
async fn planned(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    service: &service::Model,
) -> Result<Option<Planned>> {
    let request = booking.request;
    let desk = booking.by != BookedBy::Person;
    let wish =
        Wish { service: request.service.clone(), mode: request.mode, with: request.with, speaks: request.speaks, desk };
    let day = request.start.date();
    let plan = store.plan_of(tx, centre, service.clone(), &wish, (day, day)).await?;
    let chosen = plan.choose(centre, request.start, booking.now);
    Ok(chosen.map(|chosen| Planned { mode: request.mode, start: request.start, chosen }))
}

pub(crate) async fn booked_before(tx: &impl ConnectionTrait, centre: &Centre, key: &Secret) -> Result<Option<Booked>> {
    let row = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::IdempotencyHash.eq(key.hash()))
        .one(tx)
        .await?;
    row.map(|row| Ok(Booked { id: row.id, reference: read_reference(&row)?, manage: key.derive("manage"), new: false }))
        .transpose()
}
