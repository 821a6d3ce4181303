//! Offers that end, and those who leave the list: what was held for them is held for the next whom it suits.

use domain::appointment::Status;
use jiff::{Timestamp, civil};
use sea_orm::{EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::waiting::holds;
use crate::{
    Act, Actor, Centre, Change, Error, Result, Secret, Store, Subject,
    appointments::{Appointment, changes::row::locked},
    audit::{self, line::Line},
    centre::{civil::start_of, write_alone},
    entities::waiting_entry,
    waiting::{
        entry::set_entry_status,
        holds::{
            by_link,
            row::{Offering, close, locked_hold},
        },
    },
    words::{HoldStatus, WaitingStatus, Word},
};

impl Store {
    /// Declines an offered time: it is held for the next whom it suits. Whoever declined goes on waiting.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, [`Error::NotFound`] for an unknown link.
    pub async fn decline_offer(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let held = locked_hold(&tx, centre, by_link(&tx, centre, link, now).await?).await?;
            if held.row.status.0 != HoldStatus::Open {
                return Err(Error::Stale);
            }
            let freed = close(&tx, &held, HoldStatus::Declined, (None, now)).await?;
            self.offer_freed(&tx, centre, &freed, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Cancels for the centre and holds another time for the same person, who is told of both.
    ///
    /// # Errors
    /// As [`Store::set_status`]; [`Error::Taken`] when the other time is not free.
    pub async fn cancel_and_offer(
        &self,
        centre: &Centre,
        change: &Change,
        reason: Option<&str>,
        start: civil::DateTime,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = locked(&tx, centre, change).await?;
            let freed = self.step(&tx, centre, change, Status::CancelledByCentre, reason).await?;
            let entry = entry_after(&of, start, change)?;
            waiting_entry::Entity::insert(entry.clone().into_active_model()).exec_without_returning(&tx).await?;
            let line = Line::new(Actor::of(change.by), Act::JoinedWaiting, Subject::Waiting(entry.id));
            audit::append(&tx, centre.id, &line, change.now.as_second()).await?;
            self.hold_at(&tx, centre, &entry, start, Offering { by: change.by, now: change.now }).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

/// The place on the list of somebody whose appointment the centre cancels.
pub(crate) fn entry_after(of: &Appointment, start: civil::DateTime, change: &Change) -> Result<waiting_entry::Model> {
    let Appointment { row, session } = of;
    if !row.status.0.is_ahead() {
        return Err(Error::Stale);
    }
    let (day, was) = (start.date(), start_of(row).date());
    Ok(waiting_entry::Model {
        centre_id: row.centre_id,
        id: Uuid::now_v7(),
        person_id: row.person_id,
        contact_id: row.contact_id,
        service_id: session.service_id,
        mode: session.mode,
        with_staff: None,
        gender: row.asked_gender,
        language: row.asked_language,
        first_day: Word(day.min(was)),
        last_day: Word(day.max(was).saturating_add(jiff::Span::new().days(30))),
        weekdays: 127,
        from_minute: 0,
        to_minute: 1440,
        idempotency_hash: Secret::random().hash(),
        status: Word(WaitingStatus::Waiting),
        added_by: change.by,
        after_attendance: Some(row.id),
        created_at: change.now.as_second(),
        closed_at: None,
        closed_by: None,
    })
}

impl Store {
    /// Takes an offer back; the time is held for the next whom it suits.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, or another time is held for them by now.
    pub async fn withdraw_offer(
        &self,
        centre: &Centre,
        (waiting, hold): (Uuid, Uuid),
        by: i64,
        now: Timestamp,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let held = holds::open_hold_of(&tx, centre, waiting).await?;
            let held = held.filter(|held| held.row.id == hold).ok_or(Error::Stale)?;
            let freed = holds::close(&tx, &held, HoldStatus::Withdrawn, (Some(by), now)).await?;
            self.offer_freed(&tx, centre, &freed, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}

impl Store {
    /// Takes somebody off the list; what was held for them is free, or held for the next. `by` is a member of staff, or
    /// `None` for the person themselves.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Stale`] when they do not wait any more.
    pub async fn leave_waiting(&self, centre: &Centre, id: Uuid, by: Option<i64>, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&tx).await?.ok_or(Error::NotFound)?;
            set_entry_status(&tx, &row, WaitingStatus::Withdrawn, (by, now)).await?;
            if let Some(held) = holds::open_hold_of(&tx, centre, id).await? {
                let freed = holds::close(&tx, &held, HoldStatus::Withdrawn, (by, now)).await?;
                self.offer_freed(&tx, centre, &freed, now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}
