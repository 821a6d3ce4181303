//! The seats of workshops: those that are left, the next one, and who sits where.

use std::collections::{BTreeMap, BTreeSet};

use domain::{appointment::Mode, availability::Slot, calendar::instant_of};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::words::Kind;
use crate::{
    Centre, Result, Store,
    appointments::parties::gone,
    centre::civil::{minute_of_day, start_of_session},
    entities::{attendance, service, session},
    plan::in_time,
};

impl Store {
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
        let rows = groups(centre)
            .filter(session::Column::ServiceId.eq(service.id))
            .filter(session::Column::Mode.eq(mode.as_str()))
            .filter(session::Column::Day.between(days.0, days.1))
            .order_by_asc(session::Column::Day)
            .order_by_asc(session::Column::StartMinute)
            .all(&self.db)
            .await?;
        let taken = taken_seats(&self.db, centre, rows.iter().map(|row| row.id)).await?;
        let mut slots: Vec<Slot> = Vec::new();
        for row in rows {
            let full = taken.get(&row.id).is_some_and(|seats| seats.len() >= row.seats.unsigned_abs() as usize);
            let start = start_of_session(&row);
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
    ) -> Result<Option<(session::Model, i32)>> {
        let rows = groups(centre)
            .filter(session::Column::ServiceId.eq(service_id))
            .filter(session::Column::Mode.eq(mode.as_str()))
            .filter(session::Column::Day.eq(start.date().to_string()))
            .filter(session::Column::StartMinute.eq(minute_of_day(start)))
            .order_by_asc(session::Column::Id)
            .lock_exclusive()
            .all(tx)
            .await?;
        free_seat(tx, centre, rows).await
    }

    /// A seat for somebody who comes back to `own`: there, or else in another workshop of the same time.
    pub(crate) async fn seat_again(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        own: &session::Model,
    ) -> Result<Option<(session::Model, i32)>> {
        let there = own.cancelled_at.is_none().then(|| own.clone());
        if let Some(seat) = free_seat(tx, centre, there.into_iter().collect()).await? {
            return Ok(Some(seat));
        }
        self.seat_at(tx, centre, own.service_id, own.mode.0, start_of_session(own)).await
    }
}

/// The first of these workshops with a free seat, and its lowest.
async fn free_seat(
    tx: &DatabaseTransaction,
    centre: &Centre,
    rows: Vec<session::Model>,
) -> Result<Option<(session::Model, i32)>> {
    let taken = taken_seats(tx, centre, rows.iter().map(|row| row.id)).await?;
    let free = |row: &session::Model| {
        (1..=row.seats).find(|seat| taken.get(&row.id).is_none_or(|seats| !seats.contains(seat)))
    };
    Ok(rows.into_iter().find_map(|row| free(&row).map(|seat| (row, seat))))
}

/// Those who have a seat in one of these workshops.
pub(crate) fn seated(centre: &Centre, workshops: impl Iterator<Item = Uuid>) -> Condition {
    Condition::all()
        .add(attendance::Column::CentreId.eq(centre.id))
        .add(attendance::Column::SessionId.is_in(workshops))
        .add(attendance::Column::Status.is_not_in(gone()))
}

/// The seats that are taken, by workshop.
pub(crate) async fn taken_seats(
    db: &impl ConnectionTrait,
    centre: &Centre,
    workshops: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, BTreeSet<i32>>> {
    let rows: Vec<(Uuid, i32)> = attendance::Entity::find()
        .select_only()
        .columns([attendance::Column::SessionId, attendance::Column::Place])
        .filter(seated(centre, workshops))
        .into_tuple()
        .all(db)
        .await?;
    let mut seats: BTreeMap<Uuid, BTreeSet<i32>> = BTreeMap::new();
    for (workshop, seat) in rows {
        seats.entry(workshop).or_default().insert(seat);
    }
    Ok(seats)
}

/// The workshops of a centre that take place, or have.
pub(crate) fn groups(centre: &Centre) -> sea_orm::Select<session::Entity> {
    session::Entity::find()
        .filter(session::Column::CentreId.eq(centre.id))
        .filter(session::Column::Kind.eq(Kind::Group.as_str()))
        .filter(session::Column::CancelledAt.is_null())
}
