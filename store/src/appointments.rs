//! Appointments: somebody's part in a session. Booking writes session, claims or seat, person, history, message and event
//! in one transaction, or nothing.

mod new;

use std::collections::BTreeMap;

use domain::{
    appointment::Status,
    booking::BookingRequest,
    calendar::instant_of,
    contact::SafeContact,
    reference::Reference,
    schedule::{at_minute, minute_of},
};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Query,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Secret, Store, Wish,
    centres::keep_hours,
    claims::Refused,
    entities::{attendance, contact, service, session, status_change},
    error::may_run_again,
    events,
    limits::{FORMS_PER_ADDRESS, FORMS_PER_CONTACT, Limit, spend},
    links,
    plan::Chosen,
    promises::promise_with_link,
    words::{Door, Template, Way, What, Word},
    workshops::in_time,
};

pub(crate) use new::{Party, Planned, attend, insert_session, new_session};

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

/// What somebody has, in what takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Appointment {
    pub row: attendance::Model,
    pub session: session::Model,
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

impl Store {
    /// Counts a form that a stranger sends: of its address, and of all at the centre.
    pub(crate) async fn count_form(&self, centre: &Centre, from: Option<&str>, now: i64) -> Result<()> {
        if let Some(address) = from {
            self.spend(&format!("form:{address}"), FORMS_PER_ADDRESS, now).await?;
        }
        let a_day = i64::from(centre.bookings_a_day);
        self.spend(&format!("forms of {}", centre.id), Limit::new(a_day, (24 * 3600 / a_day).max(1)), now).await
    }
}

/// Counts one more form with this contact. Whoever sends another with it waits until this transaction ends.
pub(crate) async fn count_contact(
    tx: &DatabaseTransaction,
    centre: &Centre,
    contact: &SafeContact,
    now: i64,
) -> Result<()> {
    let subject = format!("contact:{}:{}", centre.id, contact.address.as_stored());
    match spend(tx, &subject, FORMS_PER_CONTACT, now).await {
        Err(Error::Throttled) => Err(Error::Enough),
        spent => spent,
    }
}

/// # Errors
/// [`Error::Enough`] when this contact has as many appointments ahead as it may.
async fn has_room_for_one(tx: &DatabaseTransaction, centre: &Centre, reach: &SafeContact, now: i64) -> Result<()> {
    let same = Query::select()
        .column(contact::Column::Id)
        .from(contact::Entity)
        .and_where(contact::Column::CentreId.eq(centre.id))
        .and_where(contact::Column::Channel.eq(reach.address.channel().as_str()))
        .and_where(contact::Column::Address.eq(reach.address.as_stored()))
        .to_owned();
    let ahead = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::ContactId.in_subquery(same))
        .filter(attendance::Column::Status.is_in([Status::Requested.as_str(), Status::Expected.as_str()]))
        .filter(attendance::Column::StartsAt.gt(now));
    if ahead.count(tx).await? < u64::from(centre.most_ahead) { Ok(()) } else { Err(Error::Enough) }
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

/// Appointments with their sessions, in the order of `rows`. One query.
pub(crate) async fn with_sessions(
    db: &impl ConnectionTrait,
    centre_id: i64,
    rows: Vec<attendance::Model>,
) -> Result<Vec<Appointment>> {
    let sessions = session::Entity::find()
        .filter(session::Column::CentreId.eq(centre_id))
        .filter(session::Column::Id.is_in(rows.iter().map(|row| row.session_id)))
        .all(db)
        .await?;
    let sessions: BTreeMap<Uuid, session::Model> = sessions.into_iter().map(|session| (session.id, session)).collect();
    let with_session = |row: attendance::Model| {
        let session = sessions.get(&row.session_id).ok_or(Error::Corrupt("attendance.session_id"))?.clone();
        Ok(Appointment { row, session })
    };
    rows.into_iter().map(with_session).collect()
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn find(db: &impl ConnectionTrait, centre_id: i64, id: Uuid) -> Result<Appointment> {
    let row = attendance::Entity::find_by_id((centre_id, id)).one(db).await?.ok_or(Error::NotFound)?;
    with_sessions(db, centre_id, vec![row]).await?.pop().ok_or(Error::NotFound)
}

pub(crate) fn read_reference(row: &attendance::Model) -> Result<Reference> {
    Reference::parse(&row.reference).map_err(|_| Error::Corrupt("attendance.reference"))
}

/// The civil start that the person was told.
pub(crate) fn start_of(row: &attendance::Model) -> civil::DateTime {
    at_minute(row.day.0, row.start_minute.unsigned_abs())
}

/// The civil start of what takes place.
pub(crate) fn start_of_session(session: &session::Model) -> civil::DateTime {
    at_minute(session.day.0, session.start_minute.unsigned_abs())
}

pub(crate) fn minute_of_day(time: civil::DateTime) -> i32 {
    minute_of(time) as i32
}

/// Tells somebody another start: day, minute and instant together.
pub(crate) fn tell_start(row: &mut attendance::Model, centre: &Centre, start: civil::DateTime) -> Result<()> {
    (row.day, row.start_minute) = (Word(start.date()), minute_of_day(start));
    row.starts_at = instant(start, centre)?;
    Ok(())
}

/// Gives a session another start and those who lead it.
pub(crate) fn set_session(
    session: &mut session::Model,
    centre: &Centre,
    start: civil::DateTime,
    chosen: Chosen,
) -> Result<()> {
    (session.day, session.start_minute) = (Word(start.date()), minute_of_day(start));
    session.starts_at = instant(start, centre)?;
    (session.staff_id, session.co_staff_id, session.room_id) = (chosen.staff, chosen.co_staff, chosen.room);
    Ok(())
}

/// # Errors
/// [`Error::Taken`] where the clock jumps over the time.
pub(crate) fn instant(start: civil::DateTime, centre: &Centre) -> Result<i64> {
    Ok(instant_of(start, &centre.zone).ok_or(Error::Taken)?.as_second())
}

/// Writes the history line of the version that `row` now has.
pub(crate) async fn record(
    tx: &impl ConnectionTrait,
    row: &attendance::Model,
    what: What,
    detail: Option<String>,
    at: i64,
    by_staff: Option<i64>,
) -> Result<()> {
    let line = status_change::ActiveModel {
        centre_id: Set(row.centre_id),
        attendance_id: Set(row.id),
        version: Set(row.version),
        status: Set(row.status),
        by_staff: Set(by_staff),
        at: Set(at),
        what: Set(Word(what)),
        detail: Set(detail),
    };
    line.insert(tx).await?;
    Ok(())
}
