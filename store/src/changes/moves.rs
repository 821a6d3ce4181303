//! Moves: the old time is kept until the new one is won, in one transaction.

use domain::{
    appointment::{Mode, Status},
    preference::{Gender, Spoken, With},
};
use jiff::civil;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::{Change, locked, save, status_of, within_limit};
use crate::{
    Centre, Error, EventKind, Result, Store, Wish,
    appointments::{record, set_start, start_of},
    centres::keep_hours,
    claims::{self, Owner, Refused, Taking},
    entities::{appointment, service},
    events,
    plan::{Plan, lengths_of},
    promises::promise_message,
    second_party::{others_of_session, session_of},
    workshops::in_time,
};

impl Store {
    /// Moves an appointment to another free time. The old time is given back only when the new one is won.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::TooLate`], or [`Error::Stale`] when it is no longer ahead, when a person asks to move a
    /// session for two parties, or when staff ask for the second: the first's move moves both.
    pub async fn move_to(&self, centre: &Centre, change: &Change, start: civil::DateTime) -> Result<()> {
        self.move_with(centre, change, start, None).await
    }

    /// The same, to a mediator by name; it may be the time that it has.
    ///
    /// # Errors
    /// As [`Store::move_to`].
    pub async fn hand_to(&self, centre: &Centre, change: &Change, start: civil::DateTime, staff: i64) -> Result<()> {
        self.move_with(centre, change, start, Some(staff)).await
    }

    async fn move_with(
        &self,
        centre: &Centre,
        change: &Change,
        start: civil::DateTime,
        staff: Option<i64>,
    ) -> Result<()> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let freed = self.move_in(&tx, centre, change, start, staff).await?;
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
        staff: Option<i64>,
    ) -> Result<Option<Taking>> {
        let mut row = locked(tx, centre, change).await?;
        let service = service::Entity::find_by_id(row.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let others = others_of_session(tx, &row).await?;
        let second = row.beside_id.is_some() && !others.is_empty();
        // Those who came together stay so, also when the service is for one by now.
        let alone = change.by.is_none() && (service.parties > 1 || second || !others.is_empty());
        if !status_of(&row)?.is_ahead() || second || alone {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            within_limit(&row, &service, change.now)?;
        }
        let was = row.clone();
        if start_of(&was)? == start && staff.is_none_or(|staff| staff == was.staff_id) {
            return Ok(None);
        }
        let freed = self.change_time(tx, centre, &mut row, service, (start, staff), change).await?;
        note_move(tx, &mut row, &was, change).await?;
        for mut other in others {
            let was_other = other.clone();
            set_start(&mut other, centre, start.saturating_add(start_of(&was_other)? - start_of(&was)?))?;
            (other.staff_id, other.co_staff_id, other.room_id) = (row.staff_id, row.co_staff_id, row.room_id);
            note_move(tx, &mut other, &was_other, change).await?;
        }
        Ok(freed)
    }

    /// Wins the new time, or a seat at it, and gives the old one back.
    async fn change_time(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        row: &mut appointment::Model,
        service: service::Model,
        (start, staff): (civil::DateTime, Option<i64>),
        change: &Change,
    ) -> Result<Option<Taking>> {
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
        let mut plan = self.plan_of_move(tx, centre, service, row, (start, staff), change).await?;
        plan.as_long_as(lengths_of(row));
        plan.forget(&old);
        if staff.is_some() {
            plan.off_the_steps();
        }
        let chosen = plan.choose(centre, start, change.now).ok_or(Error::Taken)?;
        set_start(row, centre, start)?;
        (row.staff_id, row.co_staff_id, row.room_id) = (chosen.staff, chosen.co_staff, chosen.room);
        // Whoever stood beside somebody who has left goes on alone.
        row.beside_id = None;
        let new = Taking::of_session(row)?;
        claims::swap(tx, centre.id, Owner::Appointment(row.id), &old, &new).await.map_err(Refused::or_taken)?;
        Ok(Some(old))
    }

    /// The plan of whoever leads it, or of the one who is to. When they receive nobody for it any more, that of whoever
    /// is what was asked for.
    async fn plan_of_move(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        service: service::Model,
        row: &appointment::Model,
        (start, staff): (civil::DateTime, Option<i64>),
        change: &Change,
    ) -> Result<Plan> {
        let days = (start.date(), start.date());
        let same = wish_again(&service, row, change.by.is_some())?;
        let named = Wish { with: With::Person(staff.unwrap_or(row.staff_id)), speaks: None, ..same.clone() };
        match self.plan_of(tx, centre, service.clone(), &named, days).await {
            Err(Error::NotFound) if staff.is_none() => self.plan_of(tx, centre, service, &same, days).await,
            plan => plan,
        }
    }
}

/// What somebody asked for when they booked, so that another time or mediator is looked for likewise.
pub(crate) fn wish_again(service: &service::Model, row: &appointment::Model, desk: bool) -> Result<Wish> {
    let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
    let (gender, speaks) = asked_of(row);
    Ok(Wish { service: service.slug.clone(), mode, with: gender.map_or(With::Anyone, With::Of), speaks, desk })
}

/// What the person asked of whoever receives them: a woman or a man, a language.
pub(crate) fn asked_of(row: &appointment::Model) -> (Option<Gender>, Option<Spoken>) {
    let gender = row.asked_gender.as_deref().and_then(Gender::from_str_opt);
    (gender, row.asked_language.as_deref().and_then(Spoken::from_code))
}

/// Writes what changed: who leads it, the time, or both, a line each.
async fn note_move(
    tx: &DatabaseTransaction,
    row: &mut appointment::Model,
    was: &appointment::Model,
    change: &Change,
) -> Result<()> {
    let at = change.now.as_second();
    // Another workshop has its own leader: that is its time's affair.
    if row.staff_id != was.staff_id && row.workshop_id.is_none() {
        row.version += 1;
        record(tx, row, "handed", Some(was.staff_id.to_string()), at, change.by).await?;
    }
    let moved = (&row.day, row.start_minute) != (&was.day, was.start_minute);
    if moved {
        row.version += 1;
        record(tx, row, "moved", Some(start_of(was)?.to_string()), at, change.by).await?;
        let asks = status_of(row)? == Status::Requested;
        promise_message(tx, row, if asks { "requested" } else { "moved" }, at).await?;
    }
    save(tx, row).await.map_err(Refused::or_taken)?;
    tell_who_lost_it(tx, row, was, at).await?;
    events::append(tx, row, EventKind::Moved, at).await?;
    Ok(())
}

/// The day it left, and those who led it and do no longer, hear of it.
async fn tell_who_lost_it(
    tx: &DatabaseTransaction,
    row: &appointment::Model,
    was: &appointment::Model,
    at: i64,
) -> Result<()> {
    let leads =
        |row: &appointment::Model| [Some(row.staff_id), row.co_staff_id].into_iter().flatten().collect::<Vec<_>>();
    let now = leads(row);
    let lost: Vec<i64> = leads(was).into_iter().filter(|id| !now.contains(id)).collect();
    if lost.is_empty() && was.day != row.day {
        events::append(tx, was, EventKind::Left, at).await?;
    }
    for staff_id in lost {
        events::append(tx, &appointment::Model { staff_id, ..was.clone() }, EventKind::Left, at).await?;
    }
    Ok(())
}
