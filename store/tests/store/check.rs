use domain::{appointment::Mode, booking::BookingRequest, preference::With, waiting::WaitingForm};
use sea_orm::{ConnectionTrait, Database};
use store::{
    BookedBy, Booking, Centre, Change,
    Fault::{self, *},
    NewWorkshop,
};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// A day of a mediator and a room that no booking touches, for what should stand out.
const FAR: &str = "2026-02-04";

#[tokio::test]
async fn a_database_that_was_only_used_is_sound() {
    on_both(async |place| {
        live_a_little(place).await;
        let report = place.store.check(monday()).await.unwrap();
        assert!(report.is_sound(), "{}: {:#?}", place.name, report.findings);
        assert_eq!((report.centres, report.workshops), (1, 2), "{}", place.name);
        assert!(report.sessions > 10 && report.appointments > report.sessions, "{}: {report:?}", place.name);
        assert!(report.claims > 100 && report.days > 5, "{}: {report:?}", place.name);
    })
    .await;
}

/// Each damage, how to take it back, and exactly what is to be found.
const DAMAGES: [(&str, &str, &[Fault]); 12] = [
    (
        "UPDATE session SET start_minute = 570 WHERE day = '2026-02-04' AND start_minute = 600",
        "UPDATE session SET start_minute = 600 WHERE day = '2026-02-04' AND start_minute = 570",
        &[Overlap, ClaimMissing, ClaimAstray, SeatAstray, InstantDiffers],
    ),
    (
        "UPDATE session SET buffer_minutes = buffer_minutes + 600 WHERE kind = 'group' AND cancelled_at IS NULL",
        "UPDATE session SET buffer_minutes = buffer_minutes - 600 WHERE kind = 'group' AND cancelled_at IS NULL",
        &[Overlap, ClaimMissing],
    ),
    (
        "CREATE TABLE spare AS SELECT * FROM claim WHERE cell % 288 = 110; DELETE FROM claim WHERE cell % 288 = 110",
        "INSERT INTO claim SELECT * FROM spare; DROP TABLE spare",
        &[ClaimMissing, DayDiffers],
    ),
    (
        "INSERT INTO claim SELECT centre_id, resource_kind, resource_id, cell + 100000, session_id
            FROM claim WHERE session_id IN (SELECT session_id FROM hold)",
        "DELETE FROM claim WHERE cell > 5990000",
        &[ClaimAstray, DayDiffers],
    ),
    (
        "UPDATE hold SET status = 'expired' WHERE status = 'open'",
        "UPDATE hold SET status = 'open' WHERE status = 'expired'",
        &[ClaimAstray],
    ),
    (
        "UPDATE busy_day SET h20 = h20 + 4 WHERE day_number % 2 = 0",
        "UPDATE busy_day SET h20 = h20 - 4 WHERE day_number % 2 = 0",
        &[DayDiffers],
    ),
    (
        "INSERT INTO busy_day VALUES (1, 'room', 77, 30000, 1, 0, 0, 0, 0, 0)",
        "DELETE FROM busy_day WHERE resource_id = 77",
        &[DayDiffers],
    ),
    (
        "UPDATE session SET seats = 1 WHERE kind = 'group' AND cancelled_at IS NULL",
        "UPDATE session SET seats = 3 WHERE kind = 'group' AND cancelled_at IS NULL",
        &[SeatBeyond],
    ),
    (
        "UPDATE attendance SET start_minute = start_minute + 5 WHERE place = 2 AND day = '2026-02-10'",
        "UPDATE attendance SET start_minute = start_minute - 5 WHERE place = 2 AND day = '2026-02-10'",
        &[SeatAstray, InstantDiffers],
    ),
    (
        "DROP INDEX attendance_place_key; UPDATE attendance SET place = 1, version = -2
            WHERE place = 2 AND day = '2026-02-10';
            UPDATE status_change SET version = -2 WHERE attendance_id IN (SELECT id FROM attendance WHERE version = -2)",
        "UPDATE attendance SET place = 2, version = 1 WHERE version = -2;
            UPDATE status_change SET version = 1 WHERE version = -2",
        &[SeatTwice],
    ),
    (
        "UPDATE status_change SET version = version + 100",
        "UPDATE status_change SET version = version - 100",
        &[LineMissing],
    ),
    (
        "UPDATE attendance SET starts_at = starts_at + 3600 WHERE day = '2026-02-04'",
        "UPDATE attendance SET starts_at = starts_at - 3600 WHERE day = '2026-02-04'",
        &[InstantDiffers],
    ),
];

#[tokio::test]
async fn every_kind_of_damage_is_found_and_named() {
    on_both(async |place| {
        live_a_little(place).await;
        let db = Database::connect(&place.url).await.unwrap();
        for (damage, repair, faults) in DAMAGES {
            db.execute_unprepared(damage).await.expect(damage);
            let report = place.store.check(monday()).await.unwrap();
            let found: Vec<Fault> = report.findings.iter().map(|finding| finding.fault).collect();
            assert_eq!(found, faults, "{} {damage}: {:#?}", place.name, report.findings);
            for finding in &report.findings {
                assert!((1..=5).contains(&finding.examples.len()) && finding.count >= finding.examples.len() as u64);
            }
            db.execute_unprepared(repair).await.expect(repair);
            let report = place.store.check(monday()).await.unwrap();
            assert!(report.is_sound(), "{} after {repair}: {:#?}", place.name, report.findings);
        }
    })
    .await;
}

#[tokio::test]
async fn an_example_says_where_and_when_and_no_name() {
    on_both(async |place| {
        live_a_little(place).await;
        let db = Database::connect(&place.url).await.unwrap();
        db.execute_unprepared(DAMAGES[0].0).await.unwrap();
        let report = place.store.check(monday()).await.unwrap();
        let example = report.findings[0].examples[0].to_string();
        assert!(example.starts_with(&format!("centre 1, {FAR} 09:30, staff ")), "{}: {example}", place.name);
        assert_eq!(example.matches(", session ").count(), 2, "{}: {example}", place.name);
    })
    .await;
}

/// Bookings, moves, cancellations, two parties, seats and an offer, on a service for two with a room.
async fn live_a_little(place: &Place) -> Centre {
    let store = &place.store;
    let centre = store.load_demo(monday()).await.unwrap();
    let db = Database::connect(&place.url).await.unwrap();
    for sql in [
        "UPDATE service SET before_minutes = 10, parties = 2, mediators = 2, needs_room = TRUE, stagger_minutes = 15
            WHERE slug = 'psychological-support'",
        "UPDATE service SET seats = 3 WHERE slug = 'social-guidance'",
        "INSERT INTO room (centre_id, name, capacity) VALUES (1, 'A', 4)",
    ] {
        db.execute_unprepared(sql).await.unwrap();
    }
    let by_desk = |id| Change { id, seen: None, by: Some(1), now: monday() };
    let asked = store.mediators(&centre, "information-meeting").await.unwrap()[0].id;
    for start in ["09:00", "10:00"] {
        let mut with = request(&format!("{FAR}T{start}"), "أمينة");
        with.with = With::Person(asked);
        book(store, &centre, &with).await.unwrap();
    }
    let moved = book(store, &centre, &request("2026-01-20T09:00", "Karim")).await.unwrap();
    store.move_to(&centre, &by_desk(moved.id), at("2026-01-21T11:00")).await.unwrap();
    let back = book(store, &centre, &request("2026-01-20T09:00", "Karim")).await.unwrap();
    store.set_status(&centre, &by_desk(back.id), domain::appointment::Status::CancelledByCentre).await.unwrap();
    store.undo(&centre, &by_desk(back.id)).await.unwrap();
    two_parties(place, &centre, "2026-01-22T09:00", false).await;
    two_parties(place, &centre, "2026-01-22T14:30", true).await;
    seats(place, &centre).await;
    let offered = WaitingForm { person: form("", "زينب"), last_day: "2026-01-30".into(), ..WaitingForm::default() };
    let offered = offered.read(at("2026-01-26T00:00").date()).unwrap();
    let waiting = store.join_waiting(&centre, &offered, None, (None, None), monday()).await.unwrap();
    store.offer_by_hand(&centre, waiting.id, at("2026-01-27T09:00"), 1, monday()).await.unwrap();
    centre
}

/// A session of two, of which the first party may cancel: then its time is the second's.
async fn two_parties(place: &Place, centre: &Centre, start: &str, first_cancels: bool) {
    let store = &place.store;
    let ask = |name: &str| {
        let form = domain::booking::BookingForm { service: "psychological-support".into(), ..form(start, name) };
        BookingRequest::try_from(&form).unwrap()
    };
    let first = book(store, centre, &ask("أمينة")).await.unwrap();
    let change = Change { id: first.id, seen: None, by: Some(1), now: monday() };
    let (request, by) = (ask("رشيد"), BookedBy::Staff(1));
    let booking = Booking { request: &request, by, from: None, consent_version: None, now: monday() };
    store.add_second_party(centre, &change, &booking).await.unwrap();
    if first_cancels {
        store.set_status(centre, &change, domain::appointment::Status::CancelledByPerson).await.unwrap();
    }
}

/// A workshop with three seats taken and one of them given back, and one that is cancelled with its seats.
async fn seats(place: &Place, centre: &Centre) {
    let store = &place.store;
    for (start, cancelled) in [("2026-02-10T09:00", false), ("2026-02-11T09:00", true)] {
        let (service, mode) = ("social-guidance".to_owned(), Mode::InPerson);
        let new = NewWorkshop { service, mode, start: at(start), with: None, seats: None };
        let id = store.set_up_workshop(centre, &new, 1, monday()).await.unwrap();
        let mut last = None;
        for _ in 0..3 {
            let mut seat = request(start, "Salma");
            seat.service = "social-guidance".into();
            last = Some(book(store, centre, &seat).await.unwrap().id);
        }
        let change = Change { id: last.unwrap(), seen: None, by: Some(1), now: monday() };
        store.set_status(centre, &change, domain::appointment::Status::CancelledByPerson).await.unwrap();
        if cancelled {
            store.cancel_workshop(centre, id, 1, None, monday()).await.unwrap();
        }
    }
    // Somebody else has the mediator's later day, so that a workshop without end would meet them.
    let all_day = ["2026-02-10T14:00", "2026-02-10T14:00"];
    for start in all_day {
        book(store, centre, &request(start, "Omar")).await.unwrap();
    }
    book(store, centre, &request(all_day[0], "Omar")).await.unwrap();
}
