//! Booking: appointment, claims or seat, history, message and event in one transaction, or nothing.

mod new;

use domain::{appointment::Status, booking::BookingRequest, calendar::instant_of, reference::Reference};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Secret, Store, Wish,
    centres::keep_hours,
    claims::{self, Owner, Refused, Taking},
    entities::{appointment, service, status_change},
    error::may_run_again,
    events,
    plan::Chosen,
    promises::promise_with_link,
    workshops::in_time,
};

pub(crate) use new::{Person, Session, insert, new_row};

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
}

/// Everything about a booking besides what was asked for.
#[derive(Clone, Debug)]
pub struct Booking<'a> {
    pub request: &'a BookingRequest,
    pub by: BookedBy,
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
    /// [`Error::Taken`] when nobody is free at that time (any more), [`Error::NotFound`] for an unknown service.
    pub async fn book(&self, centre: &Centre, booking: &Booking<'_>) -> Result<Booked> {
        const TRIES: usize = 8;
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
        let tx = self.begin().await?;
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
    keep_hours(tx, centre).await?;
    let service = store.service(tx, centre, &request.service).await?;
    let session = if service.seats > 1 {
        let right = booking.by != BookedBy::Person || in_time(centre, &service, request.start, booking.now);
        store.seat_at(tx, centre, service.id, request.mode, request.start).await?.filter(|_| right)
    } else {
        free_session(store, tx, centre, booking, &service).await?
    };
    let Some(session) = session else {
        // The same form may have won the time since this transaction looked for it.
        return Ok(booked_before(tx, centre, &key).await?.ok_or(Error::Taken)?);
    };
    let asks = service.needs_approval && booking.by == BookedBy::Person;
    let status = if asks { Status::Requested } else { Status::Expected };
    let mut row = new_row(centre, &service, &session, &Person::of_booking(booking, &key), status)?;
    insert(tx, &mut row).await?;
    if let Some(taking) = Taking::of_appointment(&row)? {
        claims::take(tx, centre.id, Owner::Appointment(row.id), &taking).await?;
    }
    let at = booking.now.as_second();
    record(tx, &row, "booked", None, at, booking.by.staff()).await?;
    let manage = key.derive("manage");
    promise_with_link(tx, &row, if asks { "requested" } else { "booked" }, &manage, at).await?;
    events::append(tx, &row, EventKind::Booked, at).await?;
    Ok(Booked { id: row.id, reference: read_reference(&row)?, manage, new: true })
}

/// The session that a booking would get, when somebody, and a room where it takes one, are free.
async fn free_session(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    service: &service::Model,
) -> Result<Option<Session>> {
    let request = booking.request;
    let desk = booking.by != BookedBy::Person;
    let wish =
        Wish { service: request.service.clone(), mode: request.mode, with: request.with, speaks: request.speaks, desk };
    let day = request.start.date();
    let plan = store.plan_of(tx, centre, service.clone(), &wish, (day, day)).await?;
    let chosen = plan.choose(centre, request.start, booking.now);
    Ok(chosen.map(|chosen| Session { mode: request.mode, start: request.start, chosen, seat: None }))
}

pub(crate) async fn booked_before(tx: &DatabaseTransaction, centre: &Centre, key: &Secret) -> Result<Option<Booked>> {
    let row = appointment::Entity::find()
        .filter(appointment::Column::CentreId.eq(centre.id))
        .filter(appointment::Column::IdempotencyHash.eq(key.hash()))
        .one(tx)
        .await?;
    row.map(|row| Ok(Booked { id: row.id, reference: read_reference(&row)?, manage: key.derive("manage"), new: false }))
        .transpose()
}

pub(crate) fn read_reference(row: &appointment::Model) -> Result<Reference> {
    Reference::parse(&row.reference).map_err(|_| Error::Corrupt("appointment.reference"))
}

pub(crate) fn minute_of_day(time: civil::DateTime) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

/// The civil start of a stored appointment.
pub(crate) fn start_of(row: &appointment::Model) -> Result<civil::DateTime> {
    civil_start(&row.day, row.start_minute)
}

/// A stored day and minute as a civil time.
pub(crate) fn civil_start(day: &str, minute: i32) -> Result<civil::DateTime> {
    let day: civil::Date = day.parse().map_err(|_| Error::Corrupt("day"))?;
    Ok(domain::schedule::at_minute(day, minute.unsigned_abs()))
}

/// Gives an appointment another start: day, minute and instant together.
pub(crate) fn set_start(row: &mut appointment::Model, centre: &Centre, start: civil::DateTime) -> Result<()> {
    row.day = start.date().to_string();
    row.start_minute = minute_of_day(start);
    row.starts_at = instant_of(start, &centre.zone).ok_or(Error::Taken)?.as_second();
    Ok(())
}

/// Writes the history line of the version that `row` now has.
pub(crate) async fn record(
    tx: &impl ConnectionTrait,
    row: &appointment::Model,
    what: &str,
    detail: Option<String>,
    at: i64,
    by_staff: Option<i64>,
) -> Result<()> {
    let line = status_change::ActiveModel {
        centre_id: Set(row.centre_id),
        appointment_id: Set(row.id),
        version: Set(row.version),
        status: Set(row.status.clone()),
        by_staff: Set(by_staff),
        at: Set(at),
        what: Set(what.to_owned()),
        detail: Set(detail),
    };
    line.insert(tx).await?;
    Ok(())
}
