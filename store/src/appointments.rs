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
    error::may_run_again,
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
