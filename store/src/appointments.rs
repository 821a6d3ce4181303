//! Appointments: somebody's part in a session. Booking writes session, claims or seat, person, history, message and event
//! in one transaction, or nothing.

mod again;
pub(crate) mod board;
pub(crate) mod booking;
mod bounds;
pub(crate) mod changes;
pub(crate) mod corrections;
pub(crate) mod export;
pub(crate) mod feeds;
pub(crate) mod history;
pub(crate) mod new;
pub(crate) mod news;
pub(crate) mod parties;
pub(crate) mod proofs;
pub(crate) mod row;
pub(crate) mod seats;
pub(crate) mod second_party;
pub(crate) mod wish;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use bounds::has_room_for_one;
use domain::{appointment::Status, booking::BookingRequest, preference::With};
use sea_orm::DatabaseTransaction;

use crate::{
    Centre, Error, Result, Secret, Store, Wish,
    appointments::{
        booking::{Booked, BookedBy, Booking, booked_before},
        new::{add_session, finish},
    },
    centre::civil::start_of_session,
    claims::Refused,
    database::rows::Rows,
    entities::session,
    events::counter,
    plan::{self, Plan, in_time, weeks_around},
    words::Template,
};

pub(crate) use bounds::{count_address, count_contact, count_form};
pub(crate) use new::{Party, Planned, attend, insert_session, new_session};
pub(crate) use row::{Appointment, find, record, set_session, tell_start, with_sessions};

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
        }
        // Writers of SQLite have the pen. Elsewhere whoever was outrun once is careful.
        let careful = &AtomicBool::new(self.on_sqlite());
        let done = self.transact_quietly(|tx| async move {
            let done = match book_in(self, &tx, centre, booking, careful.swap(true, Ordering::Relaxed)).await {
                // Nothing but what a stranger tries was written, and that is counted whatever comes of it.
                Err(Refused::Error(why @ (Error::Taken | Error::NotFound | Error::Throttled | Error::Enough))) => {
                    Err(why)
                }
                done => Ok(done.map_err(Refused::or_outrun)?),
            };
            Ok((tx, done))
        });
        let (booked, learnt) = done.await??;
        // What was read is committed by now, and so are the rules that it was read by.
        if let Some((key, rules, plan)) = learnt {
            self.plans.keep(key, rules, plan);
        }
        self.ring();
        Ok(booked)
    }
}

/// A plan that was not known before, with the number of the rules.
type Learnt = (plan::Key, i64, Arc<Plan>);

/// Books in a transaction. Whatever stands in the way is found before a row of the booking is written. Whoever is `careful`
/// takes the counter first and is outrun by nobody; others read while somebody else has it, and take it to write. A time
/// that went meanwhile breaks a rule of the database then, and hours that changed have another number.
async fn book_in(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    careful: bool,
) -> Result<(Booked, Option<Learnt>), Refused> {
    let (request, now) = (booking.request, booking.now.as_second());
    let by_person = booking.by == BookedBy::Person;
    if by_person {
        count_address(tx, booking.from, now).await?;
    }
    let key = Secret::parse(request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
    let rules = if careful { hold(tx, centre, booking).await? } else { counter::rules(tx, centre.id).await? };
    let mut alone = Alone { rules, held: careful };
    // The same form, sent twice at once, waited for its twin.
    if let Some(booked) = booked_before(tx, centre, &key).await? {
        return Ok((booked, None));
    }
    let mut rows = Rows::default();
    let found = look(store, tx, centre, booking, (&mut alone, &mut rows)).await;
    // Nobody hears no from whoever may have read half of what somebody else was writing: their own twin, perhaps.
    if !alone.held && matches!(found, Err(Error::Taken | Error::NotFound)) {
        return Err(Error::Outrun.into());
    }
    let (hours, learnt, (session, place)) = found?;
    alone.hold(tx, centre, booking).await?;
    if by_person {
        count_contact(tx, centre, &request.contact, now).await?;
        has_room_for_one(tx, centre, &request.contact, now).await?;
    }
    let asks = hours.service.needs_approval && by_person;
    let (status, template) =
        if asks { (Status::Requested, Template::Requested) } else { (Status::Expected, Template::Booked) };
    let party = Party::of_booking(&mut rows, centre, booking, &key);
    let start = start_of_session(&session);
    let booked = attend(centre, session, (place, start), &party, status)?;
    let booked = finish(tx, rows, &booked, (key.derive("manage"), template), booking.now).await?;
    Ok((booked, learnt))
}

/// Whether a booking has the counter of its centre, and the number of the rules that it reads by.
struct Alone {
    rules: i64,
    held: bool,
}

impl Alone {
    /// # Errors
    /// [`Error::Outrun`] when the rules are others by now.
    async fn hold(&mut self, tx: &DatabaseTransaction, centre: &Centre, booking: &Booking<'_>) -> Result<()> {
        if !std::mem::replace(&mut self.held, true) && hold(tx, centre, booking).await? != self.rules {
            return Err(Error::Outrun);
        }
        Ok(())
    }
}

/// Counts the form of a stranger and takes the counter, in this order for all; answers with the number of the rules.
async fn hold(tx: &DatabaseTransaction, centre: &Centre, booking: &Booking<'_>) -> Result<i64> {
    if booking.by == BookedBy::Person {
        count_form(tx, centre, booking.now.as_second()).await?;
    }
    counter::hold(tx, centre.id).await
}

/// The hours, and a place in them. Seats are looked at by whoever has the counter: a workshop may be cancelled meanwhile.
async fn look(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    (alone, rows): (&mut Alone, &mut Rows),
) -> Result<(Arc<Plan>, Option<Learnt>, (session::Model, i32))> {
    let (hours, learnt) = hours(store, tx, centre, booking, alone.rules).await?;
    if hours.service.seats > 1 {
        alone.hold(tx, centre, booking).await?;
    }
    let place = find_place(store, tx, centre, booking, (&hours, rows)).await?;
    Ok((hours, learnt, place))
}

/// A seat in a workshop; or a session of one's own, whose rows are added.
///
/// # Errors
/// [`Error::Taken`].
async fn find_place(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    (hours, rows): (&Plan, &mut Rows),
) -> Result<(session::Model, i32)> {
    let (request, service) = (booking.request, &hours.service);
    if service.seats > 1 {
        if booking.by == BookedBy::Person && !in_time(centre, service, request.start, booking.now) {
            return Err(Error::Taken);
        }
        let seat = store.seat_at(tx, centre, service.id, request.mode, request.start).await?;
        return seat.ok_or(Error::Taken);
    }
    let mut plan = hours.for_wish(&wish_of(booking))?;
    plan.take_in(tx, centre).await?;
    if booking.by != BookedBy::Person {
        plan.off_the_steps();
    }
    let chosen = plan.choose(centre, request.start, booking.now).ok_or(Error::Taken)?;
    let planned = Planned { mode: request.mode, start: request.start, chosen };
    let mut session = new_session(centre, service, &planned, (booking.by.staff(), booking.now))?;
    session.minutes = i32::try_from(plan.minutes()).map_err(|_| Error::Corrupt("minutes of a session"))?;
    add_session(rows, &session)?;
    Ok((session, 1))
}

fn wish_of(booking: &Booking<'_>) -> Wish {
    let BookingRequest { service, mode, with, speaks, minutes, .. } = booking.request;
    let desk = booking.by != BookedBy::Person;
    let minutes = minutes.filter(|_| desk);
    Wish { service: service.clone(), mode: *mode, with: *with, speaks: *speaks, desk, minutes }
}

/// The hours of all who could take what is asked for: those of an earlier booking, while the rules are the same.
async fn hours(
    store: &Store,
    tx: &DatabaseTransaction,
    centre: &Centre,
    booking: &Booking<'_>,
    rules: i64,
) -> Result<(Arc<Plan>, Option<Learnt>)> {
    let BookingRequest { service, mode, start, .. } = booking.request;
    let day = (start.date(), start.date());
    let key = (centre.id, service.clone(), *mode, weeks_around(day.0, day.1));
    if let Some(plan) = store.plans.find(&key, rules) {
        return Ok((plan, None));
    }
    let row = store.service(tx, centre, service).await?;
    let anybody =
        Wish { service: service.clone(), mode: *mode, with: With::Anyone, speaks: None, desk: false, minutes: None };
    let plan = Arc::new(store.hours_of(tx, centre, row, &anybody, day).await?);
    Ok((plan.clone(), Some((key, rules, plan))))
}
