use std::collections::BTreeSet;

use domain::{
    access::Role,
    appointment::{
        Mode,
        Status::{self, *},
    },
    booking::BookingRequest,
};
use store::{Centre, Change, Deed, Error, NewWorkshop, Store};
use uuid::Uuid;

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// Wednesday.
const TEN: &str = "2026-01-07T10:00";
const RIVALS: usize = 40;

/// The centre, with a service of so many seats beside the others.
async fn centre_with_seats(store: &Store, seats: u32) -> Centre {
    let centre = centre(store).await;
    let mut record = store.service_record(&centre, "information-meeting").await.unwrap();
    (record.slug, record.seats) = ("parents".into(), seats);
    store.add_service(&centre, &record).await.unwrap();
    centre
}

fn new(start: &str) -> NewWorkshop {
    NewWorkshop { service: "parents".into(), mode: Mode::InPerson, start: at(start), with: None, seats: None }
}

fn seat(name: &str) -> BookingRequest {
    BookingRequest { service: "parents".into(), ..request(TEN, name) }
}

async fn seats(store: &Store, centre: &Centre, id: Uuid) -> Vec<(u32, String)> {
    let people = store.people_of_workshop(centre, &reader(&[Role::Reception], 99), id, Default::default()).await;
    people.unwrap().into_iter().map(|seat| (seat.number, seat.card.name)).collect()
}

async fn free_seats(store: &Store, centre: &Centre) -> usize {
    let wish = store::Wish { service: "parents".into(), ..wish() };
    let days = ("2026-01-05".parse().unwrap(), "2026-01-31".parse().unwrap());
    store.free_times(centre, &wish, days, monday()).await.unwrap().len()
}

fn by_staff(id: Uuid) -> Change {
    Change { id, seen: None, by: Some(1), now: monday() }
}

async fn claims(place: &Place) -> usize {
    place.texts("SELECT resource_kind FROM claim").await.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forty_people_want_seven_seats_and_seven_get_one_each() {
    on_both(async |place| {
        let centre = centre_with_seats(&place.store, 7).await;
        let id = place.store.set_up_workshop(&centre, &new(TEN), 1, monday()).await.unwrap();
        let mut rivals = tokio::task::JoinSet::new();
        for n in 0..RIVALS {
            let (store, centre) = (place.store.clone(), centre.clone());
            rivals.spawn(async move { book(&store, &centre, &seat(&format!("Rival {n}"))).await });
        }
        let results = rivals.join_all().await;
        let won = results.iter().filter(|result| result.is_ok()).count();
        let taken = results.iter().filter(|result| matches!(result, Err(Error::Taken))).count();
        assert_eq!((won, taken), (7, RIVALS - 7), "{}: {results:?}", place.name);
        let numbers: Vec<u32> = seats(&place.store, &centre, id).await.into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7], "{}", place.name);
        assert_eq!(free_seats(&place.store, &centre).await, 0);
        let [workshop] = &place.store.workshops(&centre, (at(TEN).date(), at(TEN).date())).await.unwrap()[..] else {
            panic!("one workshop")
        };
        assert_eq!((workshop.seats, workshop.taken), (7, 7));
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_seat_is_free_again_and_undo_must_win_a_seat() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre_with_seats(&place.store, 2).await);
        let id = store.set_up_workshop(&centre, &new(TEN), 1, monday()).await.unwrap();
        let first = book(store, &centre, &seat("أمينة")).await.unwrap().id;
        book(store, &centre, &seat("Karim")).await.unwrap();
        assert!(matches!(book(store, &centre, &seat("Hind")).await, Err(Error::Taken)), "{}", place.name);
        store.set_status(&centre, &by_staff(first), CancelledByPerson).await.unwrap();
        assert_eq!(free_seats(store, &centre).await, 1);
        let third = book(store, &centre, &seat("Hind")).await.unwrap().id;
        assert_eq!(seats(store, &centre, id).await, [(1, "Hind".into()), (2, "Karim".into())]);
        let late = store.undo(&centre, &by_staff(first)).await;
        assert!(matches!(late, Err(Error::Taken)), "{}: {late:?}", place.name);
        store.set_status(&centre, &by_staff(third), CancelledByCentre).await.unwrap();
        store.undo(&centre, &by_staff(first)).await.unwrap();
        assert_eq!(seats(store, &centre, id).await, [(1, "أمينة".into()), (2, "Karim".into())]);
    })
    .await;
}

#[tokio::test]
async fn cancelling_a_workshop_cancels_every_seat_and_keeps_the_reason() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre_with_seats(&place.store, 5).await);
        let id = store.set_up_workshop(&centre, &new(TEN), 1, monday()).await.unwrap();
        let mut people = Vec::new();
        for name in ["أمينة", "Karim", "Hind"] {
            people.push(book(store, &centre, &seat(name)).await.unwrap().id);
        }
        store.set_status(&centre, &by_staff(people[2]), CancelledByPerson).await.unwrap();
        store.cancel_workshop(&centre, id, 1, Some("the speaker is ill"), monday()).await.unwrap();
        let reception = reader(&[Role::Reception], 99);
        let mut ends: Vec<(Status, Deed)> = Vec::new();
        for person in people {
            let history = store.history(&centre, &reception, person, Default::default()).await.unwrap();
            ends.push((history.card.status, history.steps.last().unwrap().deed.clone()));
        }
        let told = (CancelledByCentre, Deed::Status(Some("the speaker is ill".into())));
        assert_eq!(ends, [told.clone(), told, (CancelledByPerson, Deed::Status(None))], "{}", place.name);
        assert_eq!(place.texts("SELECT kind FROM outbox WHERE kind = 'cancelled'").await.len(), 3, "each is told once");
        assert_eq!(claims(place).await, 0);
        assert_eq!((free_seats(store, &centre).await, seats(store, &centre, id).await.len()), (0, 0));
        assert!(matches!(store.workshop(&centre, id).await, Err(Error::NotFound)));
        assert!(store.workshops(&centre, (at(TEN).date(), at(TEN).date())).await.unwrap().is_empty());
        let again = store.cancel_workshop(&centre, id, 1, None, monday()).await;
        assert!(matches!(again, Err(Error::Stale)), "{}: {again:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_mediator_and_the_room_of_a_workshop_are_taken_for_others() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let leader = mediator(store, &centre, "Samira", None, &[]).await;
        mediator(store, &centre, "Nadia", None, &[]).await;
        let mut record = store.service_record(&centre, "information-meeting").await.unwrap();
        record.needs_room = true;
        store.save_service(&centre, &record).await.unwrap();
        (record.slug, record.seats) = ("parents".into(), 8);
        store.add_service(&centre, &record).await.unwrap();
        store.add_room(&centre, "Salle 1", 10).await.unwrap();
        let id =
            store.set_up_workshop(&centre, &NewWorkshop { with: Some(leader), ..new(TEN) }, 1, monday()).await.unwrap();
        let again = store.set_up_workshop(&centre, &new(TEN), 1, monday()).await;
        assert!(matches!(again, Err(Error::Taken)), "{}: one room", place.name);
        assert!(matches!(book(store, &centre, &request(TEN, "Karim")).await, Err(Error::Taken)), "no room");
        let mut by_telephone = request(TEN, "Karim");
        by_telephone.mode = Mode::Telephone;
        book(store, &centre, &by_telephone).await.unwrap();
        by_telephone = request(TEN, "Hind");
        by_telephone.mode = Mode::Telephone;
        let taken = book(store, &centre, &by_telephone).await;
        assert!(matches!(taken, Err(Error::Taken)), "{}: the other mediator leads the workshop", place.name);
        store.cancel_workshop(&centre, id, 1, None, monday()).await.unwrap();
        book(store, &centre, &request(TEN, "Hind")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_centre_sets_any_time_of_its_hours_and_the_seats_fit_the_room() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre_with_seats(&place.store, 6).await);
        let mut record = store.service_record(&centre, "parents").await.unwrap();
        record.needs_room = true;
        store.save_service(&centre, &record).await.unwrap();
        store.add_room(&centre, "Salle 1", 2).await.unwrap();
        let too_small = store.set_up_workshop(&centre, &new(TEN), 1, monday()).await;
        assert!(matches!(too_small, Err(Error::Taken)), "{}", place.name);
        let large = store.add_room(&centre, "Salle 2", 12).await.unwrap();
        // In an hour and off the grid of half hours: families could not have asked for it.
        let soon = store.set_up_workshop(&centre, &new("2026-01-05T09:05"), 1, monday()).await.unwrap();
        assert_eq!(store.workshop(&centre, soon).await.unwrap().room_id, Some(large));
        let crowd = NewWorkshop { seats: Some(20), ..new(TEN) };
        assert!(matches!(store.set_up_workshop(&centre, &crowd, 1, monday()).await, Err(Error::Taken)));
        for closed in ["2026-01-07T05:00", "2026-01-05T07:00", "2026-01-10T10:00"] {
            let refused = store.set_up_workshop(&centre, &new(closed), 1, monday()).await;
            assert!(matches!(refused, Err(Error::Taken)), "{} {closed}", place.name);
        }
        let individual = NewWorkshop { service: "information-meeting".into(), ..new(TEN) };
        let refused = store.set_up_workshop(&centre, &individual, 1, monday()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let starts: BTreeSet<_> = place.texts("SELECT day FROM workshop").await.into_iter().collect();
        assert_eq!(starts.len(), 1, "what was refused left nothing behind");
    })
    .await;
}
