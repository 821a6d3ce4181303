//! A held time becomes an appointment: by its link, or at the desk for somebody on the telephone.

use domain::appointment::Status;
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::{Held, by_link, locked_hold, open_hold_of, row::set_status};
use crate::{
    Booked, Centre, Error, Result, Secret, Store,
    appointments::{Party, attend, booking::booked_before, new::finish},
    centre::{civil::start_of_session, write_alone},
    claims::Refused,
    database::rows::Rows,
    doors::links,
    entities::{service, waiting_entry},
    waiting::entry::set_entry_status,
    words::{Door, HoldStatus, Template, WaitingStatus},
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
            write_alone(&tx, centre).await?;
            let held = locked_hold(&tx, centre, by_link(&tx, centre, link, now).await?).await?;
            if let Some(booked) = booked_before(&tx, centre, link).await? {
                let again = held.row.closed_at.is_some_and(|at| now.as_second() - at <= SAME_PERSON);
                if !again {
                    return Err(Error::Stale);
                }
                // The first link was told to whoever pressed first; this is another one to the same appointment.
                let manage = Secret::random();
                let opens = (Door::Appointment, booked.id.to_string());
                links::add(&tx, centre.id, opens, &manage, (now.as_second(), None)).await?;
                return Ok((tx, Booked { manage, ..booked }));
            }
            let booked = accept(&tx, centre, held, link, (None, now)).await?;
            Ok((tx, booked))
        })
        .await
    }

    /// The same for somebody who says yes on the telephone.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, or another time is held for them by now.
    pub async fn accept_for(
        &self,
        centre: &Centre,
        (waiting, hold): (Uuid, Uuid),
        by: i64,
        now: Timestamp,
    ) -> Result<Booked> {
        let key = Secret::random();
        let key = &key;
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let held = open_hold_of(&tx, centre, waiting).await?;
            let held = held.filter(|held| held.row.id == hold).ok_or(Error::Stale)?;
            let booked = accept(&tx, centre, held, key, (Some(by), now)).await?;
            Ok((tx, booked))
        })
        .await
    }
}

/// One transaction's part of saying yes: the session that was held becomes theirs. What the program offered by itself, of
/// a service that the centre approves, is a request; a time that staff chose is not asked about again.
async fn accept(
    tx: &DatabaseTransaction,
    centre: &Centre,
    held: Held,
    key: &Secret,
    (by, now): (Option<i64>, Timestamp),
) -> Result<Booked> {
    let Held { row, session } = held;
    if row.status.0 != HoldStatus::Open || row.expires_at <= now.as_second() {
        return Err(Error::Stale);
    }
    let entry = waiting_entry::Entity::find_by_id((centre.id, row.waiting_id)).one(tx).await?.ok_or(Error::NotFound)?;
    set_entry_status(tx, &entry, WaitingStatus::Booked, (by, now)).await?;
    set_status(tx, &row, HoldStatus::Accepted, (by, now)).await?;
    let service = service::Entity::find_by_id(session.service_id).one(tx).await?.ok_or(Error::NotFound)?;
    let asks = service.needs_approval && row.offered_by.is_none() && by.is_none();
    let status = if asks { Status::Requested } else { Status::Expected };
    let party = Party::of_waiting(&entry, key, by, now);
    let start = start_of_session(&session);
    let booked = attend(centre, session, (1, start), &party, status)?;
    let template = if asks { Template::Requested } else { Template::Booked };
    finish(tx, Rows::default(), &booked, (Secret::random(), template), now).await.map_err(Refused::or_outrun)
}
