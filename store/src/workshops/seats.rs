//! The seats of workshops: those that are left, the next one, and who sits where.

use std::collections::{BTreeMap, BTreeSet};

use domain::{appointment::Mode, availability::Slot, board::Card, calendar::instant_of, language::Language};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};
use uuid::Uuid;

use super::in_time;
use crate::{
    Centre, Result, StaffMember, Store,
    appointments::{Session, civil_start, minute_of_day},
    entities::{appointment, service, workshop},
    plan::Chosen,
};

/// A seat with the card of whoever has it.
#[derive(Clone, Debug)]
pub struct SeatCard {
    /// From one.
    pub number: u32,
    pub card: Card,
}

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

    /// Who has a seat in a workshop, by seat, as far as `reader` may see them.
    pub async fn people_of_workshop(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        id: Uuid,
        language: Language,
    ) -> Result<Vec<SeatCard>> {
        let here = appointment::Column::WorkshopId.eq(id).and(appointment::Column::Seat.is_not_null());
        let mut rows = self.visible(centre, reader, here).await?;
        rows.sort_by_key(|row| row.seat);
        let numbers: Vec<u32> = rows.iter().filter_map(|row| Some(row.seat?.unsigned_abs())).collect();
        let cards = self.cards(centre, reader, rows, language).await?;
        Ok(numbers.into_iter().zip(cards).map(|(number, card)| SeatCard { number, card }).collect())
    }
}

/// The seats that are taken, by workshop.
pub(super) async fn taken_seats(
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
