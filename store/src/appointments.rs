//! Appointments: somebody's part in a session. Booking writes session, claims or seat, person, history, message and event
//! in one transaction, or nothing.

mod again;
pub(crate) mod booking;
mod bounds;
pub(crate) mod new;
pub(crate) mod news;
pub(crate) mod parties;
pub(crate) mod row;
pub(crate) mod wish;

use bounds::has_room_for_one;
use domain::appointment::Status;
use sea_orm::DatabaseTransaction;

use crate::{
    Centre, Error, Result, Secret, Store, Wish,
    appointments::{
        booking::{Booked, BookedBy, Booking, booked_before},
        new::finish,
    },
    centre::write_alone,
    civil::start_of_session,
    claims::Refused,
    entities::service,
    plan::in_time,
    words::Template,
};

pub(crate) use bounds::count_contact;
pub(crate) use new::{Party, Planned, attend, insert_session, new_session};
pub(crate) use row::{Appointment, find, read_reference, record, set_session, tell_start, with_sessions};

impl Store {
    /// Books. The same key books once, however often it comes.
    ///
    /// # Errors
    /// [`Error::Taken`] when nobody is free at that time (any more), [`Error::NotFound`] for an unknown service,
    /// [`Error::Throttled`] or [`Error::Enough`] when a stranger takes more than the limits say.
    pub async fn book(&self, centre: &Centre, booking: &Booking<'_>) -> Result<Booked> {
        if booking.by == BookedBy::Person {
            let key = Secret::parse(booking.request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
            if let Some(booked) = booked_before(&self.db, centre, &key).await? {
                return Ok(booked);
            }
            self.count_form(centre, booking.from, booking.now.as_second()).await?;
        }
        let booked = self.transact(|tx| async move {
            let booked = write(self, &tx, centre, booking).await.map_err(Refused::or_outrun)?;
            Ok((tx, booked))
        });
        booked.await.map_err(|error| if matches!(error, Error::Outrun) { Error::Taken } else { error })
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
    write_alone(tx, centre).await?;
    // The same form, sent twice at once, waited for its twin.
    if let Some(booked) = booked_before(tx, centre, &key).await? {
        return Ok(booked);
    }
    if booking.by == BookedBy::Person {
        count_contact(tx, centre, &request.contact, booking.now.as_second()).await?;
        has_room_for_one(tx, centre, &request.contact, booking.now.as_second()).await?;
    }
    let service = store.service(tx, centre, &request.service).await?;
    let by_person = booking.by == BookedBy::Person;
    let (session, place) = if service.seats > 1 {
        let right = !by_person || in_time(centre, &service, request.start, booking.now);
        let seat = store.seat_at(tx, centre, service.id, request.mode, request.start).await?.filter(|_| right);
        seat.ok_or(Error::Taken)?
    } else {
        let planned = planned(store, tx, centre, booking, &service).await?.ok_or(Error::Taken)?;
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
