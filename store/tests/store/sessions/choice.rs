//! Who takes a session: whoever was asked for, or the least loaded of the week.

use domain::{
    booking::BookingRequest,
    preference::{Gender, Spoken, With},
    schedule::Opening,
};
use store::{HoursOutcome, Resource, Wish};

use super::*;

#[tokio::test]
async fn a_woman_a_man_or_a_language_is_asked_for_and_nobody_else_is_given() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [_silent, man, woman] = mediators(store, &centre).await;
        place.set(&format!("UPDATE staff SET gender = 'woman', languages = 'ar zgh' WHERE id = {woman}")).await;
        place.set(&format!("UPDATE staff SET gender = 'man', languages = 'ar fr' WHERE id = {man}")).await;
        let free = async |with, speaks| {
            let wish = Wish { with, speaks, ..wish() };
            free_for(store, &centre, &wish, "2026-01-06").await.contains(&"09:00".to_owned())
        };
        let take = async |with, speaks, name: &str| {
            let wanted = BookingRequest { speaks, ..asking_for(with, NINE, name) };
            book(store, &centre, &wanted).await
        };
        let (women, men) = (With::Of(Gender::Woman), With::Of(Gender::Man));
        for (with, speaks) in [(women, Some(Spoken::French)), (With::Anyone, Some(Spoken::English))] {
            assert!(!free(with, speaks).await, "{}: nobody is both", place.name);
            assert!(is_taken(take(with, speaks, "Karim").await), "{}", place.name);
        }
        take(women, Some(Spoken::Tamazight), "Salma").await.unwrap();
        assert_eq!(session(place, "Salma").await[0], woman, "{}", place.name);
        assert!(!free(women, None).await && free(men, None).await, "{}", place.name);
        assert!(is_taken(take(women, None, "Hind").await), "{}", place.name);
        take(With::Anyone, Some(Spoken::French), "Omar").await.unwrap();
        assert_eq!(session(place, "Omar").await[0], man, "{}", place.name);
        assert!(!free(men, None).await && free(With::Anyone, None).await, "who has not said is free");
        assert!(is_taken(take(men, None, "Hind").await), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn anyone_is_the_least_loaded_of_the_week_and_the_first_by_id_of_those_alike() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [a, b] = mediators(store, &centre).await;
        let sunday = open(store, &centre, Resource::Staff(a), Opening::weekly(7, 540, 600)).await;
        assert!(matches!(sunday, HoursOutcome::Done));
        book(store, &centre, &asking_for(With::Person(a), "2026-01-18T09:00", "Sunday")).await.unwrap();
        // A week goes from Monday to Sunday, and each of these lasts as long.
        let expected = [
            ("2026-01-12T09:00", "Monday of that week", b),
            ("2026-01-19T09:00", "Monday after it", a),
            ("2026-01-13T09:00", "alike", a),
            ("2026-01-15T09:00", "one against two", b),
            ("2026-01-13T11:00", "alike, not on the day", a),
        ];
        for (start, name, mediator) in expected {
            book(store, &centre, &request(start, name)).await.unwrap();
            assert_eq!(session(place, name).await[0], mediator, "{}: {name}", place.name);
        }
    })
    .await;
}
