use super::*;

#[tokio::test]
async fn two_workshops_at_one_time_have_two_mediators_and_are_offered_as_one() {
    on_both(async |place| {
        let centre = groups_of(place, 3).await;
        let [one, two] = mediators(&place.store, &centre).await;
        let small = |with| NewWorkshop { with, seats: Some(1), ..workshop(NINE) };
        set_up(place, small(Some(one))).await.unwrap();
        assert!(is_taken(set_up(place, small(Some(one))).await), "{}", place.name);
        let half_past = NewWorkshop { with: Some(one), ..workshop("2026-01-06T09:30") };
        assert!(is_taken(set_up(place, half_past).await), "{}: nor while it lasts", place.name);
        set_up(place, small(None)).await.unwrap();
        assert!(is_taken(set_up(place, small(None)).await), "{}: both are busy", place.name);
        assert_eq!(offered_on(place, "2026-01-06").await, [NINE]);
        let mut led = Vec::new();
        for name in ["أمينة", "Karim"] {
            let id = take_seat(place, NINE, name).await.unwrap();
            led.push(seen(&place.store, id).await.staff_id);
        }
        led.sort_unstable();
        assert_eq!(led, [one, two], "{}", place.name);
        assert!(is_taken(take_seat(place, NINE, "Nadia").await));
    })
    .await;
}

#[tokio::test]
async fn the_centre_sets_any_time_of_its_hours_and_the_seats_fit_the_room() {
    on_both(async |place| {
        let (store, centre) = (&place.store, groups_of(place, 6).await);
        place.set("UPDATE service SET needs_room = TRUE").await;
        store.add_room(&centre, ("Salle 1", 2), store::Actor::Staff(1), monday()).await.unwrap();
        let too_small = store.set_up_workshop(&centre, &workshop(NINE), 1, monday()).await;
        assert!(matches!(too_small, Err(Error::Taken)), "{}", place.name);
        let large = store.add_room(&centre, ("Salle 2", 12), store::Actor::Staff(1), monday()).await.unwrap();
        // In an hour and off the grid of half hours: families could not have asked for it.
        let soon = store.set_up_workshop(&centre, &workshop("2026-01-05T09:05"), 1, monday()).await.unwrap();
        assert_eq!(store.workshop(&centre, soon).await.unwrap().room_id, Some(large));
        let crowd = NewWorkshop { seats: Some(20), ..workshop(NINE) };
        assert!(matches!(store.set_up_workshop(&centre, &crowd, 1, monday()).await, Err(Error::Taken)));
        for closed in ["2026-01-07T05:00", "2026-01-05T07:00", "2026-01-10T10:00"] {
            let refused = store.set_up_workshop(&centre, &workshop(closed), 1, monday()).await;
            assert!(matches!(refused, Err(Error::Taken)), "{} {closed}", place.name);
        }
        let individual = NewWorkshop { service: "information-meeting".into(), ..workshop(NINE) };
        let refused = store.set_up_workshop(&centre, &individual, 1, monday()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let starts = place.texts("SELECT day FROM session").await;
        assert_eq!(starts, ["2026-01-05"], "what was refused left nothing behind");
    })
    .await;
}
