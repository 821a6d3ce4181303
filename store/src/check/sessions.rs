//! What takes place around some days and whom it takes, from the sessions, who comes to them and what is held alone.

use std::collections::BTreeSet;

use domain::appointment::Status;
use jiff::civil::Date;
use sea_orm::{DatabaseTransaction, QueryResult};
use uuid::Uuid;

use super::days::{MINUTES_PER_DAY, Window, day_of, number_of, time_of};
use crate::{
    Result,
    centre::civil::read_day,
    check::report::{CheckReport, Example, Fault, rows},
    resource::ResourceKind,
};

/// Statuses that leave their time to others.
pub(super) const GONE: [&str; 2] = [Status::CancelledByPerson.as_str(), Status::CancelledByCentre.as_str()];

pub(super) type Resource = (ResourceKind, i64);

/// A session that takes time itself.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub id: Uuid,
    pub resources: BTreeSet<Resource>,
    /// From its preparation to its pause, in minutes since 1970-01-01; half open.
    pub from: i64,
    pub to: i64,
}

/// Staff, co-mediator, room.
type Whom = (i64, Option<i64>, Option<i64>);
/// Day, minute of its start; before, session and pause.
type When = (Date, i32, i32, i32, i32);

impl Session {
    fn new(id: Uuid, (staff, co_staff, room): Whom, (day, start, before, minutes, after): When) -> Self {
        let staff = [Some(staff), co_staff].into_iter().flatten().map(|id| (ResourceKind::Staff, id));
        let resources = staff.chain(room.map(|id| (ResourceKind::Room, id))).collect();
        let start = number_of(day) * MINUTES_PER_DAY + i64::from(start);
        let (from, to) = (start - i64::from(before), start + i64::from(minutes) + i64::from(after));
        Self { id, resources, from, to }
    }
}

/// The sessions of a window and of the day on each side that take time: workshops that are not cancelled, what somebody
/// comes to, and what is held.
pub(super) async fn read(tx: &DatabaseTransaction, centre_id: i64, window: Window) -> Result<Vec<Session>> {
    let (first, last) = (day_of(window.first - 1), day_of(window.last + 1));
    let gone = GONE.join("', '");
    let sql = format!(
        "SELECT id, staff_id, co_staff_id, room_id, day, start_minute, before_minutes, minutes, buffer_minutes
        FROM session s WHERE centre_id = {centre_id} AND day BETWEEN '{first}' AND '{last}' AND (
            (kind = 'group' AND cancelled_at IS NULL)
            OR (kind = 'private' AND (
                EXISTS (SELECT 1 FROM attendance a WHERE a.centre_id = s.centre_id AND a.session_id = s.id
                    AND a.status NOT IN ('{gone}'))
                OR EXISTS (SELECT 1 FROM hold h WHERE h.centre_id = s.centre_id AND h.session_id = s.id
                    AND h.status = 'open'))))"
    );
    rows(tx, sql).await?.iter().map(session).collect()
}

fn session(row: &QueryResult) -> Result<Session> {
    let minutes = |column| row.try_get::<i32>("", column);
    let whom = (row.try_get("", "staff_id")?, row.try_get("", "co_staff_id")?, row.try_get("", "room_id")?);
    let day = read_day(&row.try_get::<String>("", "day")?)?;
    let lengths = (minutes("before_minutes")?, minutes("minutes")?, minutes("buffer_minutes")?);
    let when = (day, minutes("start_minute")?, lengths.0, lengths.1, lengths.2);
    Ok(Session::new(row.try_get("", "id")?, whom, when))
}

/// Reports each session that begins in the window before another one of the same person or room has ended.
pub(super) fn compare(report: &mut CheckReport, centre_id: i64, window: Window, sessions: &[Session]) {
    let mut taken: Vec<(Resource, &Session)> = Vec::new();
    for session in sessions {
        taken.extend(session.resources.iter().map(|resource| (*resource, session)));
    }
    taken.sort_by_key(|(resource, session)| (*resource, session.from, session.to, session.id));
    let mut longest: Option<(Resource, &Session)> = None;
    for (resource, session) in taken {
        let Some((_, earlier)) = longest.filter(|(of, _)| *of == resource) else {
            longest = Some((resource, session));
            continue;
        };
        if session.from < earlier.to && window.begins(session.from) {
            let of = vec![("session", earlier.id), ("session", session.id)];
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
        Session::new(Uuid::from_u128(id), (staff, None, Some(7)), (day_of(1), start, 0, minutes, 10))
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
        assert_eq!(report.findings[0].examples[0].resource, Some((ResourceKind::Room, 7)));
    }
}
