mod setting_up;

use domain::{
    appointment::{Mode, Status::*},
    booking::BookingRequest,
    preference::With,
};
use store::{BookedBy, Booking, Centre, Deed, Error, NewWorkshop, Seat, Wish};
use uuid::Uuid;

use super::{
    fixtures::*,
    places::{Place, on_both},
};

const GROUP: &str = "social-guidance";
/// Tuesday at nine, and the day after.
const NINE: &str = "2026-01-06T09:00";
const TOMORROW: &str = "2026-01-07T09:00";

fn workshop(start: &str) -> NewWorkshop {
    NewWorkshop { service: GROUP.into(), mode: Mode::InPerson, start: at(start), with: None, seats: None }
}

async fn set_up(place: &Place, new: NewWorkshop) -> store::Result<Uuid> {
    place.store.set_up_workshop(&centre(&place.store).await, &new, 1, monday()).await
}

/// A centre whose guidance is given in groups of so many.
async fn groups_of(place: &Place, seats: usize) -> Centre {
    let centre = centre(&place.store).await;
    place.set(&format!("UPDATE service SET seats = {seats} WHERE slug = '{GROUP}'")).await;
    centre
}

fn seat(start: &str, name: &str) -> BookingRequest {
    BookingRequest { service: GROUP.into(), ..request(start, name) }
}

async fn take_seat(place: &Place, start: &str, name: &str) -> store::Result<Uuid> {
    Ok(book(&place.store, &centre(&place.store).await, &seat(start, name)).await?.id)
}

/// The starts that families are offered from `first` to `last`.
async fn offered(place: &Place, mode: Mode, (first, last): (&str, &str)) -> Vec<String> {
    let wish = Wish { service: GROUP.into(), mode, ..wish() };
    let days = (first.parse().unwrap(), last.parse().unwrap());
    let slots = place.store.free_times(&centre(&place.store).await, &wish, days, monday()).await.unwrap();
    slots.iter().map(|slot| domain::calendar::write_start(slot.start)).collect()
}

async fn offered_on(place: &Place, day: &str) -> Vec<String> {
    offered(place, Mode::InPerson, (day, day)).await
}

fn is_taken<T>(result: store::Result<T>) -> bool {
    matches!(result, Err(Error::Taken))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_want_the_seats_of_a_workshop_and_as_many_as_there_are_get_one() {
    on_both(async |place| {
        let centre = groups_of(place, 7).await;
        set_up(place, workshop(NINE)).await.unwrap();
        let mut rivals = tokio::task::JoinSet::new();
        for n in 0..40 {
            let (store, centre) = (place.store.clone(), centre.clone());
            rivals.spawn(async move { book(&store, &centre, &seat(NINE, &format!("Rival {n}"))).await });
        }
        let results = rivals.join_all().await;
        let won = results.iter().filter(|result| result.is_ok()).count();
        let taken = results.iter().filter(|result| matches!(result, Err(Error::Taken))).count();
        assert_eq!((won, taken), (7, 33), "{}: {results:?}", place.name);
        let mut seats = place.texts("SELECT CAST(place AS text) FROM attendance").await;
        seats.sort();
        assert_eq!(seats, ["1", "2", "3", "4", "5", "6", "7"], "{}", place.name);
        assert!(offered_on(place, "2026-01-06").await.is_empty(), "full");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_seat_is_free_again_and_must_be_won_again() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 2).await);
        set_up(place, workshop(NINE)).await.unwrap();
        let first = take_seat(place, NINE, "أمينة").await.unwrap();
        let second = take_seat(place, NINE, "Karim").await.unwrap();
        assert!(is_taken(take_seat(place, NINE, "Nadia").await), "{}", place.name);
        store.set_status(&centre, &by_person(first), CancelledByPerson).await.unwrap();
        assert_eq!(seen(store, first).await.seat, None);
        assert_eq!(offered_on(place, "2026-01-06").await, [NINE], "{}", place.name);
        let third = take_seat(place, NINE, "Nadia").await.unwrap();
        assert_eq!(seen(store, third).await.seat, Some(Seat { number: 1, of: 2 }));
        assert!(is_taken(store.undo(&centre, &by_staff(first)).await), "{}: it is full", place.name);
        assert_eq!(seen(store, first).await.card.status, CancelledByPerson);
        store.set_status(&centre, &by_staff(second), CancelledByCentre).await.unwrap();
        store.undo(&centre, &by_staff(first)).await.unwrap();
        let back = seen(store, first).await;
        assert_eq!((back.seat, back.card.status), (Some(Seat { number: 2, of: 2 }), Expected), "{}", place.name);
        assert!(is_taken(take_seat(place, NINE, "Karim").await));
    })
    .await;
}

#[tokio::test]
async fn cancelling_a_workshop_cancels_every_seat_with_the_reason_and_frees_the_mediator() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 3).await);
        let id = set_up(place, workshop(NINE)).await.unwrap();
        let left = take_seat(place, NINE, "Salma").await.unwrap();
        store.set_status(&centre, &by_person(left), CancelledByPerson).await.unwrap();
        let mut seats = Vec::new();
        for name in ["أمينة", "Karim", "Nadia"] {
            seats.push(take_seat(place, NINE, name).await.unwrap());
        }
        store.cancel_workshop(&centre, id, 1, Some("the trainer is ill"), monday()).await.unwrap();
        for seat in &seats {
            let history = seen(store, *seat).await;
            assert_eq!((history.card.status, history.seat), (CancelledByCentre, None), "{}", place.name);
            assert_eq!(history.steps[1].deed, Deed::Status(Some("the trainer is ill".into())));
            assert_eq!(messages(place, *seat).await, ["booked", "cancelled"], "{}", place.name);
        }
        assert_eq!(seen(store, left).await.card.status, CancelledByPerson, "had gone before");
        assert_eq!(messages(place, left).await, ["booked", "cancelled"], "told once");
        assert_eq!(claims(place).await, 0, "{}", place.name);
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        let day = at(NINE).date();
        assert!(store.workshops(&centre, (day, day)).await.unwrap().is_empty());
        assert!(offered_on(place, "2026-01-06").await.is_empty());
        assert!(is_taken(take_seat(place, NINE, "Hind").await));
        assert!(is_taken(store.undo(&centre, &by_staff(seats[0])).await), "nothing to come back to");
        let again = store.cancel_workshop(&centre, id, 1, None, monday()).await;
        assert!(matches!(again, Err(Error::Stale)), "{}: {again:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn its_mediator_and_its_room_are_free_for_nobody_else_meanwhile() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 3).await);
        let [leads, other] = mediators(store, &centre).await;
        place.set("UPDATE service SET needs_room = TRUE").await;
        place.set("INSERT INTO room (centre_id, name, capacity) VALUES (1, 'A', 8)").await;
        let id = set_up(place, NewWorkshop { with: Some(leads), ..workshop(NINE) }).await.unwrap();
        let nine = async |mode, with| {
            let wish = Wish { mode, with, ..wish() };
            free_for(store, &centre, &wish, "2026-01-06").await.contains(&"09:00".to_owned())
        };
        assert!(!nine(Mode::InPerson, With::Person(other)).await, "{}: the one room is taken", place.name);
        assert!(!nine(Mode::Telephone, With::Person(leads)).await, "{}: the mediator is", place.name);
        assert!(nine(Mode::Telephone, With::Person(other)).await);
        assert!(is_taken(book(store, &centre, &request(NINE, "Karim")).await));
        // Until five to ten with its pause.
        assert_eq!(free(store, &centre, "2026-01-06").await[0], "10:00");
        store.cancel_workshop(&centre, id, 1, None, monday()).await.unwrap();
        assert!(nine(Mode::InPerson, With::Person(leads)).await, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn families_are_offered_workshops_with_a_seat_left_in_time() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 3).await);
        // Set up last year, when they were neither too soon nor too late.
        place.set("UPDATE service SET horizon_days = 200").await;
        let last_year = "2025-12-31T08:00:00Z".parse().unwrap();
        let starts = ["2026-01-05T10:00", "2026-01-05T11:00", NINE, TOMORROW, "2026-03-06T09:00", "2026-03-09T09:00"];
        for start in starts {
            let seats = (start == NINE).then_some(1);
            let new = NewWorkshop { seats, ..workshop(start) };
            store.set_up_workshop(&centre, &new, 1, last_year).await.unwrap();
        }
        place.set("UPDATE service SET horizon_days = 60").await;
        take_seat(place, NINE, "Karim").await.unwrap();
        let days = ("2026-01-01", "2026-12-31");
        let in_time = ["2026-01-05T11:00", TOMORROW, "2026-03-06T09:00"];
        assert_eq!(offered(place, Mode::InPerson, days).await, in_time, "{}", place.name);
        assert!(offered(place, Mode::Telephone, days).await.is_empty(), "people meet there");
        for start in ["2026-01-05T10:00", "2026-03-09T09:00", NINE, "2026-01-06T10:00"] {
            assert!(is_taken(take_seat(place, start, "أمينة").await), "{}: {start}", place.name);
        }
        let own = take_seat(place, TOMORROW, "أمينة").await.unwrap();
        for start in ["2026-01-05T10:00", "2026-03-09T09:00"] {
            let moved = store.move_to(&centre, &by_person(own), at(start)).await;
            assert!(is_taken(moved), "{}: to {start}", place.name);
            let wanted = seat(start, "Nadia");
            let booking =
                Booking { request: &wanted, by: BookedBy::Staff(1), from: None, consent_version: None, now: monday() };
            store.book(&centre, &booking).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_person_moves_to_a_seat_in_another_workshop_of_the_service() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 2).await);
        let [one, two] = mediators(store, &centre).await;
        place.set("UPDATE service SET seats = 2 WHERE slug = 'psychological-support'").await;
        let other = NewWorkshop { service: "psychological-support".into(), ..workshop("2026-01-08T09:00") };
        set_up(place, other).await.unwrap();
        set_up(place, NewWorkshop { with: Some(one), ..workshop(NINE) }).await.unwrap();
        set_up(place, NewWorkshop { with: Some(two), ..workshop(TOMORROW) }).await.unwrap();
        let mover = take_seat(place, NINE, "أمينة").await.unwrap();
        let stays = take_seat(place, NINE, "Karim").await.unwrap();
        take_seat(place, TOMORROW, "Nadia").await.unwrap();
        for nowhere in ["2026-01-06T11:00", "2026-01-08T09:00"] {
            assert!(is_taken(store.move_to(&centre, &by_person(mover), at(nowhere)).await), "{}", place.name);
        }
        store.move_to(&centre, &by_person(mover), at(TOMORROW)).await.unwrap();
        let moved = seen(store, mover).await;
        let now = (moved.start, moved.seat, moved.staff_id);
        assert_eq!(now, (at(TOMORROW), Some(Seat { number: 2, of: 2 }), two), "{}", place.name);
        assert_eq!(moved.steps[1].deed, Deed::MovedFrom(at(NINE)));
        assert_eq!(messages(place, mover).await, ["booked", "moved"]);
        let days = (at(NINE).date(), at(TOMORROW).date());
        let taken = |workshops: Vec<store::Workshop>| workshops.iter().map(|of| of.taken).collect::<Vec<_>>();
        assert_eq!(taken(store.workshops(&centre, days).await.unwrap()), [1, 2], "{}", place.name);
        assert!(is_taken(store.move_to(&centre, &by_person(stays), at(TOMORROW)).await), "full");
        assert_eq!(seen(store, stays).await.seat, Some(Seat { number: 2, of: 2 }), "keeps what they had");
    })
    .await;
}
