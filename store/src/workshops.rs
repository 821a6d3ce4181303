//! Group sessions: staff set the time, people take seats. The last seat goes to one, by a rule of the database.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    appointment::{Mode, Status},
    availability::Slot,
    calendar::instant_of,
    preference::With,
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Centre, Change, Error, Result, Store, Wish,
    appointments::{Session, civil_start, minute_of_day},
    claims::{self, Owner, Taking},
    entities::{appointment, service, workshop},
    plan::Chosen,
};

/// What a workshop is set up from.
#[derive(Clone, Debug)]
pub struct NewWorkshop {
    /// Slug of a service with seats.
    pub service: String,
    pub mode: Mode,
    pub start: civil::DateTime,
    /// Who leads it; `None` is the least loaded of those free.
    pub with: Option<i64>,
    /// `None` takes as many as the service says.
    pub seats: Option<u32>,
}

/// A workshop as the desk sees it.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub id: Uuid,
    pub service_id: i64,
    pub staff_id: i64,
    pub room_id: Option<i64>,
    pub start: civil::DateTime,
    pub minutes: u32,
    pub seats: u32,
    pub taken: u32,
}

impl Store {
    /// Sets up a workshop and takes its mediators and room.
    ///
    /// # Errors
    /// [`Error::Taken`] when whoever it needs is not free then.
    pub async fn set_up_workshop(&self, centre: &Centre, new: &NewWorkshop, by: i64, now: Timestamp) -> Result<Uuid> {
        self.transact(|tx| async move {
            let service = self.service(&tx, centre, &new.service).await?;
            let with = new.with.map_or(With::Anyone, With::Person);
            let wish = Wish { service: new.service.clone(), mode: new.mode, with, speaks: None };
            let day = (new.start.date(), new.start.date());
            let plan = self.plan_of(&tx, centre, service, &wish, day).await?;
            let chosen = plan.choose(centre, new.start, now).ok_or(Error::Taken)?;
            let row = workshop_row(centre, new, &plan.service, chosen, (by, now))?;
            workshop::Entity::insert(row.clone().into_active_model()).exec_without_returning(&tx).await?;
            let taken = claims::take(&tx, centre.id, Owner::Workshop(row.id), &Taking::of_workshop(&row)?).await;
            taken.map_err(claims::Refused::or_taken)?;
            Ok((tx, row.id))
        })
        .await
    }

    /// Cancels a workshop with every seat in it; each person is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Stale`] when it was cancelled before.
    pub async fn cancel_workshop(
        &self,
        centre: &Centre,
        id: Uuid,
        by: i64,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        self.transact(|tx| async move {
            self.cancel_workshop_in(&tx, centre, &Change { id, seen: None, by: Some(by), now }, reason).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// The same inside a transaction.
    pub(crate) async fn cancel_workshop_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        reason: Option<&str>,
    ) -> Result<()> {
        let row = locked(tx, centre, change.id).await?;
        if row.cancelled_at.is_some() {
            return Err(Error::Stale);
        }
        let seats = appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(centre.id))
            .filter(appointment::Column::WorkshopId.eq(change.id))
            .filter(appointment::Column::Seat.is_not_null())
            .order_by_asc(appointment::Column::Id)
            .all(tx)
            .await?;
        for seat in seats {
            let change = Change { id: seat.id, ..*change };
            self.step(tx, centre, &change, Status::CancelledByCentre, reason).await?;
        }
        claims::free(tx, centre.id, Owner::Workshop(change.id)).await?;
        let mut gone = row.into_active_model();
        gone.cancelled_at = Set(Some(change.now.as_second()));
        gone.update(tx).await?;
        Ok(())
    }

    /// The workshops from `first` to `last` that take place, with their seats.
    pub async fn workshops(&self, centre: &Centre, (first, last): (civil::Date, civil::Date)) -> Result<Vec<Workshop>> {
        let rows = workshop::Entity::find()
            .filter(workshop::Column::CentreId.eq(centre.id))
            .filter(workshop::Column::CancelledAt.is_null())
            .filter(workshop::Column::Day.between(first.to_string(), last.to_string()))
            .order_by_asc(workshop::Column::Day)
            .order_by_asc(workshop::Column::StartMinute)
            .all(&self.db)
            .await?;
        let taken = taken_seats(&self.db, centre, rows.iter().map(|row| row.id)).await?;
        let seen = |row: workshop::Model| {
            Ok(Workshop {
                id: row.id,
                service_id: row.service_id,
                staff_id: row.staff_id,
                room_id: row.room_id,
                start: civil_start(&row.day, row.start_minute)?,
                minutes: row.minutes.unsigned_abs(),
                seats: row.seats.unsigned_abs(),
                taken: taken.get(&row.id).map_or(0, |seats| seats.len() as u32),
            })
        };
        rows.into_iter().map(seen).collect()
    }

    /// Workshops of a service that have a seat left, as free times.
    pub(crate) async fn workshop_slots(
        &self,
        centre: &Centre,
        service: &service::Model,
        mode: Mode,
        (first, last): (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Result<Vec<Slot>> {
        let today = centre.zone.to_datetime(now).date();
        let horizon = today.saturating_add(i64::from(service.horizon_days).days());
        let days = (first.max(today).to_string(), last.min(horizon).to_string());
        let rows = workshop::Entity::find()
            .filter(workshop::Column::CentreId.eq(centre.id))
            .filter(workshop::Column::ServiceId.eq(service.id))
            .filter(workshop::Column::Mode.eq(mode.as_str()))
            .filter(workshop::Column::CancelledAt.is_null())
            .filter(workshop::Column::Day.between(days.0, days.1))
            .order_by_asc(workshop::Column::Day)
            .order_by_asc(workshop::Column::StartMinute)
            .all(&self.db)
            .await?;
        let taken = taken_seats(&self.db, centre, rows.iter().map(|row| row.id)).await?;
        let mut slots: Vec<Slot> = Vec::new();
        for row in rows {
            let full = taken.get(&row.id).is_some_and(|seats| seats.len() >= row.seats.unsigned_abs() as usize);
            let start = civil_start(&row.day, row.start_minute)?;
            let Some(starts_at) = instant_of(start, &centre.zone).filter(|_| !full) else { continue };
            if in_time(centre, service, start, now) && slots.last().is_none_or(|last| last.start != start) {
                slots.push(Slot { start, starts_at, leads: vec![row.staff_id], joins: Vec::new(), rooms: Vec::new() });
            }
        }
        Ok(slots)
    }

    /// The lowest free seat of a workshop at `start`; the workshop stays locked, so that nobody counts at the same time.
    pub(crate) async fn seat_at(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        service_id: i64,
        mode: Mode,
        start: civil::DateTime,
    ) -> Result<Option<Session>> {
        let rows = workshop::Entity::find()
            .filter(workshop::Column::CentreId.eq(centre.id))
            .filter(workshop::Column::ServiceId.eq(service_id))
            .filter(workshop::Column::Mode.eq(mode.as_str()))
            .filter(workshop::Column::CancelledAt.is_null())
            .filter(workshop::Column::Day.eq(start.date().to_string()))
            .filter(workshop::Column::StartMinute.eq(minute_of_day(start)))
            .order_by_asc(workshop::Column::Id)
            .lock_exclusive()
            .all(tx)
            .await?;
        let taken = taken_seats(tx, centre, rows.iter().map(|row| row.id)).await?;
        let free = |row: &workshop::Model| {
            (1..=row.seats).find(|seat| taken.get(&row.id).is_none_or(|seats| !seats.contains(seat)))
        };
        Ok(rows.iter().find_map(|row| {
            let chosen = Chosen { staff: row.staff_id, co_staff: row.co_staff_id, room: row.room_id };
            Some(Session { mode, start, chosen, seat: Some((row.id, free(row)?)) })
        }))
    }
}

/// Whether a person may still take `start`, and already: it leaves the service its notice and lies within its horizon.
pub(crate) fn in_time(centre: &Centre, service: &service::Model, start: civil::DateTime, now: Timestamp) -> bool {
    let notice = i64::from(service.notice_minutes) * 60;
    let today = centre.zone.to_datetime(now).date();
    let horizon = today.saturating_add(jiff::Span::new().days(i64::from(service.horizon_days)));
    start.date() <= horizon
        && instant_of(start, &centre.zone).is_some_and(|at| at.as_second() - now.as_second() >= notice)
}

async fn locked(tx: &DatabaseTransaction, centre: &Centre, id: Uuid) -> Result<workshop::Model> {
    workshop::Entity::find_by_id((centre.id, id)).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// The seats that are taken, by workshop.
async fn taken_seats(
    db: &impl ConnectionTrait,
    centre: &Centre,
    workshops: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, BTreeSet<i32>>> {
    let rows: Vec<(Uuid, i32)> = appointment::Entity::find()
        .select_only()
        .columns([appointment::Column::WorkshopId, appointment::Column::Seat])
        .filter(appointment::Column::CentreId.eq(centre.id))
        .filter(appointment::Column::WorkshopId.is_in(workshops))
        .filter(appointment::Column::Seat.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut seats: BTreeMap<Uuid, BTreeSet<i32>> = BTreeMap::new();
    for (workshop, seat) in rows {
        seats.entry(workshop).or_default().insert(seat);
    }
    Ok(seats)
}

fn workshop_row(
    centre: &Centre,
    new: &NewWorkshop,
    service: &service::Model,
    chosen: Chosen,
    (by, now): (i64, Timestamp),
) -> Result<workshop::Model> {
    Ok(workshop::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        service_id: service.id,
        staff_id: chosen.staff,
        co_staff_id: chosen.co_staff,
        room_id: chosen.room,
        mode: new.mode.as_str().to_owned(),
        day: new.start.date().to_string(),
        start_minute: minute_of_day(new.start),
        minutes: service.minutes,
        before_minutes: service.before_minutes,
        buffer_minutes: service.buffer_minutes,
        starts_at: instant_of(new.start, &centre.zone).ok_or(Error::Taken)?.as_second(),
        seats: new.seats.map_or(service.seats, |seats| seats as i32),
        cancelled_at: None,
        created_by: Some(by),
        created_at: now.as_second(),
    })
}
