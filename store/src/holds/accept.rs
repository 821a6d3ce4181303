//! A held time becomes an appointment: by its link, or at the desk for somebody on the telephone.

use domain::appointment::Status;
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, EntityTrait, QuerySelect};
use uuid::Uuid;

use super::{by_link, open_hold_of, row::set_status};
use crate::{
    Booked, Centre, Error, EventKind, Result, Secret, Store,
    appointments::{Person, Session, booked_before, civil_start, insert, new_row, read_reference, record},
    centres::keep_hours,
    claims::{self, Owner, Refused},
    entities::{hold, waiting_entry},
    events,
    plan::Chosen,
    promises::promise_with_link,
    waiting::{set_entry_status, wish_of},
};

/// Seconds in which the same link, pressed again, is the same person's second click.
const SAME_PERSON: i64 = 15 * 60;

impl Store {
    /// Makes the held time an appointment. The same link accepts once, however often it is pressed; some minutes later
    /// it no longer leads to the appointment, which whoever holds the telephone then could open.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, [`Error::NotFound`] for an unknown link.
    pub async fn accept_offer(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<Booked> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let row = by_link(centre, link).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
            if let Some(booked) = booked_before(&tx, centre, link).await? {
                let again = row.closed_at.is_some_and(|at| now.as_second() - at <= SAME_PERSON);
                return if again { Ok((tx, booked)) } else { Err(Error::Stale) };
            }
            let booked = accept(&tx, centre, &row, link, (None, now)).await?;
            Ok((tx, booked))
        })
        .await
    }

    /// The same for somebody who says yes on the telephone.
    ///
    /// # Errors
    /// [`Error::Stale`] when nothing is held for them any more.
    pub async fn accept_for(&self, centre: &Centre, waiting: Uuid, by: i64, now: Timestamp) -> Result<Booked> {
        let key = Secret::random();
        let key = &key;
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let row = open_hold_of(&tx, centre, waiting).await?.ok_or(Error::Stale)?;
            let booked = accept(&tx, centre, &row, key, (Some(by), now)).await?;
            Ok((tx, booked))
        })
        .await
    }
}

/// One transaction's part of saying yes. What the program offered by itself, of a service that the centre approves, is a
/// request; a time that staff chose is not asked about again.
async fn accept(
    tx: &DatabaseTransaction,
    centre: &Centre,
    row: &hold::Model,
    key: &Secret,
    (by, now): (Option<i64>, Timestamp),
) -> Result<Booked> {
    if row.status != "open" || row.expires_at <= now.as_second() {
        return Err(Error::Stale);
    }
    let entry = waiting_entry::Entity::find_by_id((centre.id, row.waiting_id)).one(tx).await?.ok_or(Error::NotFound)?;
    set_entry_status(tx, &entry, "booked", (by, now)).await?;
    let (service, wish) = wish_of(tx, &entry).await?;
    let chosen = Chosen { staff: row.staff_id, co_staff: row.co_staff_id, room: row.room_id };
    let start = civil_start(&row.day, row.start_minute)?;
    let session = Session { mode: wish.mode, start, chosen, seat: None };
    let asks = service.needs_approval && row.offered_by.is_none() && by.is_none();
    let status = if asks { Status::Requested } else { Status::Expected };
    let person = Person::of_waiting(&entry, key, by, now);
    let mut booked = new_row(centre, &service, &session, &person, status)?;
    (booked.minutes, booked.before_minutes, booked.buffer_minutes) =
        (row.minutes, row.before_minutes, row.buffer_minutes);
    insert(tx, &mut booked).await.map_err(Refused::or_taken)?;
    claims::hand_over(tx, centre.id, Owner::Hold(row.id), Owner::Appointment(booked.id)).await?;
    set_status(tx, row, "accepted", (by, now)).await?;
    let at = now.as_second();
    record(tx, &booked, "booked", None, at, by).await?;
    let manage = key.derive("manage");
    promise_with_link(tx, &booked, if asks { "requested" } else { "booked" }, &manage, at).await?;
    events::append(tx, &booked, EventKind::Booked, at).await?;
    Ok(Booked { id: booked.id, reference: read_reference(&booked)?, manage, new: true })
}
