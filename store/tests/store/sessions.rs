mod approval;
mod choice;
mod clock;

use std::collections::BTreeMap;

use domain::{
    appointment::{Mode, Status::CancelledByCentre},
    booking::BookingRequest,
    preference::With,
    schedule::Opening,
};
use store::{Centre, Error, HoursChange, HoursOutcome, Resource, Store, Wish};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// The service that two lead; the others have one mediator.
const JOINT: &str = "psychological-support";
/// Tuesday at nine.
const NINE: &str = "2026-01-06T09:00";

fn joint(start: &str, name: &str) -> BookingRequest {
    BookingRequest { service: JOINT.into(), ..request(start, name) }
}

fn asking_for(with: With, start: &str, name: &str) -> BookingRequest {
    BookingRequest { with, ..request(start, name) }
}

fn is_taken<T>(result: store::Result<T>) -> bool {
    matches!(result, Err(Error::Taken))
}

/// Who leads somebody's session, who joins them, and the room; 0 is nobody, or none.
async fn session(place: &Place, name: &str) -> [i64; 3] {
    let sql = format!(
        "SELECT staff_id || ' ' || COALESCE(co_staff_id, 0) || ' ' || COALESCE(room_id, 0)
        FROM attendance a JOIN session s ON s.id = a.session_id JOIN person p ON p.id = a.person_id WHERE p.name = '{name}'"
    );
    let ids: Vec<i64> = place.texts(&sql).await[0].split(' ').map(|id| id.parse().unwrap()).collect();
    ids.try_into().unwrap()
}

async fn is_free_with(store: &Store, centre: &Centre, with: With, start: &str) -> bool {
    let (day, time) = start.split_once('T').unwrap();
    free_for(store, centre, &Wish { with, ..wish() }, day).await.contains(&time.to_owned())
}

async fn open(store: &Store, centre: &Centre, whose: Resource, hours: Opening) -> HoursOutcome {
    let change = HoursChange::AddOpening(whose, hours);
    store.change_hours(centre, &change, &BTreeMap::new(), 1, monday()).await.unwrap()
}

#[tokio::test]
async fn two_lead_together_a_woman_and_a_man_where_that_is_known() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [a, b, c] = mediators(store, &centre).await;
        place.set(&format!("UPDATE service SET mediators = 2 WHERE slug = '{JOINT}'")).await;
        let known = format!("UPDATE staff SET gender = CASE WHEN id = {c} THEN 'man' ELSE 'woman' END");
        place.set(&known).await;
        let id = book(store, &centre, &joint(NINE, "Salma")).await.unwrap().id;
        assert_eq!(session(place, "Salma").await, [a, c, 0], "{}", place.name);
        assert!(is_taken(book(store, &centre, &joint(NINE, "Omar")).await), "{}: one is left", place.name);
        let wish = Wish { service: JOINT.into(), ..wish() };
        assert!(!free_for(store, &centre, &wish, "2026-01-06").await.contains(&"09:00".to_owned()));
        for (id, free) in [(a, false), (b, true), (c, false)] {
            assert_eq!(is_free_with(store, &centre, With::Person(id), NINE).await, free, "{}: {id}", place.name);
        }
        place.set("UPDATE staff SET gender = NULL").await;
        book(store, &centre, &joint("2026-01-07T09:00", "Karim")).await.unwrap();
        assert_eq!(session(place, "Karim").await, [b, a, 0], "{}: the least loaded, then by id", place.name);
        place.set(&known).await;
        book(store, &centre, &asking_for(With::Person(c), "2026-01-08T09:00", "Hind")).await.unwrap();
        book(store, &centre, &joint("2026-01-08T09:00", "Zineb")).await.unwrap();
        assert_eq!(session(place, "Zineb").await, [b, a, 0], "{}: two women rather than nobody", place.name);
        store.set_status(&centre, &by_staff(id), CancelledByCentre).await.unwrap();
        for id in [a, b, c] {
            assert!(is_free_with(store, &centre, With::Person(id), NINE).await, "{}: {id}", place.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_joint_session_waits_for_a_room_though_mediators_are_free() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let _: [i64; 6] = mediators(store, &centre).await;
        place.set(&format!("UPDATE service SET mediators = 2, needs_room = TRUE WHERE slug = '{JOINT}'")).await;
        place.set("INSERT INTO room (centre_id, name, capacity) VALUES (1, 'Large', 8), (1, 'Small', 4)").await;
        let first = book(store, &centre, &joint(NINE, "Salma")).await.unwrap().id;
        book(store, &centre, &joint(NINE, "Karim")).await.unwrap();
        let rooms = [session(place, "Salma").await[2], session(place, "Karim").await[2]];
        assert_eq!(rooms, [2, 1], "{}: the smallest first", place.name);
        assert!(is_taken(book(store, &centre, &joint(NINE, "Nadia")).await), "{}", place.name);
        let nine = async |mode| {
            let wish = Wish { service: JOINT.into(), mode, ..wish() };
            free_for(store, &centre, &wish, "2026-01-06").await.contains(&"09:00".to_owned())
        };
        assert!(!nine(Mode::InPerson).await && nine(Mode::Telephone).await, "{}", place.name);
        let by_telephone = BookingRequest { mode: Mode::Telephone, ..joint(NINE, "Omar") };
        book(store, &centre, &by_telephone).await.unwrap();
        assert_eq!(session(place, "Omar").await[2], 0, "needs none");
        store.set_status(&centre, &by_staff(first), CancelledByCentre).await.unwrap();
        book(store, &centre, &joint(NINE, "Nadia")).await.unwrap();
        assert_eq!(session(place, "Nadia").await[2], 2, "{}: the room that was left", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_room_with_hours_of_its_own_is_open_then_and_not_otherwise() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_room = TRUE").await;
        assert!(free(store, &centre, "2026-01-06").await.is_empty(), "{}: there is no room", place.name);
        place.set("INSERT INTO room (centre_id, name, capacity) VALUES (1, 'A', 4)").await;
        assert!(free(store, &centre, "2026-01-06").await.len() > 5, "{}: open day and night", place.name);
        let hours = || open(store, &centre, Resource::Room(1), Opening::weekly(2, 540, 615));
        let id = book(store, &centre, &request("2026-01-07T09:00", "Karim")).await.unwrap().id;
        let HoursOutcome::Touches(touched) = hours().await else { panic!("Karim has the room on Wednesday") };
        assert_eq!(touched.iter().map(|of| of.id).collect::<Vec<_>>(), [id], "{}", place.name);
        store.set_status(&centre, &by_staff(id), CancelledByCentre).await.unwrap();
        assert!(matches!(hours().await, HoursOutcome::Done), "{}", place.name);
        assert_eq!(free(store, &centre, "2026-01-06").await, ["09:00", "09:30"], "{}", place.name);
        assert!(free(store, &centre, "2026-01-07").await.is_empty(), "{}", place.name);
        assert!(is_taken(book(store, &centre, &request("2026-01-06T10:00", "Karim")).await));
        let by_telephone = Wish { mode: Mode::Telephone, ..wish() };
        assert!(free_for(store, &centre, &by_telephone, "2026-01-07").await.len() > 5, "needs no room");
    })
    .await;
}

#[tokio::test]
async fn preparation_leaves_the_appointment_before_it_alone() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set(&format!("UPDATE service SET before_minutes = 30 WHERE slug <> '{JOINT}'")).await;
        // Prepared before the hours begin.
        assert_eq!(free(store, &centre, "2026-01-06").await[0], "08:30", "{}", place.name);
        // Lasts until ten with its pause: what begins at half past ten is prepared from ten.
        book(store, &centre, &joint(NINE, "Salma")).await.unwrap();
        assert_eq!(free(store, &centre, "2026-01-06").await[0], "10:30", "{}", place.name);
        assert!(is_taken(book(store, &centre, &request("2026-01-06T10:00", "Karim")).await), "{}", place.name);
        book(store, &centre, &request("2026-01-06T11:00", "Karim")).await.unwrap();
        let wish = Wish { service: JOINT.into(), ..wish() };
        let mornings = free_for(store, &centre, &wish, "2026-01-06").await;
        assert!(!mornings.contains(&"10:00".to_owned()), "{}: it would end in the preparation", place.name);
        assert!(is_taken(book(store, &centre, &joint("2026-01-06T10:00", "Nadia")).await), "{}", place.name);
        assert!(store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}
