//! What happens to an appointment after it was booked: status, undo, cancel, move.

mod moves;

pub(crate) use moves::{asked_of, wish_again};

use domain::{
    appointment::{Status, may_undo, needs_claims_again},
    limits::may_still_change,
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Store,
    appointments::record,
    centres::keep_hours,
    claims::{self, Refused, Taking},
    entities::{appointment, service, status_change},
    events,
    promises::promise_message,
    second_party::{give_back, tell_others},
};

/// A change asked for by somebody who saw version `seen` of the appointment.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub id: Uuid,
    /// Version on the screen of whoever asks; `None` does not care.
    pub seen: Option<i32>,
    /// Staff member; `None` is the person whose appointment it is.
    pub by: Option<i64>,
    pub now: Timestamp,
}

impl Store {
    /// Moves an appointment to `next`; cancelling frees its time.
    ///
    /// # Errors
    /// [`Error::Stale`] when it changed meanwhile or `next` may not follow; [`Error::TooLate`] past the person's limit.
    pub async fn set_status(&self, centre: &Centre, change: &Change, next: Status) -> Result<()> {
        self.set_status_because(centre, change, next, None).await
    }

    /// The same, with a reason that stays in the history. A time that becomes free is held for the first who waits for it.
    ///
    /// # Errors
    /// As [`Store::set_status`].
    pub async fn set_status_because(
        &self,
        centre: &Centre,
        change: &Change,
        next: Status,
        reason: Option<&str>,
    ) -> Result<()> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let freed = self.step(&tx, centre, change, next, reason).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// One step inside a transaction; answers with what it freed.
    pub(crate) async fn step(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        next: Status,
        reason: Option<&str>,
    ) -> Result<Option<Taking>> {
        let mut row = locked(tx, centre, change).await?;
        let current = status_of(&row)?;
        if !current.may_follow(next) {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            let service = service::Entity::find_by_id(row.service_id).one(tx).await?.ok_or(Error::NotFound)?;
            within_limit(&row, &service, change.now)?;
        }
        row.status = next.as_str().to_owned();
        row.version += 1;
        let at = change.now.as_second();
        let mut freed = None;
        if !next.holds_time() {
            freed = give_back(tx, &mut row).await?;
            promise_message(tx, &row, "cancelled", at).await?;
        } else if current == Status::Requested {
            promise_message(tx, &row, "confirmed", at).await?;
        }
        save(tx, &row).await.map_err(Refused::or_taken)?;
        record(tx, &row, "status", reason.map(str::to_owned), at, change.by).await?;
        events::append(tx, &row, EventKind::Changed, at).await?;
        if !next.holds_time() {
            tell_others(tx, &row, at).await?;
        }
        Ok(freed)
    }

    /// Takes the last status change back. An undone cancellation must win its time again.
    ///
    /// # Errors
    /// [`Error::Taken`] when somebody else has the time now, [`Error::Stale`] when there is nothing to undo.
    pub async fn undo(&self, centre: &Centre, change: &Change) -> Result<()> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let mut row = locked(&tx, centre, change).await?;
            let (current, previous) = (status_of(&row)?, previous_status(&tx, &row).await?);
            if !may_undo(current, previous) {
                return Err(Error::Stale);
            }
            row.status = previous.as_str().to_owned();
            row.version += 1;
            let back = needs_claims_again(current, previous);
            if back {
                self.win_again(&tx, centre, &mut row).await.map_err(Refused::or_taken)?;
            }
            let at = change.now.as_second();
            save(&tx, &row).await.map_err(Refused::or_taken)?;
            record(&tx, &row, "undone", None, at, change.by).await?;
            // Whoever was told that it is cancelled, or confirmed, is told that it is not.
            match previous {
                Status::Requested => promise_message(&tx, &row, "requested", at).await?,
                Status::Expected if back => promise_message(&tx, &row, "confirmed", at).await?,
                _ => {}
            }
            events::append(&tx, &row, EventKind::Changed, at).await?;
            if back {
                tell_others(&tx, &row, at).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

/// The appointment, locked until the transaction ends (SQLite's transaction is a lock already).
pub(crate) async fn locked(tx: &DatabaseTransaction, centre: &Centre, change: &Change) -> Result<appointment::Model> {
    let row = appointment::Entity::find_by_id((centre.id, change.id))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if change.seen.is_some_and(|seen| seen != row.version) {
        return Err(Error::Stale);
    }
    Ok(row)
}

pub(crate) fn status_of(row: &appointment::Model) -> Result<Status> {
    Status::from_str_opt(&row.status).ok_or(Error::Corrupt("appointment.status"))
}

fn within_limit(row: &appointment::Model, service: &service::Model, now: Timestamp) -> Result<()> {
    let starts_at = Timestamp::from_second(row.starts_at).map_err(|_| Error::Corrupt("appointment.starts_at"))?;
    if may_still_change(now, starts_at, service.change_limit_minutes.unsigned_abs()) {
        Ok(())
    } else {
        Err(Error::TooLate)
    }
}

async fn previous_status(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<Status> {
    let last = status_change::Entity::find_by_id((row.centre_id, row.id, row.version)).one(tx).await?;
    if last.is_none_or(|line| line.what != "status") {
        return Err(Error::Stale);
    }
    let before = status_change::Entity::find()
        .filter(status_change::Column::CentreId.eq(row.centre_id))
        .filter(status_change::Column::AppointmentId.eq(row.id))
        .filter(status_change::Column::Version.lt(row.version))
        .order_by_desc(status_change::Column::Version)
        .one(tx)
        .await?
        .ok_or(Error::Stale)?;
    Status::from_str_opt(&before.status).ok_or(Error::Corrupt("status_change.status"))
}

/// Writes the row as it now is; a seat may have been taken meanwhile.
pub(crate) async fn save(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<(), Refused> {
    row.clone().into_active_model().reset_all().update(tx).await.map_err(claims::refused)?;
    Ok(())
}
