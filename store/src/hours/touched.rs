//! Appointments and workshops that lie outside the hours of those who have them.

use std::collections::BTreeMap;

use domain::{
    appointment::{Mode, Status},
    calendar::{MINUTES_PER_CELL, time_of_cell},
    schedule::Purpose,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Proposal, everybody::Hours};
use crate::{
    Centre, Error, Result, Wish,
    appointments::civil_start,
    changes::wish_again,
    claims::Taking,
    entities::{appointment, hold, service, waiting_entry, workshop},
    holds,
    plan::{Lengths, lengths_of},
    second_party::{gone, session_of},
};

/// Something that a change of hours would leave outside them.
#[derive(Clone, Debug)]
pub struct Touched {
    pub id: Uuid,
    /// A workshop with all its seats; otherwise one appointment.
    pub workshop: bool,
    pub start: DateTime,
    pub minutes: u32,
    pub service_id: i64,
    pub staff_id: i64,
    pub mode: Mode,
    /// Of the parties; empty for a workshop.
    pub names: Vec<String>,
    pub reference: String,
    /// The other party's appointment of the same session.
    pub(crate) beside: Vec<Uuid>,
    pub(super) lengths: Lengths,
    /// What the person asked for, and what the session takes; nothing for a workshop.
    pub(super) wish: Option<(Wish, Taking)>,
    /// The same time with somebody else, then other times, nearest first.
    pub proposals: Vec<Proposal>,
}

/// Who and where, besides what is shown.
struct Taken {
    shown: Touched,
    people: Vec<i64>,
    room: Option<i64>,
}

impl Taken {
    fn is_within(&self, hours: &Hours) -> bool {
        let Touched { start, minutes, service_id, mode, .. } = self.shown;
        hours.receive(Purpose { service: service_id, mode }, (start, minutes), &self.people, self.room)
    }
}

/// Whatever lies ahead and outside the hours of one of its people or its room.
pub(super) async fn outside_hours(
    tx: &DatabaseTransaction,
    centre: &Centre,
    days: (Date, Date),
    now: Timestamp,
) -> Result<Vec<Touched>> {
    let mut ahead = appointments_ahead(tx, centre, days.0, now).await?;
    ahead.extend(workshops_ahead(tx, centre, days.0, now).await?);
    if ahead.is_empty() {
        return Ok(Vec::new());
    }
    let hours = Hours::read(tx, centre, days).await?;
    ahead.retain(|taken| !taken.is_within(&hours));
    ahead.sort_by_key(|taken| (taken.shown.start, taken.shown.id));
    Ok(ahead.into_iter().map(|taken| taken.shown).collect())
}

/// Takes back what is held for those who wait and is not within the hours any more; they wait on.
pub(super) async fn withdraw_holds_outside(
    tx: &DatabaseTransaction,
    centre: &Centre,
    days: (Date, Date),
    (by, now): (i64, Timestamp),
) -> Result<()> {
    let open = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::Status.eq("open"))
        .lock_exclusive()
        .all(tx)
        .await?;
    if open.is_empty() {
        return Ok(());
    }
    let hours = Hours::read(tx, centre, days).await?;
    for row in open {
        let entry = waiting_entry::Entity::find_by_id((centre.id, row.waiting_id)).one(tx).await?;
        let entry = entry.ok_or(Error::NotFound)?;
        let mode = Mode::from_str_opt(&entry.mode).ok_or(Error::Corrupt("waiting_entry.mode"))?;
        let purpose = Purpose { service: entry.service_id, mode };
        let people: Vec<i64> = [Some(row.staff_id), row.co_staff_id].into_iter().flatten().collect();
        let start = civil_start(&row.day, row.start_minute)?;
        if !hours.receive(purpose, (start, row.minutes.unsigned_abs()), &people, row.room_id) {
            holds::close(tx, &row, "withdrawn", (Some(by), now)).await?;
        }
    }
    Ok(())
}

/// Sessions of one party or two; a second party who was left alone is one, too.
async fn appointments_ahead(
    tx: &DatabaseTransaction,
    centre: &Centre,
    today: Date,
    now: Timestamp,
) -> Result<Vec<Taken>> {
    let rows = appointment::Entity::find()
        .filter(appointment::Column::CentreId.eq(centre.id))
        .filter(appointment::Column::Day.gte(today.to_string()))
        .filter(appointment::Column::StartsAt.gt(now.as_second()))
        .filter(appointment::Column::Status.is_in([Status::Requested.as_str(), Status::Expected.as_str()]))
        .filter(appointment::Column::WorkshopId.is_null())
        .order_by_asc(appointment::Column::Day)
        .all(tx)
        .await?;
    // A second party stands for itself only when the first has left; one who has arrived has not.
    let living: Vec<Uuid> = appointment::Entity::find()
        .select_only()
        .column(appointment::Column::Id)
        .filter(appointment::Column::CentreId.eq(centre.id))
        .filter(appointment::Column::Id.is_in(rows.iter().filter_map(|row| row.beside_id)))
        .filter(appointment::Column::Status.is_not_in(gone()))
        .into_tuple()
        .all(tx)
        .await?;
    let (seconds, firsts): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.beside_id.is_some_and(|first| living.contains(&first)));
    let services: BTreeMap<i64, service::Model> = service::Entity::find()
        .filter(service::Column::CentreId.eq(centre.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut found = Vec::new();
    for row in firsts {
        let service = services.get(&row.service_id).ok_or(Error::Corrupt("appointment.service_id"))?;
        let beside = seconds.iter().filter(|second| second.beside_id == Some(row.id));
        found.push(taken(tx, row.clone(), service, &beside.collect::<Vec<_>>()).await?);
    }
    Ok(found)
}

async fn taken(
    tx: &DatabaseTransaction,
    row: appointment::Model,
    service: &service::Model,
    beside: &[&appointment::Model],
) -> Result<Taken> {
    // Whoever was left alone has the time of the session, not the later one that they were told.
    let session = session_of(tx, &row).await?;
    let start = time_of_cell(session.cells.start + i64::from(row.before_minutes) / MINUTES_PER_CELL);
    let wish = wish_again(service, &row, true)?;
    let shown = Touched {
        id: row.id,
        workshop: false,
        start,
        minutes: row.minutes.unsigned_abs(),
        service_id: row.service_id,
        staff_id: row.staff_id,
        mode: wish.mode,
        lengths: lengths_of(&row),
        wish: Some((wish, session)),
        names: std::iter::once(&row).chain(beside.iter().copied()).map(|row| row.name.clone()).collect(),
        beside: beside.iter().map(|row| row.id).collect(),
        reference: row.reference,
        proposals: Vec::new(),
    };
    let people = [Some(row.staff_id), row.co_staff_id].into_iter().flatten().collect();
    Ok(Taken { shown, people, room: row.room_id })
}

async fn workshops_ahead(tx: &DatabaseTransaction, centre: &Centre, today: Date, now: Timestamp) -> Result<Vec<Taken>> {
    let rows = workshop::Entity::find()
        .filter(workshop::Column::CentreId.eq(centre.id))
        .filter(workshop::Column::Day.gte(today.to_string()))
        .filter(workshop::Column::StartsAt.gt(now.as_second()))
        .filter(workshop::Column::CancelledAt.is_null())
        .all(tx)
        .await?;
    let taken = |row: workshop::Model| {
        let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("workshop.mode"))?;
        let shown = Touched {
            id: row.id,
            workshop: true,
            start: civil_start(&row.day, row.start_minute)?,
            minutes: row.minutes.unsigned_abs(),
            service_id: row.service_id,
            staff_id: row.staff_id,
            mode,
            names: Vec::new(),
            beside: Vec::new(),
            lengths: (0, row.minutes.unsigned_abs(), 0),
            wish: None,
            reference: String::new(),
            proposals: Vec::new(),
        };
        Ok(Taken {
            shown,
            people: [Some(row.staff_id), row.co_staff_id].into_iter().flatten().collect(),
            room: row.room_id,
        })
    };
    rows.into_iter().map(taken).collect()
}
