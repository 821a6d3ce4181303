use std::hash::{DefaultHasher, Hash, Hasher};

use domain::{appointment::Mode, preference::With};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement};
use store::{Error, Generation, Wish};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// More for each centre than one statement takes.
const WANTED: Generation = Generation { appointments: 4_000, staff: 8, centres: 2, seed: 7 };

async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap()
}

async fn number(place: &Place, sql: &str) -> i64 {
    let db = Database::connect(&place.url).await.unwrap();
    ask(&db, sql).await[0].try_get("", "number").unwrap()
}

/// One number for all that was written, whatever the database; the passwords of the accounts are salted and stay out.
async fn digest(place: &Place) -> u64 {
    let db = Database::connect(&place.url).await.unwrap();
    let mut hasher = DefaultHasher::new();
    let sql = "SELECT a.id, a.centre_id, a.starts_at, a.created_at, a.day, a.status, a.reference, a.idempotency_hash,
        s.service_id, s.staff_id, s.mode, COALESCE(s.co_staff_id, 0) AS second, COALESCE(s.room_id, 0) AS room,
        p.name, c.address FROM attendance a JOIN session s ON s.id = a.session_id
        JOIN person p ON p.id = a.person_id JOIN contact c ON c.id = a.contact_id ORDER BY a.id";
    for row in ask(&db, sql).await {
        row.try_get::<uuid::Uuid>("", "id").unwrap().hash(&mut hasher);
        for column in ["centre_id", "service_id", "staff_id", "starts_at", "created_at", "second", "room"] {
            row.try_get::<i64>("", column).unwrap().hash(&mut hasher);
        }
        for column in ["day", "status", "mode", "name", "reference", "address", "idempotency_hash"] {
            row.try_get::<String>("", column).unwrap().hash(&mut hasher);
        }
    }
    for row in ask(&db, "SELECT resource_kind, resource_id, cell FROM claim ORDER BY centre_id, 1, 2, 3").await {
        row.try_get::<i64>("", "resource_id").unwrap().hash(&mut hasher);
        row.try_get::<i64>("", "cell").unwrap().hash(&mut hasher);
    }
    for row in ask(&db, "SELECT version, status, at FROM status_change ORDER BY attendance_id, version").await {
        row.try_get::<String>("", "status").unwrap().hash(&mut hasher);
        row.try_get::<i64>("", "at").unwrap().hash(&mut hasher);
    }
    for row in ask(&db, "SELECT email, name, COALESCE(gender, '') AS gender, languages FROM staff ORDER BY id").await {
        for column in ["email", "name", "gender", "languages"] {
            row.try_get::<String>("", column).unwrap().hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[tokio::test]
async fn invented_centres_are_as_large_as_asked_for_and_sound() {
    on_both(async |place| {
        place.store.generate(&WANTED, monday()).await.unwrap();
        let report = place.store.check(monday()).await.unwrap();
        assert!(report.is_sound(), "{}: {:#?}", place.name, report.findings);
        assert_eq!((report.centres, report.appointments), (2, 4_000), "{}", place.name);
        assert!(report.sessions > 3_400 && report.claims > 36_000, "{}: {report:?}", place.name);
        let centres = place.store.centres().await.unwrap();
        assert_eq!(centres.iter().map(|centre| centre.slug.as_str()).collect::<Vec<_>>(), ["fes", "demo-2"]);
        assert!(centres.iter().all(|centre| centre.demo && centre.zone_name == "Africa/Casablanca"));
        for status in ["expected", "done", "did_not_come", "cancelled_by_person", "cancelled_by_centre"] {
            let sql = format!("SELECT COUNT(*) AS number FROM attendance WHERE status = '{status}'");
            assert!(number(place, &sql).await > 20, "{}: hardly anybody {status}", place.name);
        }
        let joint = "SELECT COUNT(*) AS number FROM session WHERE co_staff_id IS NOT NULL AND room_id IS NOT NULL";
        assert!(number(place, joint).await > 50, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn every_session_begins_within_the_hours_and_the_future_empties_out() {
    on_both(async |place| {
        place.store.generate(&WANTED, monday()).await.unwrap();
        let db = Database::connect(&place.url).await.unwrap();
        for row in ask(&db, "SELECT DISTINCT day, start_minute, minutes FROM session").await {
            let day: jiff::civil::Date = row.try_get::<String>("", "day").unwrap().parse().unwrap();
            let from: i32 = row.try_get("", "start_minute").unwrap();
            let to = from + row.try_get::<i32>("", "minutes").unwrap();
            let hours = match domain::schedule::weekday(day) {
                1..=4 => [(510, 750), (810, 990)],
                5 => [(510, 720), (870, 990)],
                weekend => panic!("{}: somebody comes on day {weekend}", place.name),
            };
            let inside = hours.iter().any(|(open, close)| *open <= from && to <= *close);
            assert!(inside, "{}: {day} from {from} to {to}", place.name);
        }
        let ahead = async |from: &str, to: &str| {
            let sql = format!("SELECT COUNT(*) AS number FROM attendance WHERE day >= '{from}' AND day < '{to}'");
            number(place, &sql).await
        };
        let (near, far) = (ahead("2026-01-06", "2026-02-06").await, ahead("2026-06-01", "2026-07-01").await);
        assert!(near > 4 * far && far > 0, "{}: {near} and {far}", place.name);
        assert_eq!(ahead("2026-07-07", "2030-01-01").await, 0, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_same_arguments_give_the_same_rows() {
    let mut digests = Vec::new();
    for seed in [7, 7, 8] {
        let found = tokio::sync::Mutex::new(Vec::new());
        on_both(async |place| {
            place.store.generate(&Generation { seed, ..WANTED }, monday()).await.unwrap();
            found.lock().await.push(digest(place).await);
        })
        .await;
        digests.push(found.into_inner());
    }
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0][0], digests[0][1], "SQLite and PostgreSQL");
    assert_ne!(digests[0], digests[2]);
}

#[tokio::test]
async fn invented_centres_can_be_booked_and_are_not_added_to_what_is_there() {
    on_both(async |place| {
        let store = &place.store;
        store.generate(&Generation { appointments: 300, ..WANTED }, monday()).await.unwrap();
        let again = store.generate(&WANTED, monday()).await;
        assert!(matches!(again, Err(Error::NotEmpty)), "{}: {again:?}", place.name);
        let centre = store.centres().await.unwrap().remove(1);
        let wish = Wish {
            service: "joint-session".into(),
            mode: Mode::InPerson,
            with: With::Anyone,
            speaks: None,
            desk: false,
            minutes: None,
        };
        let days = (at("2026-01-06T00:00").date(), at("2026-07-01T00:00").date());
        let slot = store.first_free(&centre, &wish, days, monday()).await.unwrap().unwrap();
        assert!(slot.leads.len() > 1 && !slot.rooms.is_empty(), "{}: {slot:?}", place.name);
        let mut request = request(&domain::calendar::write_start(slot.start), "أمينة");
        request.service = "joint-session".into();
        book(store, &centre, &request).await.unwrap();
        assert!(store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn too_many_for_too_few_are_refused() {
    on_both(async |place| {
        let wanted = Generation { appointments: 100_000, staff: 1, centres: 1, seed: 1 };
        let refused = place.store.generate(&wanted, monday()).await;
        assert!(matches!(refused, Err(Error::Setting(..))), "{}: {refused:?}", place.name);
    })
    .await;
}
