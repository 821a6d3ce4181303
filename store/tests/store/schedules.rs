use domain::{access::Role, preference::With};
use sea_orm::ConnectionTrait;
use store::Error;

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn demonstration_data_is_loaded_once_and_marked() {
    on_both(async |place| {
        let store = &place.store;
        let centre = store.load_demo(monday()).await.unwrap();
        assert!(centre.demo);
        let events = store.last_event(centre.id).await.unwrap();
        assert!(events >= 10, "{}: only {events} bookings", place.name);
        store.load_demo(monday()).await.unwrap();
        assert_eq!(store.last_event(centre.id).await.unwrap(), events);
        let days = ["2026-01-05", "2026-01-06", "2026-01-07"].map(|day| day.parse().unwrap());
        for day in days {
            let board = store.board(&centre, &reader(&[Role::Reception], 99), day, Default::default()).await.unwrap();
            assert!(board.iter().all(|card| card.demo));
        }
    })
    .await;
}

#[tokio::test]
async fn the_least_busy_mediator_of_the_day_is_chosen() {
    on_both(async |place| {
        let store = &place.store;
        let centre = store.load_demo(monday()).await.unwrap();
        let names = store.mediators(&centre, "information-meeting").await.unwrap();
        assert_eq!(names.len(), 3);
        let mut chosen = Vec::new();
        for start in ["2026-02-03T09:00", "2026-02-03T09:00", "2026-02-03T09:00"] {
            let request = request(start, "أمينة");
            book(store, &centre, &request).await.unwrap();
        }
        let day = "2026-02-03".parse().unwrap();
        for card in store.board(&centre, &reader(&[Role::Reception], 99), day, Default::default()).await.unwrap() {
            chosen.push(card.mediator);
        }
        chosen.sort();
        chosen.dedup();
        assert_eq!(chosen.len(), 3, "{}", place.name);
        assert!(matches!(book(store, &centre, &request("2026-02-03T09:00", "Karim")).await, Err(Error::Taken)));
    })
    .await;
}

#[tokio::test]
async fn who_is_asked_for_by_name_is_the_only_one_considered() {
    on_both(async |place| {
        let store = &place.store;
        let centre = store.load_demo(monday()).await.unwrap();
        let asked = store.mediators(&centre, "information-meeting").await.unwrap()[1].id;
        let mut with = request("2026-02-03T09:00", "أمينة");
        with.with = With::Person(asked);
        book(store, &centre, &with).await.unwrap();
        let mut again = request("2026-02-03T09:00", "Karim");
        again.with = With::Person(asked);
        assert!(matches!(book(store, &centre, &again).await, Err(Error::Taken)), "{}", place.name);
        let own = reader(&[Role::Mediator], asked);
        let day = "2026-02-03".parse().unwrap();
        assert_eq!(store.board(&centre, &own, day, Default::default()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_first_free_time_is_found_behind_full_months_and_not_beyond_the_last_day() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let db = sea_orm::Database::connect(&place.url).await.unwrap();
        let away = |until: &str| {
            format!(
                "INSERT INTO absence (centre_id, resource_kind, resource_id, from_civil, to_civil, last_civil, label)
                VALUES (1, 'centre', 0, '2026-01-05T00:00:00', '{until}', '{until}', '')"
            )
        };
        db.execute_unprepared(&away("2026-01-08T10:00:00")).await.unwrap();
        let days = (at("2026-01-01T00:00").date(), at("2026-07-01T00:00").date());
        let first = store.first_free(&centre, &wish(), days, monday()).await.unwrap().unwrap();
        assert_eq!(first.start, at("2026-01-08T10:00"), "{}", place.name);
        // The day after the first weeks, which are read by themselves.
        db.execute_unprepared(&away("2026-02-10T10:00:00")).await.unwrap();
        let first = store.first_free(&centre, &wish(), days, monday()).await.unwrap().unwrap();
        assert_eq!(first.start, at("2026-02-10T10:00"), "{}", place.name);
        for last in ["2026-01-05T00:00", "2026-01-20T00:00", "2026-02-09T00:00"] {
            let none = store.first_free(&centre, &wish(), (days.0, at(last).date()), monday()).await.unwrap();
            assert_eq!(none, None, "{} until {last}", place.name);
        }
    })
    .await;
}
