use domain::{
    access::Role,
    appointment::{
        Mode,
        Status::{self, *},
    },
    board::Card,
    language::Language,
    preference::{
        Gender::{Man, Woman},
        Spoken::{Arabic, French, Tamazight},
        With,
    },
    schedule::Modes,
};
use store::{Actor, BookedBy, Booking, Centre, Change, Error, ServiceWords, Store, Wish};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

/// Tuesday.
const DAY: &str = "2026-01-06";
const NINE: &str = "2026-01-06T09:00";
const TEN: &str = "2026-01-06T10:00";

async fn card(store: &Store, centre: &Centre, id: Uuid) -> Card {
    store.card(centre, &reader(&[Role::Reception], 99), id, Default::default()).await.unwrap()
}

/// Books and answers with who leads.
async fn leader(store: &Store, centre: &Centre, start: &str, with: With) -> String {
    let mut request = request(start, "أمينة");
    request.with = with;
    let booked = book(store, centre, &request).await.unwrap();
    card(store, centre, booked.id).await.mediator
}

#[tokio::test]
async fn what_is_saved_is_offered_and_what_stands_keeps_its_length() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let before = book(store, &centre, &request("2026-01-07T09:00", "أمينة")).await.unwrap();
        set_service(store, &centre, |record| {
            (record.minutes, record.buffer_minutes, record.step_minutes) = (90, 0, 90);
            record.modes = Modes { video: false, ..Modes::ALL };
            let words = ServiceWords { name: "Premier entretien".into(), summary: "Pour commencer.".into() };
            record.words.insert(Language::Fr, words);
        })
        .await;
        assert_eq!(free(store, &centre, DAY).await, ["08:30", "10:00", "13:30", "15:00"], "{}", place.name);
        let offer = &store.services(&centre, Language::Fr).await.unwrap()[0];
        assert_eq!((offer.name.as_str(), offer.minutes), ("Premier entretien", 90));
        assert_eq!(offer.modes, [Mode::InPerson, Mode::Telephone]);
        assert_eq!(card(store, &centre, before.id).await.minutes, 40, "{}", place.name);
        let after = book(store, &centre, &request(TEN, "Karim")).await.unwrap();
        assert_eq!(card(store, &centre, after.id).await.minutes, 90);
        set_service(store, &centre, |record| record.active = false).await;
        assert!(matches!(book(store, &centre, &request("2026-01-08T10:00", "Hind")).await, Err(Error::NotFound)));
        assert_eq!(store.services(&centre, Language::Fr).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_new_service_comes_last_and_its_address_is_its_own() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut record = store.service_record(&centre, "social-guidance").await.unwrap();
        record.slug = "legal-advice".into();
        store.add_service(&centre, &record, Actor::Staff(1), monday().as_second()).await.unwrap();
        assert_eq!(store.service_record(&centre, "legal-advice").await.unwrap(), record, "{}", place.name);
        let records = store.service_records(&centre).await.unwrap();
        assert_eq!(records.last().map(|record| record.slug.as_str()), Some("legal-advice"));
        let again = store.add_service(&centre, &record, Actor::Staff(1), monday().as_second()).await;
        assert!(matches!(again, Err(Error::SlugTaken)), "{}: {again:?}", place.name);
        assert_eq!(store.service_records(&centre).await.unwrap().len(), 4);
        record.slug = "unknown".into();
        assert!(matches!(
            store.save_service(&centre, &record, Actor::Staff(1), monday().as_second()).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn only_those_who_are_ticked_offer_a_service() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let samira = mediator(store, &centre, "Samira", Some(Woman), &[Arabic]).await;
        mediator(store, &centre, "Youssef", Some(Man), &[Arabic, French]).await;
        set_service(store, &centre, |record| record.staff = vec![samira]).await;
        let offerings = store.offerings(&centre, Language::Ar).await.unwrap();
        let names = |n: usize| offerings[n].staff.iter().map(|of| of.name.clone()).collect::<Vec<_>>();
        assert_eq!((names(0), names(1)), (vec!["Samira".into()], vec!["Samira".into(), "Youssef".into()]));
        assert_eq!(offerings[1].staff[1].speaks, [Arabic, French]);
        leader(store, &centre, NINE, With::Anyone).await;
        assert!(matches!(book(store, &centre, &request(NINE, "Karim")).await, Err(Error::Taken)), "{}", place.name);
        // The team's row works here no longer and keeps what it offered.
        assert_eq!(place.texts("SELECT CAST(staff_id AS TEXT) FROM staff_service WHERE staff_id = 1").await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_mediators_are_taken_together_a_woman_and_a_man_where_they_can_be() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for (name, gender) in [("Samira", Woman), ("Nadia", Woman), ("Youssef", Man)] {
            mediator(store, &centre, name, Some(gender), &[Arabic]).await;
        }
        set_service(store, &centre, |record| record.mediators = 2).await;
        let booked = book(store, &centre, &request(NINE, "أمينة")).await.unwrap();
        let card = card(store, &centre, booked.id).await;
        let pair = (card.mediator.as_str(), card.co_mediator.as_deref());
        assert_eq!(pair, ("Samira", Some("Youssef")), "{}", place.name);
        let alone = book(store, &centre, &request(NINE, "Karim")).await;
        assert!(matches!(alone, Err(Error::Taken)), "{}: one mediator is no pair", place.name);
        set_service(store, &centre, |record| record.mediators = 1).await;
        assert_eq!(leader(store, &centre, NINE, With::Anyone).await, "Nadia");
        assert!(matches!(book(store, &centre, &request(NINE, "Karim")).await, Err(Error::Taken)), "both were taken");
    })
    .await;
}

#[tokio::test]
async fn of_three_sessions_at_one_time_two_rooms_take_two() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for name in ["Samira", "Nadia", "Youssef"] {
            mediator(store, &centre, name, None, &[]).await;
        }
        for (room, capacity) in [("Salle 1", 4), ("Salle 2", 2)] {
            store.add_room(&centre, (room, capacity), Actor::Staff(1), monday()).await.unwrap();
        }
        set_service(store, &centre, |record| record.needs_room = true).await;
        let mut rooms = Vec::new();
        for name in ["أمينة", "Karim"] {
            let booked = book(store, &centre, &request(NINE, name)).await.unwrap();
            rooms.push(card(store, &centre, booked.id).await.room.unwrap());
        }
        assert_eq!(rooms, ["Salle 2", "Salle 1"], "{}: the smallest first", place.name);
        let third = book(store, &centre, &request(NINE, "Hind")).await;
        assert!(matches!(third, Err(Error::Taken)), "{}: {third:?}", place.name);
        let mut by_telephone = request(NINE, "Hind");
        by_telephone.mode = Mode::Telephone;
        book(store, &centre, &by_telephone).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn preparation_before_a_session_is_kept_free() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        set_service(store, &centre, |record| record.before_minutes = 30).await;
        book(store, &centre, &request(TEN, "أمينة")).await.unwrap();
        // 9:30 to 10:50 is taken; a session at 9:00 would need until 9:50, one at 11:00 from 10:30 on.
        assert_eq!(free(store, &centre, DAY).await[..2], ["08:30", "11:30"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_woman_a_man_and_a_language_can_be_asked_for() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        mediator(store, &centre, "Samira", Some(Woman), &[Arabic]).await;
        mediator(store, &centre, "Youssef", Some(Man), &[Arabic, French]).await;
        mediator(store, &centre, "Nadia", None, &[Arabic, Tamazight]).await;
        assert_eq!(leader(store, &centre, NINE, With::Of(Man)).await, "Youssef", "{}", place.name);
        let mut again = request(NINE, "Karim");
        again.with = With::Of(Man);
        assert!(matches!(book(store, &centre, &again).await, Err(Error::Taken)), "{}", place.name);
        assert_eq!(leader(store, &centre, NINE, With::Of(Woman)).await, "Samira");
        let times = async |with, speaks| {
            let (day, wish) = (DAY.parse().unwrap(), Wish { with, speaks, ..wish() });
            store.free_times(&centre, &wish, (day, day), monday()).await.unwrap().len()
        };
        let all = times(With::Anyone, None).await;
        assert_eq!(times(With::Of(Man), Some(French)).await, times(With::Of(Man), None).await);
        assert!(times(With::Of(Man), None).await < all, "his nine o'clock is gone");
        assert_eq!(times(With::Anyone, Some(Tamazight)).await, all);
        assert_eq!(times(With::Of(Woman), Some(French)).await, 0, "nobody is both");
        let mut spoken = request(TEN, "Hind");
        spoken.speaks = Some(Tamazight);
        let booked = book(store, &centre, &spoken).await.unwrap();
        assert_eq!(card(store, &centre, booked.id).await.mediator, "Nadia");
    })
    .await;
}

#[tokio::test]
async fn anyone_is_the_least_loaded_of_the_week_and_the_first_of_equals() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut ids = Vec::new();
        for name in ["Samira", "Nadia", "Youssef"] {
            ids.push(mediator(store, &centre, name, None, &[]).await);
        }
        // Another week does not count.
        leader(store, &centre, "2026-01-13T09:00", With::Person(ids[0])).await;
        assert_eq!(leader(store, &centre, NINE, With::Anyone).await, "Samira", "{}", place.name);
        assert_eq!(leader(store, &centre, "2026-01-08T10:00", With::Anyone).await, "Nadia");
        leader(store, &centre, "2026-01-08T14:00", With::Person(ids[1])).await;
        assert_eq!(leader(store, &centre, "2026-01-07T10:00", With::Anyone).await, "Youssef");
        assert_eq!(leader(store, &centre, "2026-01-09T10:00", With::Anyone).await, "Samira", "{}", place.name);
        assert_eq!(leader(store, &centre, "2026-01-07T14:00", With::Anyone).await, "Youssef");
    })
    .await;
}

#[tokio::test]
async fn a_request_holds_its_time_until_it_is_declined() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        set_service(store, &centre, |record| record.needs_approval = true).await;
        let status = async |id| -> Status { card(store, &centre, id).await.status };
        let first = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        assert_eq!(status(first).await, Requested, "{}", place.name);
        assert!(!free(store, &centre, DAY).await.contains(&"09:00".to_owned()));
        let rival = book(store, &centre, &request(NINE, "Karim")).await;
        assert!(matches!(rival, Err(Error::Taken)), "{}: two requests for one time", place.name);
        let by_staff = |id| Change { id, seen: None, by: Some(1), now: monday() };
        store.set_status(&centre, &by_staff(first), Expected).await.unwrap();
        assert_eq!(status(first).await, Expected);
        let second = book(store, &centre, &request(TEN, "Karim")).await.unwrap().id;
        store.set_status(&centre, &by_staff(second), CancelledByCentre).await.unwrap();
        assert!(free(store, &centre, DAY).await.contains(&"10:00".to_owned()), "{}: declined", place.name);
        let kinds = place.texts("SELECT template FROM outbox ORDER BY id").await;
        assert_eq!(kinds, ["requested", "confirmed", "requested", "cancelled"], "{}", place.name);
        let caller = request(TEN, "Hind");
        let booking =
            Booking { request: &caller, by: BookedBy::Staff(1), from: None, consent_version: None, now: monday() };
        let booked = store.book(&centre, &booking).await.unwrap();
        assert_eq!(status(booked.id).await, Expected, "the desk need not ask itself");
    })
    .await;
}
