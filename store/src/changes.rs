//! What happens to an appointment after it was booked: status, undo, cancel, move.

use domain::{
    appointment::{Mode, Status, may_undo, needs_claims_again},
    limits::may_still_change,
    preference::With,
};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::{
    Centre, Error, EventKind, Result, Store, Wish,
    appointments::{promise_message, record, set_start, start_of},
    claims::{self, Owner, Refused, Taking},
    entities::{appointment, service, status_change},
    events,
    second_party::{give_back, others_of_session, session_of, tell_others, was_shared},
    workshops::in_time,
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
            within_limit(tx, &row, change.now).await?;
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
            events::append(&tx, &row, EventKind::Changed, at).await?;
            if back {
                tell_others(&tx, &row, at).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// Moves an appointment to another free time. The old time is given back only when the new one is won.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::TooLate`], or [`Error::Stale`] when it is no longer ahead, when it is a party of two
    /// who asks, or when staff ask for the second: the first's move moves both.
    pub async fn move_to(&self, centre: &Centre, change: &Change, start: civil::DateTime) -> Result<()> {
        self.transact(|tx| async move {
            let freed = self.move_in(&tx, centre, change, start).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// The move inside a transaction; answers with the time that it left.
    pub(crate) async fn move_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        start: civil::DateTime,
    ) -> Result<Option<Taking>> {
        let mut row = locked(tx, centre, change).await?;
        let others = others_of_session(tx, &row).await?;
        let second = row.beside_id.is_some() && !others.is_empty();
        let alone = change.by.is_none() && was_shared(tx, &row).await?;
        if !status_of(&row)?.is_ahead() || second || alone {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            within_limit(tx, &row, change.now).await?;
        }
        let old_start = start_of(&row)?;
        if old_start == start {
            return Ok(None);
        }
        let freed = self.change_time(tx, centre, &mut row, start, change).await?;
        self.note_move(tx, &mut row, old_start, change).await?;
        for mut other in others {
            let (was, told) = (start_of(&other)?, start.saturating_add(start_of(&other)? - old_start));
            set_start(&mut other, centre, told)?;
            (other.co_staff_id, other.room_id) = (row.co_staff_id, row.room_id);
            self.note_move(tx, &mut other, was, change).await?;
        }
        Ok(freed)
    }

    /// Wins the new time, or a seat at it, and gives the old one back.
    async fn change_time(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        row: &mut appointment::Model,
        start: civil::DateTime,
        change: &Change,
    ) -> Result<Option<Taking>> {
        let service = service::Entity::find_by_id(row.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
        if change.by.is_none() && service.needs_approval {
            row.status = Status::Requested.as_str().to_owned();
        }
        if row.workshop_id.is_some() {
            if change.by.is_none() && !in_time(centre, &service, start, change.now) {
                return Err(Error::Taken);
            }
            let session = self.seat_at(tx, centre, service.id, mode, start).await?.ok_or(Error::Taken)?;
            set_start(row, centre, start)?;
            (row.staff_id, row.co_staff_id) = (session.chosen.staff, session.chosen.co_staff);
            row.room_id = session.chosen.room;
            (row.workshop_id, row.seat) = session.seat.unzip();
            return Ok(None);
        }
        let old = session_of(tx, row).await?;
        let wish = Wish { service: service.slug.clone(), mode, with: With::Person(row.staff_id), speaks: None };
        let mut plan = self.plan_of(tx, centre, service, &wish, (start.date(), start.date())).await?;
        plan.forget(&old);
        let chosen = plan.choose(centre, start, change.now).ok_or(Error::Taken)?;
        set_start(row, centre, start)?;
        (row.co_staff_id, row.room_id) = (chosen.co_staff, chosen.room);
        // Whoever stood beside somebody who has left goes on alone.
        row.beside_id = None;
        let new = Taking::of_session(row)?;
        claims::swap(tx, centre.id, Owner::Appointment(row.id), &old, &new).await.map_err(Refused::or_taken)?;
        Ok(Some(old))
    }

    async fn note_move(
        &self,
        tx: &DatabaseTransaction,
        row: &mut appointment::Model,
        was: civil::DateTime,
        change: &Change,
    ) -> Result<()> {
        let (at, old_day) = (change.now.as_second(), was.date().to_string());
        row.version += 1;
        save(tx, row).await.map_err(Refused::or_taken)?;
        record(tx, row, "moved", Some(was.to_string()), at, change.by).await?;
        let asks = status_of(row)? == Status::Requested;
        promise_message(tx, row, if asks { "requested" } else { "moved" }, at).await?;
        if old_day != row.day {
            events::append_on_day(tx, row, &old_day, EventKind::Left, at).await?;
        }
        events::append(tx, row, EventKind::Moved, at).await?;
        Ok(())
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

/// Writes the row as it now is; a seat may have been taken meanwhile.
pub(crate) async fn save(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<(), Refused> {
    row.clone().into_active_model().reset_all().update(tx).await.map_err(claims::refused)?;
    Ok(())
}
