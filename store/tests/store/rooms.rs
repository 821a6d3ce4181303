use domain::appointment::Status::CancelledByCentre;
use store::{Actor, Change, Error};

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn a_room_with_sessions_to_come_is_not_retired() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let room = store.add_room(&centre, ("Salle 1", 4), Actor::Staff(1), monday()).await.unwrap();
        set_service(store, &centre, |record| record.needs_room = true).await;
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        assert_eq!(store.rooms(&centre, monday()).await.unwrap()[0].ahead, 1);
        let refused = store.retire_room(&centre, room, Actor::Staff(1), monday()).await;
        assert!(matches!(refused, Err(Error::InUse)), "{}: {refused:?}", place.name);
        assert!(store.rooms(&centre, monday()).await.unwrap()[0].active, "nothing was changed");
        // What is over does not count.
        assert_eq!(store.rooms(&centre, later(monday(), 3 * 24 * 60)).await.unwrap()[0].ahead, 0);
        let change = Change { id: booked.id, seen: None, by: Some(1), now: monday() };
        store.set_status(&centre, &change, CancelledByCentre).await.unwrap();
        store.retire_room(&centre, room, Actor::Staff(1), monday()).await.unwrap();
        assert!(free(store, &centre, "2026-01-06").await.is_empty(), "{}: no room is left", place.name);
        store.reopen_room(&centre, room, Actor::Staff(1), monday()).await.unwrap();
        assert!(!free(store, &centre, "2026-01-06").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_room_gets_another_name_and_those_in_use_come_first() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let blue = store.add_room(&centre, ("Bleue", 2), Actor::Staff(1), monday()).await.unwrap();
        let green = store.add_room(&centre, ("Verte", 3), Actor::Staff(1), monday()).await.unwrap();
        store.save_room(&centre, green, ("الخضراء", 8), Actor::Staff(1), monday()).await.unwrap();
        store.retire_room(&centre, blue, Actor::Staff(1), monday()).await.unwrap();
        let rooms = store.rooms(&centre, monday()).await.unwrap();
        let seen: Vec<_> = rooms.iter().map(|room| (room.name.as_str(), room.capacity, room.active)).collect();
        assert_eq!(seen, [("الخضراء", 8, true), ("Bleue", 2, false)], "{}", place.name);
        assert!(matches!(
            store.save_room(&centre, 99, ("x", 1), Actor::Staff(1), monday()).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}
