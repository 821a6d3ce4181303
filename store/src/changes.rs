//! What happens to an appointment after it was booked: status, undo, cancel, move.

use domain::{
    appointment::{Mode, Status, may_undo, needs_claims_again},
    calendar::instant_of,
    limits::may_still_change,
};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Store, Wish,
    appointments::{minute_of_day, promise_message, record, start_of},
    claims::{claim_cells, free_claims, own_cells, swap_claims},
    entities::{appointment, service, status_change},
    events,
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
        let tx = self.begin().await?;
        let mut row = locked(&tx, centre, change).await?;
        let current = status_of(&row)?;
        if !current.may_follow(next) {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            within_limit(&tx, &row, change.now).await?;
        }
        row.status = next.as_str().to_owned();
        row.version += 1;
        save(&tx, &row).await?;
        if !next.holds_time() {
            free_claims(&tx, &row).await?;
            promise_message(&tx, &row, "cancelled", change.now.as_second()).await?;
        }
        record(&tx, &row, "status", None, change.now.as_second(), change.by).await?;
        events::append(&tx, &row, EventKind::Changed, change.now.as_second()).await?;
        tx.commit().await?;
        self.ring();
        Ok(())
    }

    /// Takes the last status change back. An undone cancellation must win its time again.
    ///
    /// # Errors
    /// [`Error::Taken`] when somebody else has the time now, [`Error::Stale`] when there is nothing to undo.
    pub async fn undo(&self, centre: &Centre, change: &Change) -> Result<()> {
        let tx = self.begin().await?;
        let mut row = locked(&tx, centre, change).await?;
        let (current, previous) = (status_of(&row)?, previous_status(&tx, &row).await?);
        if !may_undo(current, previous) {
            return Err(Error::Stale);
        }
        row.status = previous.as_str().to_owned();
        row.version += 1;
        save(&tx, &row).await?;
        if needs_claims_again(current, previous) {
            claim_cells(&tx, &row, &own_cells(&row)?).await?;
        }
        record(&tx, &row, "undone", None, change.now.as_second(), change.by).await?;
        events::append(&tx, &row, EventKind::Changed, change.now.as_second()).await?;
        tx.commit().await?;
        self.ring();
        Ok(())
    }

    /// Moves an appointment to another free time. The old time is given back only when the new one is won.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::TooLate`], or [`Error::Stale`] when it is no longer expected.
    pub async fn move_to(&self, centre: &Centre, change: &Change, start: civil::DateTime) -> Result<()> {
        let tx = self.begin().await?;
        let mut row = locked(&tx, centre, change).await?;
        if status_of(&row)? != Status::Expected {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            within_limit(&tx, &row, change.now).await?;
        }
        let (old_day, old_start, old_cells) = (row.day.clone(), start_of(&row)?, own_cells(&row)?);
        if old_start == start {
            return Ok(());
        }
        self.find_room(&tx, centre, &row, start, change.now, &old_cells).await?;
        row.day = start.date().to_string();
        row.start_minute = minute_of_day(start);
        row.starts_at = instant_of(start, &centre.zone).ok_or(Error::Taken)?.as_second();
        row.version += 1;
        save(&tx, &row).await?;
        swap_claims(&tx, &row, &old_cells).await?;
        let at = change.now.as_second();
        record(&tx, &row, "moved", Some(old_start.to_string()), at, change.by).await?;
        promise_message(&tx, &row, "moved", at).await?;
        if old_day != row.day {
            events::append_on_day(&tx, &row, &old_day, EventKind::Left, at).await?;
        }
        events::append(&tx, &row, EventKind::Moved, at).await?;
        tx.commit().await?;
        self.ring();
        Ok(())
    }

    /// Whether the same mediator could take `start` instead.
    async fn find_room(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        row: &appointment::Model,
        start: civil::DateTime,
        now: Timestamp,
        own: &[i64],
    ) -> Result<()> {
        let service = service::Entity::find_by_id(row.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
        let wish = Wish { service: service.slug, mode, with: Some(row.staff_id) };
        let plan = self.plan(tx, centre, &wish, (start.date(), start.date())).await?;
        let free = plan.free_staff(centre, start, now, own);
        if free.is_empty() { Err(Error::Taken) } else { Ok(()) }
    }
}

/// The appointment, locked until the transaction ends (SQLite's transaction is a lock already).
async fn locked(tx: &DatabaseTransaction, centre: &Centre, change: &Change) -> Result<appointment::Model> {
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

async fn within_limit(tx: &DatabaseTransaction, row: &appointment::Model, now: Timestamp) -> Result<()> {
    let service = service::Entity::find_by_id(row.service_id).one(tx).await?.ok_or(Error::NotFound)?;
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

async fn save(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<()> {
    row.clone().into_active_model().reset_all().update(tx).await?;
    Ok(())
}
