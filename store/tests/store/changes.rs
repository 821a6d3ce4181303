use domain::{
    access::Role,
    appointment::Status::{self, *},
};
use store::{Change, Error};

use super::{fixtures::*, places::on_both};

async fn status(place: &super::places::Place, centre: &store::Centre, id: uuid::Uuid) -> (Status, i32) {
    let card = place.store.card(centre, &reader(&[Role::Reception], 99), id, Default::default()).await.unwrap();
    (card.status, card.version)
}

#[tokio::test]
async fn a_visit_goes_its_way_and_each_step_says_who() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let by_staff = |seen| Change { id: booked.id, seen: Some(seen), by: Some(1), now: monday() };
        for (seen, next) in [(1, Arrived), (2, InSession), (3, Done)] {
            store.set_status(&centre, &by_staff(seen), next).await.unwrap();
            assert_eq!(status(place, &centre, booked.id).await, (next, seen + 1));
        }
        let card = store.card(&centre, &reader(&[Role::Reception], 99), booked.id, Default::default()).await.unwrap();
        assert_eq!(card.trace.who.as_deref(), Some("فريق المركز"));
        let wrong = store.set_status(&centre, &by_staff(4), Expected).await;
        assert!(matches!(wrong, Err(Error::Stale)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_saw_the_same_card_only_the_first_moves_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let change = Change { id: booked.id, seen: Some(1), by: Some(1), now: monday() };
        store.set_status(&centre, &change, Arrived).await.unwrap();
        let second = store.set_status(&centre, &change, DidNotCome).await;
        assert!(matches!(second, Err(Error::Stale)), "{}", place.name);
        assert_eq!(status(place, &centre, booked.id).await.0, Arrived);
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_time_is_free_again_and_undo_must_win_it_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let first = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let change = Change { id: first.id, seen: None, by: Some(1), now: monday() };
        store.set_status(&centre, &change, CancelledByCentre).await.unwrap();
        store.undo(&centre, &change).await.unwrap();
        assert_eq!(status(place, &centre, first.id).await, (Expected, 3));
        assert!(matches!(store.undo(&centre, &change).await, Err(Error::Stale)), "an undo is not undone");
        store.set_status(&centre, &change, CancelledByCentre).await.unwrap();
        book(store, &centre, &request("2026-01-06T09:00", "Karim")).await.unwrap();
        let late = store.undo(&centre, &change).await;
        assert!(matches!(late, Err(Error::Taken)), "{}: {late:?}", place.name);
        assert_eq!(status(place, &centre, first.id).await.0, CancelledByCentre);
    })
    .await;
}

#[tokio::test]
async fn a_move_keeps_the_old_time_until_the_new_one_is_won() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mine = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        book(store, &centre, &request("2026-01-06T10:00", "Karim")).await.unwrap();
        let change = Change { id: mine.id, seen: None, by: None, now: monday() };
        let taken = store.move_to(&centre, &change, at("2026-01-06T10:00")).await;
        assert!(matches!(taken, Err(Error::Taken)), "{}", place.name);
        assert!(!free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        // Overlapping with its own old time is no conflict.
        store.move_to(&centre, &change, at("2026-01-06T08:30")).await.unwrap();
        store.move_to(&centre, &change, at("2026-01-07T11:00")).await.unwrap();
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        assert!(!free(store, &centre, "2026-01-07").await.contains(&"11:00".to_owned()));
        let kinds: Vec<_> = store
            .events_after(centre.id, 2, 10)
            .await
            .unwrap()
            .into_iter()
            .map(|e| (e.kind.as_str().to_owned(), e.day.unwrap().to_string()))
            .collect();
        let expected = [("moved", "2026-01-06"), ("left", "2026-01-06"), ("moved", "2026-01-07")];
        assert_eq!(kinds, expected.map(|(kind, day)| (kind.to_owned(), day.to_owned())));
    })
    .await;
}

#[tokio::test]
async fn a_person_can_change_until_the_limit_and_staff_after_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let eve = later(monday(), 22 * 60); // three hours before, the limit is four
        let person = Change { id: booked.id, seen: None, by: None, now: eve };
        assert!(matches!(store.set_status(&centre, &person, CancelledByPerson).await, Err(Error::TooLate)));
        assert!(matches!(store.move_to(&centre, &person, at("2026-01-07T09:00")).await, Err(Error::TooLate)));
        let staff = Change { by: Some(1), ..person };
        store.set_status(&centre, &staff, CancelledByPerson).await.unwrap();
        assert_eq!(status(place, &centre, booked.id).await.0, CancelledByPerson);
    })
    .await;
}

#[tokio::test]
async fn near_times_are_among_those_to_move_to_and_the_own_one_is_not() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T10:00", "Amina")).await.unwrap();
        let day = "2026-01-06".parse().unwrap();
        let found = store.times_to_move_to(&centre, (booked.id, &wish()), (day, day), monday()).await.unwrap();
        let found: Vec<_> = found.iter().map(|slot| slot.start.strftime("%H:%M").to_string()).collect();
        for near in ["09:30", "10:30"] {
            assert!(found.iter().any(|time| time == near), "{}: {near} among {found:?}", place.name);
        }
        assert!(!found.iter().any(|time| time == "10:00"), "{}: {found:?}", place.name);
        store.move_to(&centre, &by_person(booked.id), at("2026-01-06T10:30")).await.unwrap();
    })
    .await;
}
