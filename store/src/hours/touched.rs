//! Appointments and workshops that lie outside the hours of those who have them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    appointment::{Mode, Status},
    calendar::{MINUTES_PER_CELL, time_of_cell},
    schedule::{CentreCalendar, Purpose, Schedule, receives},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::Proposal;
use crate::{
    Centre, Error, Result, Wish,
    appointments::civil_start,
    changes::wish_again,
    claims::{ROOM, STAFF, Taking},
    entities::{appointment, hold, room, service, staff, waiting_entry, workshop},
    holds,
    plan::{Whose, read_calendar, read_schedules},
    second_party::session_of,
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
    ahead.retain(|taken| !hours.cover(taken));
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

/// The hours of everybody and every room.
struct Hours {
    staff: BTreeMap<i64, Schedule>,
    rooms: BTreeMap<i64, Schedule>,
    calendar: CentreCalendar,
}

impl Hours {
    async fn read(tx: &DatabaseTransaction, centre: &Centre, days: (Date, Date)) -> Result<Self> {
        let staff = staff::Entity::find().select_only().column(staff::Column::Id);
        let staff: Vec<i64> = staff.filter(staff::Column::CentreId.eq(centre.id)).into_tuple().all(tx).await?;
        let rooms = room::Entity::find().select_only().column(room::Column::Id);
        let rooms: Vec<i64> = rooms.filter(room::Column::CentreId.eq(centre.id)).into_tuple().all(tx).await?;
        let whose = Whose { staff: &staff, rooms: &rooms };
        let mut schedules = read_schedules(tx, centre, &whose, days).await?;
        let calendar = read_calendar(tx, centre, &mut schedules, days).await?;
        let staff = staff.into_iter().map(|id| (id, schedules.take(STAFF, id))).collect();
        let rooms = rooms.into_iter().map(|id| (id, schedules.take(ROOM, id))).collect();
        Ok(Self { staff, rooms, calendar })
    }

    fn cover(&self, taken: &Taken) -> bool {
        let Touched { start, minutes, service_id, mode, .. } = taken.shown;
        self.receive(Purpose { service: service_id, mode }, (start, minutes), &taken.people, taken.room)
    }

    /// Whether everybody, and the room, is there for a session.
    fn receive(&self, purpose: Purpose, (start, minutes): (DateTime, u32), people: &[i64], room: Option<i64>) -> bool {
        // Seasons are hours of people: a room keeps its own.
        let of_rooms = CentreCalendar { seasons: Vec::new(), closed: self.calendar.closed.clone() };
        let receive = |schedules: &BTreeMap<i64, Schedule>, id: &i64, calendar: &CentreCalendar| {
            schedules.get(id).is_some_and(|schedule| receives(schedule, calendar, purpose, start, minutes))
        };
        people.iter().all(|id| receive(&self.staff, id, &self.calendar))
            && room.iter().all(|id| receive(&self.rooms, id, &of_rooms))
    }
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
    let here: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
    let (seconds, firsts): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.beside_id.is_some_and(|first| here.contains(&first)));
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
