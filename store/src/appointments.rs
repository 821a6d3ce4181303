//! Booking: appointment, claims, history, message and event in one transaction, or nothing.

use domain::{appointment::Status, booking::BookingRequest, calendar::instant_of, reference::Reference};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Secret, Store, Wish,
    claims::{Refused, own_cells, refused, take_claims},
    entities::{appointment, outbox, service, status_change},
    events,
};

/// Who books: the family itself, or a member of staff for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookedBy {
    Person,
    Staff(i64),
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
            let attempt = || -> futures::future::BoxFuture<'_, Result<Option<Booked>>> {
                Box::pin(self.try_to_book(centre, booking))
            };
            if let Some(booked) = self.retrying(attempt).await? {
                self.ring();
                return Ok(booked);
            }
        }
        Err(Error::Taken)
    }

    /// One transaction. `None`: a concurrent booking won a row this one needed; look again.
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
    let manage = key.derive("manage");
    if let Some(booked) = booked_before(tx, centre, &key).await? {
        return Ok(booked);
    }
    let wish = Wish { service: request.service.clone(), mode: request.mode, with: request.with };
    let day = request.start.date();
    let plan = store.plan(tx, centre, &wish, (day, day)).await?;
    let Some(&staff_id) = plan.free_staff(centre, request.start, booking.now, &[]).first() else {
        // The same form may have won the time since this transaction looked for it.
        return Ok(booked_before(tx, centre, &key).await?.ok_or(Error::Taken)?);
    };
    let row = new_row(centre, booking, &plan.service, staff_id, &manage, &key)?;
    insert(tx, appointment::ActiveModel::from(row.clone())).await?;
    take_claims(tx, &row, &own_cells(&row)?).await?;
    record(tx, &row, "booked", None, booking.now.as_second(), booked_by(booking.by)).await?;
    promise_message(tx, &row, "booked", booking.now.as_second()).await?;
    events::append(tx, &row, EventKind::Booked, booking.now.as_second()).await?;
    Ok(Booked { id: row.id, reference: read_reference(&row)?, manage, new: true })
}

async fn booked_before(tx: &DatabaseTransaction, centre: &Centre, key: &Secret) -> Result<Option<Booked>> {
    let row = appointment::Entity::find()
        .filter(appointment::Column::CentreId.eq(centre.id))
        .filter(appointment::Column::IdempotencyHash.eq(key.hash()))
        .one(tx)
        .await?;
    row.map(|row| Ok(Booked { id: row.id, reference: read_reference(&row)?, manage: key.derive("manage"), new: false }))
        .transpose()
}

fn new_row(
    centre: &Centre,
    booking: &Booking<'_>,
    service: &service::Model,
    staff_id: i64,
    manage: &Secret,
    key: &Secret,
) -> Result<appointment::Model> {
    let request = booking.request;
    let starts_at = instant_of(request.start, &centre.zone).ok_or(Error::Taken)?;
    Ok(appointment::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        service_id: service.id,
        staff_id,
        mode: request.mode.as_str().to_owned(),
        day: request.start.date().to_string(),
        start_minute: minute_of_day(request.start),
        minutes: service.minutes,
        buffer_minutes: service.buffer_minutes,
        zone: centre.zone_name.clone(),
        starts_at: starts_at.as_second(),
        status: Status::Expected.as_str().to_owned(),
        version: 1,
        reference: random_reference().as_str().to_owned(),
        name: request.name.as_str().to_owned(),
        contact_channel: request.contact.address.channel().as_str().to_owned(),
        contact_address: request.contact.address.as_stored().to_owned(),
        contact_language: request.contact.language.code().to_owned(),
        may_leave_message: request.contact.may_leave_message,
        consent_version: booking.consent_version.map(str::to_owned),
        idempotency_hash: key.hash(),
        manage_hash: manage.hash(),
        booked_by: booked_by(booking.by),
        demo: false,
        created_at: booking.now.as_second(),
    })
}

pub(crate) fn read_reference(row: &appointment::Model) -> Result<Reference> {
    Reference::parse(&row.reference).map_err(|_| Error::Corrupt("appointment.reference"))
}

fn booked_by(by: BookedBy) -> Option<i64> {
    match by {
        BookedBy::Person => None,
        BookedBy::Staff(id) => Some(id),
    }
}

fn random_reference() -> Reference {
    let random = getrandom::u32().expect("the operating system has random numbers");
    Reference::from_number(random % 10_000_000)
}

pub(crate) fn minute_of_day(time: civil::DateTime) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

/// The civil start of a stored appointment.
pub(crate) fn start_of(row: &appointment::Model) -> Result<civil::DateTime> {
    let day: civil::Date = row.day.parse().map_err(|_| Error::Corrupt("appointment.day"))?;
    let (hour, minute) = (row.start_minute / 60, row.start_minute % 60);
    let time = civil::Time::new(hour.try_into().unwrap_or(0), minute.try_into().unwrap_or(0), 0, 0);
    Ok(day.to_datetime(time.map_err(|_| Error::Corrupt("appointment.start_minute"))?))
}

async fn insert(tx: &DatabaseTransaction, row: appointment::ActiveModel) -> Result<(), Refused> {
    appointment::Entity::insert(row).exec_without_returning(tx).await.map_err(refused)?;
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

/// Promises a message in the same transaction; a worker sends it.
pub(crate) async fn promise_message(
    tx: &impl ConnectionTrait,
    row: &appointment::Model,
    kind: &str,
    at: i64,
) -> Result<()> {
    let message = outbox::ActiveModel {
        centre_id: Set(row.centre_id),
        id: Set(Uuid::now_v7()),
        appointment_id: Set(row.id),
        kind: Set(kind.to_owned()),
        created_at: Set(at),
        sent_at: Set(None),
    };
    message.insert(tx).await?;
    Ok(())
}
