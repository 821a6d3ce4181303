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
    appointments::{Appointment, record},
    centres::write_alone,
    claims::{self, Refused, Taking},
    entities::{attendance, service, session, status_change},
    events,
    promises::promise_message,
    second_party::{give_back, tell_others},
    words::{Template, What, Word},
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
            write_alone(&tx, centre).await?;
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
        let mut of = locked(tx, centre, change).await?;
        let current = of.row.status.0;
        if !current.may_follow(next) {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            let service = service::Entity::find_by_id(of.session.service_id).one(tx).await?.ok_or(Error::NotFound)?;
            within_limit(&of.row, &service, change.now)?;
        }
        of.row.status = Word(next);
        of.row.version += 1;
        let at = change.now.as_second();
        let mut freed = None;
        if !next.holds_time() {
            freed = give_back(tx, &of).await?;
            promise_message(tx, &of.row, Template::Cancelled, at).await?;
        } else if current == Status::Requested {
            promise_message(tx, &of.row, Template::Confirmed, at).await?;
        }
        save(tx, &of.row).await.map_err(Refused::or_taken)?;
        record(tx, &of.row, What::Status, reason.map(str::to_owned), at, change.by).await?;
        events::append(tx, &of, EventKind::Changed, at).await?;
        if !next.holds_time() {
            tell_others(tx, &of, at).await?;
        }
        Ok(freed)
    }

    /// Takes the last status change back. An undone cancellation must win its time again.
    ///
    /// # Errors
    /// [`Error::Taken`] when somebody else has the time now, [`Error::Stale`] when there is nothing to undo.
    pub async fn undo(&self, centre: &Centre, change: &Change) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let mut of = locked(&tx, centre, change).await?;
            let (current, previous) = (of.row.status.0, previous_status(&tx, &of.row).await?);
            if !may_undo(current, previous) {
                return Err(Error::Stale);
            }
            of.row.status = Word(previous);
            of.row.version += 1;
            let back = needs_claims_again(current, previous);
            if back {
                self.win_again(&tx, centre, &mut of).await.map_err(Refused::or_taken)?;
            }
            let at = change.now.as_second();
            save(&tx, &of.row).await.map_err(Refused::or_taken)?;
            record(&tx, &of.row, What::Undone, None, at, change.by).await?;
            // Whoever was told that it is cancelled, or confirmed, is told that it is not.
            match previous {
                Status::Requested => promise_message(&tx, &of.row, Template::Requested, at).await?,
                Status::Expected if back => promise_message(&tx, &of.row, Template::Confirmed, at).await?,
                _ => {}
            }
            events::append(&tx, &of, EventKind::Changed, at).await?;
            if back {
                tell_others(&tx, &of, at).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

/// The appointment with its session, both locked until the transaction ends (SQLite's transaction is a lock already).
/// The session comes first, for all: two parties of one session are changed one after the other.
pub(crate) async fn locked(tx: &DatabaseTransaction, centre: &Centre, change: &Change) -> Result<Appointment> {
    let by_id = || attendance::Entity::find_by_id((centre.id, change.id));
    loop {
        let before = by_id().one(tx).await?.ok_or(Error::NotFound)?;
        let session = session::Entity::find_by_id((centre.id, before.session_id)).lock_exclusive().one(tx).await?;
        let session = session.ok_or(Error::Corrupt("attendance.session_id"))?;
        let row = by_id().lock_exclusive().one(tx).await?.ok_or(Error::NotFound)?;
        // It went to another session meanwhile.
        if row.session_id != session.id {
            continue;
        }
        if change.seen.is_some_and(|seen| seen != row.version) {
            return Err(Error::Stale);
        }
        return Ok(Appointment { row, session });
    }
}

fn within_limit(row: &attendance::Model, service: &service::Model, now: Timestamp) -> Result<()> {
    let starts_at = Timestamp::from_second(row.starts_at).map_err(|_| Error::Corrupt("attendance.starts_at"))?;
    if may_still_change(now, starts_at, service.change_limit_minutes.unsigned_abs()) {
        Ok(())
    } else {
        Err(Error::TooLate)
    }
}

async fn previous_status(tx: &DatabaseTransaction, row: &attendance::Model) -> Result<Status> {
    let last = status_change::Entity::find_by_id((row.centre_id, row.id, row.version)).one(tx).await?;
    if last.is_none_or(|line| line.what.0 != What::Status) {
        return Err(Error::Stale);
    }
    let before = status_change::Entity::find()
        .filter(status_change::Column::CentreId.eq(row.centre_id))
        .filter(status_change::Column::AttendanceId.eq(row.id))
        .filter(status_change::Column::Version.lt(row.version))
        .order_by_desc(status_change::Column::Version)
        .one(tx)
        .await?
        .ok_or(Error::Stale)?;
    Ok(before.status.0)
}

/// Writes the row as it now is; a seat may have been taken meanwhile.
pub(crate) async fn save(tx: &DatabaseTransaction, row: &attendance::Model) -> Result<(), Refused> {
    row.clone().into_active_model().reset_all().update(tx).await.map_err(claims::refused)?;
    Ok(())
}

/// Writes a session as it now is.
pub(crate) async fn save_session(tx: &DatabaseTransaction, session: &session::Model) -> Result<()> {
    session.clone().into_active_model().reset_all().update(tx).await?;
    Ok(())
}
