//! What takes place around some days and whom it takes, from the appointments, holds and workshops alone.

use std::collections::{BTreeMap, BTreeSet};

use domain::appointment::Status;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    CheckReport, Example, Fault,
    days::{MINUTES_PER_DAY, Window, day_of, number_of, time_of},
    named,
};
use crate::{
    Result,
    claims::{Owner, ROOM, STAFF},
    entities::{appointment, hold, workshop},
    plan::read_day,
};

/// Statuses that leave their time to others.
pub(super) const GONE: [&str; 2] = [Status::CancelledByPerson.as_str(), Status::CancelledByCentre.as_str()];

pub(super) type Resource = (&'static str, i64);

/// A session that takes time itself.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub owner: Owner,
    pub resources: BTreeSet<Resource>,
    /// From its preparation to its pause, in minutes since 1970-01-01; half open.
    pub from: i64,
    pub to: i64,
}

/// Staff, co-mediator, room.
type Whom = (i64, Option<i64>, Option<i64>);
/// Day, minute of its start; before, session and pause.
type When = (String, i32, i32, i32, i32);

impl Session {
    fn new(owner: Owner, (staff, co_staff, room): Whom, (day, start, before, minutes, after): When) -> Result<Self> {
        let staff = [Some(staff), co_staff].into_iter().flatten().map(|id| (STAFF, id));
        let resources = staff.chain(room.map(|id| (ROOM, id))).collect();
        let start = number_of(read_day(&day)?) * MINUTES_PER_DAY + i64::from(start);
        let (from, to) = (start - i64::from(before), start + i64::from(minutes) + i64::from(after));
        Ok(Self { owner, resources, from, to })
    }
}

/// The sessions of a window and of the day on each side.
pub(super) async fn read(tx: &DatabaseTransaction, centre_id: i64, window: Window) -> Result<Vec<Session>> {
    let days = (day_of(window.first - 1).to_string(), day_of(window.last + 1).to_string());
    let mut sessions = appointments(tx, centre_id, &days).await?;
    let holds = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre_id))
        .filter(hold::Column::Status.eq("open"))
        .filter(hold::Column::Day.between(&days.0, &days.1))
        .all(tx)
        .await?;
    for row in holds {
        let whom = (row.staff_id, row.co_staff_id, row.room_id);
        let when = (row.day, row.start_minute, row.before_minutes, row.minutes, row.buffer_minutes);
        sessions.push(Session::new(Owner::Hold(row.id), whom, when)?);
    }
    let workshops = workshop::Entity::find()
        .filter(workshop::Column::CentreId.eq(centre_id))
        .filter(workshop::Column::CancelledAt.is_null())
        .filter(workshop::Column::Day.between(&days.0, &days.1))
        .all(tx)
        .await?;
    for row in workshops {
        let whom = (row.staff_id, row.co_staff_id, row.room_id);
        let when = (row.day, row.start_minute, row.before_minutes, row.minutes, row.buffer_minutes);
        sessions.push(Session::new(Owner::Workshop(row.id), whom, when)?);
    }
    Ok(sessions)
}

type Row = (Uuid, i64, Option<i64>, Option<i64>, String, i32, i32, i32, i32, Option<Uuid>);

/// The columns of [`Row`].
fn select() -> sea_orm::Select<appointment::Entity> {
    use appointment::Column;
    appointment::Entity::find().select_only().columns([
        Column::Id,
        Column::StaffId,
        Column::CoStaffId,
        Column::RoomId,
        Column::Day,
        Column::StartMinute,
        Column::BeforeMinutes,
        Column::Minutes,
        Column::BufferMinutes,
        Column::BesideId,
    ])
}

async fn appointments(tx: &DatabaseTransaction, centre_id: i64, days: &(String, String)) -> Result<Vec<Session>> {
    let rows: Vec<Row> = select()
        .filter(appointment::Column::CentreId.eq(centre_id))
        .filter(appointment::Column::Day.between(&days.0, &days.1))
        .filter(appointment::Column::WorkshopId.is_null())
        .filter(appointment::Column::Status.is_not_in(GONE))
        .into_tuple()
        .all(tx)
        .await?;
    let firsts = cancelled_firsts(tx, centre_id, rows.iter().filter_map(|row| row.9)).await?;
    let own = |row: &Row| match row.9 {
        None => Some(row.clone()),
        // The second party is told a later arrival: what it has is the session of the first.
        Some(first) => firsts.get(&first).cloned(),
    };
    let sessions = rows.iter().filter_map(|row| Some((row.0, own(row)?)));
    sessions
        .map(|(id, (_, staff, co_staff, room, day, start, before, minutes, after, _))| {
            Session::new(Owner::Appointment(id), (staff, co_staff, room), (day, start, before, minutes, after))
        })
        .collect()
}

/// The first parties that cancelled: their second has the time now.
async fn cancelled_firsts(
    tx: &DatabaseTransaction,
    centre_id: i64,
    ids: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, Row>> {
    let ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Row> = select()
        .filter(appointment::Column::CentreId.eq(centre_id))
        .filter(appointment::Column::Id.is_in(ids))
        .filter(appointment::Column::Status.is_in(GONE))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.0, row)).collect())
}

/// Reports each session that begins in the window before another one of the same person or room has ended.
pub(super) fn compare(report: &mut CheckReport, centre_id: i64, window: Window, sessions: &[Session]) {
    let mut taken: Vec<(Resource, &Session)> = Vec::new();
    for session in sessions {
        taken.extend(session.resources.iter().map(|resource| (*resource, session)));
    }
    taken.sort_by_key(|(resource, session)| (*resource, session.from, session.to, session.owner));
    let mut longest: Option<(Resource, &Session)> = None;
    for (resource, session) in taken {
        let Some((_, earlier)) = longest.filter(|(of, _)| *of == resource) else {
            longest = Some((resource, session));
            continue;
        };
        if session.from < earlier.to && window.begins(session.from) {
            let of = vec![named(earlier.owner), named(session.owner)];
            let example = Example { centre_id, resource: Some(resource), at: time_of(session.from), of };
            report.add(Fault::Overlap, 1, vec![example]);
        }
        if session.to > earlier.to {
            longest = Some((resource, session));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: u128, staff: i64, start: i32, minutes: i32) -> Session {
        let when = ("1970-01-02".to_owned(), start, 0, minutes, 10);
        Session::new(Owner::Appointment(Uuid::from_u128(id)), (staff, None, Some(7)), when).expect("a session")
    }

    #[test]
    fn sessions_that_touch_do_not_overlap_and_a_long_one_meets_every_one_inside_it() {
        let window = Window { first: 0, last: 2 };
        let mut report = CheckReport::default();
        compare(&mut report, 1, window, &[session(1, 1, 540, 40), session(2, 1, 590, 40)]);
        assert!(report.is_sound());
        let long = [session(1, 1, 540, 300), session(2, 2, 600, 40), session(3, 3, 700, 40)];
        compare(&mut report, 1, window, &long);
        assert_eq!(report.count(Fault::Overlap), 2);
        assert_eq!(report.findings[0].examples[0].resource, Some((ROOM, 7)));
    }
}
