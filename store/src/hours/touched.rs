//! Appointments and workshops that lie outside the hours of those who have them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    appointment::{Mode, Status},
    availability::open_slots,
    preference::With,
    schedule::{CentreCalendar, Purpose, Schedule, receives},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store, Wish,
    appointments::{civil_start, start_of},
    changes::status_of,
    claims::{ROOM, STAFF},
    entities::{appointment, room, service, staff, workshop},
    plan::{Whose, read_calendar, read_schedules},
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
    /// Of the appointment; empty for a workshop.
    pub name: String,
    pub reference: String,
    /// Free times with the same mediator, nearest first.
    pub proposals: Vec<DateTime>,
}

/// How many other times are proposed.
const PROPOSALS: usize = 6;

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
        let purpose = Purpose { service: service_id, mode };
        // Seasons are hours of people: a room keeps its own.
        let of_rooms = CentreCalendar { seasons: Vec::new(), closed: self.calendar.closed.clone() };
        let receive = |schedules: &BTreeMap<i64, Schedule>, id: &i64, calendar: &CentreCalendar| {
            schedules.get(id).is_some_and(|schedule| receives(schedule, calendar, purpose, start, minutes))
        };
        taken.people.iter().all(|id| receive(&self.staff, id, &self.calendar))
            && taken.room.iter().all(|id| receive(&self.rooms, id, &of_rooms))
    }
}

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
        .filter(appointment::Column::BesideId.is_null())
        .order_by_asc(appointment::Column::Day)
        .all(tx)
        .await?;
    let taken = |row: appointment::Model| {
        debug_assert!(status_of(&row).is_ok_and(Status::is_ahead));
        let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
        let shown = Touched {
            id: row.id,
            workshop: false,
            start: start_of(&row)?,
            minutes: row.minutes.unsigned_abs(),
            service_id: row.service_id,
            staff_id: row.staff_id,
            mode,
            name: row.name,
            reference: row.reference,
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
            name: String::new(),
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

impl Store {
    /// Other times for what is touched, with the same mediator, the nearest to the old one first.
    pub(super) async fn proposals(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        of: &Touched,
        (today, _): (Date, Date),
        now: Timestamp,
    ) -> Result<Vec<DateTime>> {
        if of.workshop {
            return Ok(Vec::new());
        }
        let service = service::Entity::find_by_id(of.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let wish = Wish { service: service.slug.clone(), mode: of.mode, with: With::Person(of.staff_id), speaks: None };
        let day = of.start.date();
        let days = (day.saturating_sub(14.days()).max(today), day.saturating_add(28.days()));
        let plan = match self.plan_of(tx, centre, service, &wish, days).await {
            // The mediator does not offer it any more: nothing to propose.
            Err(Error::NotFound) => return Ok(Vec::new()),
            plan => plan?,
        };
        let slots = open_slots(&plan.question(centre, days, now));
        let mut starts: Vec<DateTime> = slots.into_iter().map(|slot| slot.start).collect();
        let distance = |start: &DateTime| {
            let cell = domain::calendar::cell_of;
            (cell(*start) - cell(of.start)).abs()
        };
        starts.sort_by_key(distance);
        let mut chosen: Vec<DateTime> =
            starts.into_iter().take(PROPOSALS).collect::<BTreeSet<_>>().into_iter().collect();
        chosen.sort();
        Ok(chosen)
    }
}
