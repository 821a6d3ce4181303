//! The nights on which the clock of Fez is moved, for a team that works at night.

use domain::{language::Language, schedule::Opening};
use store::Resource;

use super::*;

async fn works_at_night(place: &Place) -> Centre {
    let centre = centre(&place.store).await;
    place.set("UPDATE service SET horizon_days = 200").await;
    for weekday in [6, 7, 1] {
        let opened = open(&place.store, &centre, Resource::Staff(1), Opening::weekly(weekday, 0, 300)).await;
        assert!(matches!(opened, HoursOutcome::Done));
    }
    centre
}

#[tokio::test]
async fn a_session_that_the_clock_jumps_over_is_refused() {
    on_both(async |place| {
        let (store, centre) = (&place.store, works_at_night(place).await);
        // On 22 March 2026 two o'clock is three o'clock at once: forty minutes from half past one end at ten past three.
        let around = ["00:00", "00:30", "01:00", "03:00", "03:30", "04:00"];
        assert_eq!(free(store, &centre, "2026-03-22").await, around, "{}", place.name);
        let id = book(store, &centre, &request("2026-03-21T03:00", "أمينة")).await.unwrap().id;
        for start in ["2026-03-22T01:30", "2026-03-22T02:00", "2026-03-22T02:30"] {
            assert!(is_taken(book(store, &centre, &request(start, "Karim")).await), "{}: {start}", place.name);
            assert!(is_taken(store.move_to(&centre, &by_staff(id), at(start)).await), "{}: {start}", place.name);
        }
        // On 15 February three o'clock is two o'clock again: from half past two it would last longer than was said.
        let february = free(store, &centre, "2026-02-15").await;
        assert!(!february.contains(&"02:30".to_owned()), "{}: {february:?}", place.name);
        assert!(is_taken(book(store, &centre, &request("2026-02-15T02:30", "Karim")).await), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn around_it_people_are_told_a_time_and_its_instant_is_right() {
    on_both(async |place| {
        let (store, centre) = (&place.store, works_at_night(place).await);
        let promises = [
            ("2026-03-21T01:30", "2026-03-21T01:30:00Z"),
            ("2026-03-22T01:00", "2026-03-22T01:00:00Z"),
            ("2026-03-22T03:00", "2026-03-22T02:00:00Z"),
            ("2026-03-23T01:30", "2026-03-23T00:30:00Z"),
        ];
        for (start, instant) in promises {
            let day = at(start).date();
            let slots = store.free_times(&centre, &wish(), (day, day), monday()).await.unwrap();
            let slot = slots.iter().find(|slot| slot.start == at(start)).unwrap();
            assert_eq!(slot.starts_at.to_string(), instant, "{}: {start}", place.name);
            let booked = book(store, &centre, &request(start, "أمينة")).await.unwrap();
            let own = own(store, &centre, &booked, Language::Ar).await;
            let told = (own.start, own.starts_at.to_string());
            assert_eq!(told, (at(start), instant.to_owned()), "{}", place.name);
        }
    })
    .await;
}
