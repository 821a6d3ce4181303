//! Seasons, and rooms with hours of their own.

use domain::schedule::{Opening, Season};
use jiff::civil::{Date, date};
use store::{Error, HoursChange, HoursOutcome, Resource};

use super::{fixtures::*, places::on_both, touched::decide};

const TUESDAY: Date = date(2026, 1, 6);

#[tokio::test]
async fn seasons_share_no_day_and_are_corrected_in_one_step() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let season = |first_day, last_day| {
            let hours = (1..=5).flat_map(|weekday| [(weekday, 540, 630), (weekday, 660, 720)]).collect();
            Season { first_day, last_day, hours }
        };
        let label = || "رمضان".to_owned();
        let ramadan = season(date(2026, 2, 18), date(2026, 3, 19));
        let add = HoursChange::AddSeason { label: label(), season: ramadan.clone() };
        assert!(matches!(decide(store, &centre, &add, &[]).await, Ok(HoursOutcome::Done)));
        let again = HoursChange::AddSeason { label: label(), season: season(date(2026, 3, 19), date(2026, 3, 20)) };
        assert!(matches!(decide(store, &centre, &again, &[]).await, Err(Error::Overlaps)), "{}", place.name);
        let id = store.seasons(&centre, TUESDAY).await.unwrap()[0].id;
        let later = season(date(2026, 2, 19), date(2026, 3, 20));
        let correct = HoursChange::ChangeSeason { id, label: label(), season: later.clone() };
        assert!(matches!(decide(store, &centre, &correct, &[]).await, Ok(HoursOutcome::Done)));
        let seasons = store.seasons(&centre, TUESDAY).await.unwrap();
        assert_eq!(seasons.iter().map(|of| &of.season).collect::<Vec<_>>(), [&later], "{}", place.name);
        let february = "2026-02-16T08:00:00Z".parse().unwrap();
        let day = date(2026, 2, 24);
        let slots = store.free_times(&centre, &wish(), (day, day), february).await.unwrap();
        let times: Vec<String> = slots.iter().map(|slot| slot.start.strftime("%H:%M").to_string()).collect();
        assert_eq!(times, ["09:00", "09:30", "11:00"], "{}: with its pause", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_room_whose_hours_have_ended_is_shut_until_it_is_opened_for_always() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_room = TRUE").await;
        let room =
            Resource::Room(store.add_room(&centre, ("القاعة", 4), store::Actor::Staff(1), monday()).await.unwrap());
        let free = async || !free(store, &centre, "2026-01-06").await.is_empty();
        assert!(free().await, "{}: without hours of its own it is always open", place.name);
        let add = HoursChange::AddOpening(room, Opening::weekly(2, 540, 720));
        decide(store, &centre, &add, &[]).await.unwrap();
        let id = store.openings(&centre, room, TUESDAY).await.unwrap()[0].id;
        let end = HoursChange::EndOpening { id, last_day: date(2026, 1, 4) };
        decide(store, &centre, &end, &[]).await.unwrap();
        assert!(store.openings(&centre, room, TUESDAY).await.unwrap().is_empty());
        assert!(store.has_openings(&centre, room).await.unwrap() && !free().await, "{}", place.name);
        decide(store, &centre, &HoursChange::OpenAlways(room), &[]).await.unwrap();
        assert!(!store.has_openings(&centre, room).await.unwrap() && free().await, "{}", place.name);
        let nobody = decide(store, &centre, &HoursChange::OpenAlways(Resource::Room(99)), &[]).await;
        assert!(matches!(nobody, Err(Error::NotFound)), "{}: {nobody:?}", place.name);
    })
    .await;
}
