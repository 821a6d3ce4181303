//! What the database says afterwards, asked in plain SQL that knows nothing of claims.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement};

use crate::places::Place;

async fn open(place: &Place) -> DatabaseConnection {
    Database::connect(&place.url).await.unwrap()
}

async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap()
}

/// Four mediators, two rooms, a long service for two with a room, and one with seats.
pub async fn set_the_scene(place: &Place) {
    place.store.load_demo(crate::fixtures::monday()).await.unwrap();
    let db = open(place).await;
    for sql in [
        "UPDATE staff SET gender = 'woman' WHERE id % 2 = 0",
        "UPDATE service SET minutes = 75, before_minutes = 10, step_minutes = 15, mediators = 2, needs_room = TRUE,
            parties = 2, stagger_minutes = 15 WHERE slug = 'psychological-support'",
        "UPDATE service SET needs_approval = TRUE WHERE slug = 'information-meeting'",
        "UPDATE service SET seats = 3 WHERE slug = 'social-guidance'",
        "INSERT INTO room (centre_id, name, capacity) VALUES (1, 'A', 4), (1, 'B', 8)",
        "UPDATE centre SET bookings_a_day = 100000",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    let centre = place.store.centre().await.unwrap();
    for start in ["2026-01-07T09:00", "2026-01-08T14:00"] {
        let workshop = store::NewWorkshop {
            service: "social-guidance".into(),
            mode: domain::appointment::Mode::InPerson,
            start: crate::fixtures::at(start),
            with: None,
            seats: None,
        };
        place.store.set_up_workshop(&centre, &workshop, 1, crate::fixtures::monday()).await.unwrap();
    }
}

/// Every session that takes time, with one row for each person and room in it.
const SESSIONS: &str = "
    WITH living AS (
        SELECT id, staff_id, co_staff_id, room_id, day, start_minute, before_minutes, minutes, buffer_minutes
            FROM session WHERE (kind = 'group' AND cancelled_at IS NULL)
            OR id IN (SELECT session_id FROM hold WHERE status = 'open')
            OR (kind = 'private' AND id IN (SELECT session_id FROM attendance
                WHERE status NOT IN ('cancelled_by_person', 'cancelled_by_centre')))
    ), taken AS (
        SELECT 'staff' AS kind, staff_id AS whose, living.* FROM living
        UNION ALL SELECT 'staff', co_staff_id, living.* FROM living WHERE co_staff_id IS NOT NULL
        UNION ALL SELECT 'room', room_id, living.* FROM living WHERE room_id IS NOT NULL
    )";

pub async fn nobody_is_in_two_places(place: &Place) {
    let db = open(place).await;
    let sql = format!(
        "{SESSIONS} SELECT a.kind, a.whose, a.day, a.start_minute AS first, b.start_minute AS second
        FROM taken a JOIN taken b ON a.kind = b.kind AND a.whose = b.whose AND a.day = b.day AND a.id < b.id
            AND a.start_minute - a.before_minutes < b.start_minute + b.minutes + b.buffer_minutes
            AND b.start_minute - b.before_minutes < a.start_minute + a.minutes + a.buffer_minutes"
    );
    let overlaps: Vec<String> = ask(&db, &sql).await.iter().map(|row| format!("{:?}", describe(row))).collect();
    assert!(overlaps.is_empty(), "{}: {overlaps:?}", place.name);
    let sql = "SELECT session_id FROM attendance a WHERE status NOT IN ('cancelled_by_person', 'cancelled_by_centre')
        GROUP BY session_id HAVING COUNT(*) > 3 OR COUNT(*) <> COUNT(DISTINCT place)";
    assert!(ask(&db, sql).await.is_empty(), "{}: a seat too many", place.name);
    let astray = "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id
        WHERE a.status NOT IN ('cancelled_by_person', 'cancelled_by_centre') AND (s.cancelled_at IS NOT NULL
            OR a.day <> s.day OR a.start_minute - s.start_minute NOT IN (0, 15))";
    assert!(ask(&db, astray).await.is_empty(), "{}: somebody was told another time than their session's", place.name);
    let rooms = format!("{SESSIONS} SELECT kind FROM taken WHERE kind = 'room'");
    assert!(!ask(&db, &rooms).await.is_empty(), "{}: the storm touched no room", place.name);
    for (kind, sql) in [
        (
            "no second party came",
            "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id
            WHERE s.kind = 'private' AND a.place = 2",
        ),
        ("nobody was away", "SELECT id FROM absence"),
        ("nothing was confirmed", "SELECT version FROM status_change WHERE what = 'status' AND status = 'expected'"),
    ] {
        assert!(!ask(&db, sql).await.is_empty(), "{}: {kind}", place.name);
    }
    let held = "SELECT id FROM hold WHERE status = 'accepted'";
    assert!(!ask(&db, held).await.is_empty(), "{}: nobody took what was held", place.name);
}

fn describe(row: &QueryResult) -> (String, i64, String, i32, i32) {
    (
        row.try_get("", "kind").unwrap(),
        row.try_get("", "whose").unwrap(),
        row.try_get("", "day").unwrap(),
        row.try_get("", "first").unwrap(),
        row.try_get("", "second").unwrap(),
    )
}

/// Claims, and the day rows beside them, say the same as the sessions.
pub async fn claims_are_those_of_the_living(place: &Place) {
    let db = open(place).await;
    let sql = format!(
        "{SESSIONS} SELECT kind, whose, day, start_minute - before_minutes AS begins,
        start_minute + minutes + buffer_minutes AS ends FROM taken"
    );
    let mut expected: BTreeMap<(String, i64), BTreeSet<i64>> = BTreeMap::new();
    for row in ask(&db, &sql).await {
        let (kind, whose, day): (String, i64, String) =
            (row.try_get("", "kind").unwrap(), row.try_get("", "whose").unwrap(), row.try_get("", "day").unwrap());
        let (begins, ends): (i32, i32) = (row.try_get("", "begins").unwrap(), row.try_get("", "ends").unwrap());
        let midnight = domain::calendar::first_cell_of(day.parse().unwrap());
        expected
            .entry((kind, whose))
            .or_default()
            .extend(midnight + i64::from(begins / 5)..midnight + i64::from(ends / 5));
    }
    let mut claimed: BTreeMap<(String, i64), BTreeSet<i64>> = BTreeMap::new();
    for row in ask(&db, "SELECT resource_kind, resource_id, cell FROM claim").await {
        let key = (row.try_get("", "resource_kind").unwrap(), row.try_get("", "resource_id").unwrap());
        claimed.entry(key).or_default().insert(row.try_get("", "cell").unwrap());
    }
    assert_eq!(claimed, expected, "{}: claims", place.name);
    let mut busy: BTreeMap<(String, i64), BTreeSet<i64>> = BTreeMap::new();
    for row in ask(&db, "SELECT * FROM busy_day").await {
        let key = (row.try_get("", "resource_kind").unwrap(), row.try_get("", "resource_id").unwrap());
        let day: i64 = row.try_get("", "day_number").unwrap();
        for (n, column) in (0_i64..).zip(["h0", "h4", "h8", "h12", "h16", "h20"]) {
            let word: i64 = row.try_get("", column).unwrap();
            let set = (0..48).filter(|bit| word >> bit & 1 == 1).map(|bit| day * 288 + n * 48 + bit);
            busy.entry(std::clone::Clone::clone(&key)).or_default().extend(set);
        }
    }
    busy.retain(|_, cells| !cells.is_empty());
    assert_eq!(busy, expected, "{}: day rows", place.name);
}

/// Ids of the appointments that exist, or whose workshop was cancelled with all that had a seat in it.
pub async fn standing(place: &Place) -> BTreeSet<String> {
    let db = open(place).await;
    let sql = "SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id
        JOIN status_change l ON l.centre_id = a.centre_id AND l.attendance_id = a.id AND l.version = a.version
        WHERE a.status NOT IN ('cancelled_by_person', 'cancelled_by_centre') OR s.cancelled_at IS NOT NULL";
    let id = |row: &QueryResult| row.try_get::<uuid::Uuid>("", "id").unwrap().to_string();
    ask(&db, sql).await.iter().map(id).collect()
}

/// What the processes told: who has an appointment, as far as they said.
#[derive(Default)]
pub struct Promises {
    booked: BTreeSet<String>,
    cancelled: BTreeSet<String>,
}

impl Promises {
    pub fn hear(&mut self, told: &[String]) {
        for line in told {
            match line.split_once(' ') {
                Some(("booked", id)) => drop(self.booked.insert(id.to_owned())),
                Some(("cancelling", id)) => drop(self.cancelled.insert(id.to_owned())),
                _ => panic!("{line}"),
            }
        }
    }

    pub fn booked(&self) -> usize {
        self.booked.len()
    }

    /// Confirmed, and nobody has begun to cancel it.
    pub fn kept(&self) -> Vec<&String> {
        self.booked.iter().filter(|id| !self.cancelled.contains(*id)).collect()
    }
}
