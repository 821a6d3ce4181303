//! Moves: the old time is kept until the new one is won, in one transaction.

use domain::{
    appointment::{Mode, Status},
    preference::With,
};
use jiff::civil;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::{Change, locked, save, status_of, within_limit};
use crate::{
    Centre, Error, EventKind, Result, Store, Wish,
    appointments::{promise_message, record, set_start, start_of},
    claims::{self, Owner, Refused, Taking},
    entities::{appointment, service},
    events,
    second_party::{others_of_session, session_of, was_shared},
    workshops::in_time,
};

impl Store {
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
