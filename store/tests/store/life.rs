use domain::{
    access::Role,
    appointment::Status::{self, *},
    booking::BookingRequest,
    language::Language,
};
use store::{BookedBy, Booking, Change, Deed, Error, Secret, Store};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

/// Tuesday at nine, and the day after.
const NINE: &str = "2026-01-06T09:00";
const TOMORROW: &str = "2026-01-07T11:00";

async fn second_party(store: &Store, first: Uuid, request: &BookingRequest) -> store::Result<store::Booked> {
    let booking =
        Booking { request, by: BookedBy::Staff(1), from: None, consent_version: Some("read aloud"), now: monday() };
    store.add_second_party(&centre(store).await, &by_staff(first), &booking).await
}

#[tokio::test]
async fn the_history_says_what_happened_when_by_whom_and_why() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        let later = |minutes| Change { now: later(monday(), minutes), ..by_staff(id) };
        store.move_to(&centre, &by_person(id), at(TOMORROW)).await.unwrap();
        store.set_status_because(&centre, &later(60), CancelledByCentre, Some("the room is closed")).await.unwrap();
        store.undo(&centre, &later(61)).await.unwrap();
        let history = seen(store, id).await;
        let steps: Vec<_> = history.steps.iter().map(|step| (step.deed.clone(), step.status)).collect();
        let reason = Some("the room is closed".to_owned());
        let expected = [
            (Deed::Booked, Expected),
            (Deed::MovedFrom(at(NINE)), Expected),
            (Deed::Status(reason), CancelledByCentre),
            (Deed::Undone, Expected),
        ];
        assert_eq!(steps, expected, "{}", place.name);
        let who: Vec<_> = history.steps.iter().map(|step| step.who.as_deref()).collect();
        assert_eq!(who, [None, None, Some("فريق المركز"), Some("فريق المركز")]);
        assert_eq!(history.steps[2].at, at("2026-01-05T09:00"), "the centre's own clock");
        let stranger = store.history(&centre, &reader(&[Role::Mediator], 77), id, Default::default(), monday()).await;
        assert!(matches!(stranger, Err(Error::NotFound)), "not for you looks like not there");
    })
    .await;
}

#[tokio::test]
async fn whoever_the_centre_cancels_is_offered_another_time_that_becomes_theirs() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        book(store, &centre, &request("2026-01-07T09:00", "Karim")).await.unwrap();
        let taken = store.cancel_and_offer(&centre, &by_staff(id), None, at("2026-01-07T09:00")).await;
        assert!(matches!(taken, Err(Error::Taken)), "{}", place.name);
        assert_eq!(seen(store, id).await.card.status, Expected, "without the other time nothing is cancelled");
        store.cancel_and_offer(&centre, &by_staff(id), Some("absence"), at(TOMORROW)).await.unwrap();
        let history = seen(store, id).await;
        assert_eq!(history.steps[1].deed, Deed::Status(Some("absence".into())));
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        assert!(!free(store, &centre, "2026-01-07").await.contains(&"11:00".to_owned()), "held");
        let secrets = place.texts("SELECT link_secret FROM outbox WHERE template = 'offered'").await;
        let [secret] = &secrets[..] else { panic!("one offer") };
        let link = Secret::parse(secret).unwrap();
        let booked = store.accept_offer(&centre, &link, monday()).await.unwrap();
        let new = seen(store, booked.id).await;
        assert_eq!((new.start, new.card.name.as_str()), (at(TOMORROW), "أمينة"));
        assert_eq!(new.steps[0].who, None, "the person took it");
    })
    .await;
}

#[tokio::test]
async fn the_time_of_two_parties_is_free_when_both_have_left_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET parties = 2, stagger_minutes = 15").await;
        let first = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        let taken = claims(place).await;
        let second = second_party(store, first, &request(NINE, "Karim")).await.unwrap().id;
        assert_eq!(seen(store, second).await.start, at("2026-01-06T09:15"), "told to come later");
        assert_eq!(claims(place).await, taken, "{}: the second takes nothing of its own", place.name);
        let third = second_party(store, first, &request(NINE, "Nadia")).await;
        assert!(matches!(third, Err(Error::Stale)), "two are two");
        for (of, other) in [(first, "Karim"), (second, "أمينة")] {
            let history = seen(store, of).await;
            assert!(history.card.together && history.second == (of == second));
            assert_eq!(history.other.map(|other| other.name).as_deref(), Some(other));
        }
        store.set_status(&centre, &by_person(first), CancelledByPerson).await.unwrap();
        assert!(!seen(store, second).await.card.together);
        assert_eq!(claims(place).await, taken, "the time stays with the second");
        store.set_status(&centre, &by_person(second), CancelledByPerson).await.unwrap();
        assert_eq!(claims(place).await, 0);
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn only_the_desk_moves_two_parties_and_tells_both() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET parties = 2, stagger_minutes = 15").await;
        let booked = book(store, &centre, &request(NINE, "أمينة")).await.unwrap();
        let first = booked.id;
        let seen_alone = own(store, &centre, &booked, Language::Fr).await;
        assert!(!seen_alone.may_move && seen_alone.may_cancel, "what one may do does not tell that the other has come");
        let second = second_party(store, first, &request(NINE, "Karim")).await.unwrap();
        for party in [&booked, &second] {
            let seen = own(store, &centre, party, Language::Fr).await;
            assert!(!seen.may_move && seen.may_cancel, "{}", place.name);
            let alone = store.move_to(&centre, &by_person(party.id), at(TOMORROW)).await;
            assert!(matches!(alone, Err(Error::Stale)), "{}: {alone:?}", place.name);
        }
        store.move_to(&centre, &by_staff(first), at(TOMORROW)).await.unwrap();
        assert_eq!(seen(store, first).await.start, at(TOMORROW));
        assert_eq!(seen(store, second.id).await.start, at("2026-01-07T11:15"));
        for id in [first, second.id] {
            assert_eq!(messages(place, id).await, ["booked", "moved"], "{}", place.name);
        }
        // What one may do does not tell that the other has left.
        store.set_status(&centre, &by_person(second.id), CancelledByPerson).await.unwrap();
        let own = own(store, &centre, &booked, Language::Fr).await;
        assert!(!own.may_move && own.may_cancel);
        assert!(store.move_to(&centre, &by_person(first), at(NINE)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_second_party_left_alone_can_be_moved_and_leaves_nothing_behind() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET parties = 2, stagger_minutes = 15").await;
        let first = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        let taken = claims(place).await;
        let second = second_party(store, first, &request(NINE, "Karim")).await.unwrap().id;
        let both = store.move_to(&centre, &by_staff(second), at(TOMORROW)).await;
        assert!(matches!(both, Err(Error::Stale)), "{}: the first's move moves both", place.name);
        store.set_status(&centre, &by_staff(first), CancelledByCentre).await.unwrap();
        store.move_to(&centre, &by_staff(second), at(TOMORROW)).await.unwrap();
        assert_eq!(claims(place).await, taken, "{}", place.name);
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        assert!(!free(store, &centre, "2026-01-07").await.contains(&"11:00".to_owned()));
        store.undo(&centre, &by_staff(first)).await.unwrap();
        assert_eq!(claims(place).await, 2 * taken, "each has a time of their own now");
    })
    .await;
}

#[tokio::test]
async fn a_persons_move_of_a_service_that_needs_approval_asks_again() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_approval = TRUE").await;
        let booked = book(store, &centre, &request(NINE, "أمينة")).await.unwrap();
        let own = own(store, &centre, &booked, Language::Fr).await;
        assert_eq!((own.status, own.may_move, own.may_cancel, own.needs_approval), (Requested, true, true, true));
        store.set_status(&centre, &by_staff(booked.id), Expected).await.unwrap();
        store.move_to(&centre, &by_person(booked.id), at(TOMORROW)).await.unwrap();
        let after = |status: Status| async move {
            assert_eq!(seen(store, booked.id).await.card.status, status, "{}", place.name);
        };
        after(Requested).await;
        store.set_status(&centre, &by_staff(booked.id), Expected).await.unwrap();
        store.move_to(&centre, &by_staff(booked.id), at(NINE)).await.unwrap();
        after(Expected).await;
        let expected = ["requested", "confirmed", "requested", "confirmed", "moved"];
        assert_eq!(messages(place, booked.id).await, expected, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_mediator_sees_what_they_lead_with_another_and_nothing_else() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut staff = Vec::new();
        for email in ["a@example.com", "b@example.com", "c@example.com"] {
            let new = account(email, &[Role::Mediator]);
            staff.push(store.add_staff(&centre, &new, monday().as_second()).await.unwrap());
        }
        place.set("UPDATE service SET mediators = 2").await;
        let id = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        let day = at(NINE).date();
        let mut led = Vec::new();
        for staff in staff {
            let reader = reader(&[Role::Mediator], staff);
            let board = store.board(&centre, &reader, day, Default::default()).await.unwrap();
            let history = store.history(&centre, &reader, id, Default::default(), monday()).await;
            assert_eq!(board.len() == 1, history.is_ok(), "{}", place.name);
            led.extend(board.into_iter().map(|card| (card.movable, card.co_mediator.is_some())));
        }
        assert_eq!(led, [(true, true), (true, true)], "{}: two of the three", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_feed_has_the_times_of_its_owner_and_no_names() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let first = book(store, &centre, &request(NINE, "أمينة")).await.unwrap();
        book(store, &centre, &request(TOMORROW, "Karim")).await.unwrap();
        store.set_status(&centre, &by_staff(first.id), CancelledByCentre).await.unwrap();
        let secret = store.renew_feed(&centre, 1, monday()).await.unwrap();
        let feed = store.feed(&centre, &secret, monday()).await.unwrap();
        let items: Vec<_> = feed.items.iter().map(|item| (item.start, item.cancelled)).collect();
        assert_eq!(items, [(at(NINE), true), (at(TOMORROW), false)], "{}", place.name);
        let told = format!("{feed:?}");
        for word in ["أمينة", "Karim", "+2126", "information"] {
            assert!(!told.contains(word), "{word}: {told}");
        }
        // A session of two parties stands in it once, and a request as what it is.
        place.set("UPDATE service SET parties = 2, stagger_minutes = 15, needs_approval = TRUE").await;
        let joint = book(store, &centre, &request("2026-01-08T09:00", "أمينة")).await.unwrap().id;
        let eighth = async || {
            let items = store.feed(&centre, &secret, monday()).await.unwrap().items;
            items.iter().filter(|item| item.start >= at("2026-01-08T00:00")).map(|item| item.asked).collect::<Vec<_>>()
        };
        assert_eq!(eighth().await, [true], "{}", place.name);
        store.set_status(&centre, &by_staff(joint), Expected).await.unwrap();
        second_party(store, joint, &request(NINE, "Karim")).await.unwrap();
        assert_eq!(eighth().await, [false], "{}", place.name);
        store.renew_feed(&centre, 1, monday()).await.unwrap();
        assert!(matches!(store.feed(&centre, &secret, monday()).await, Err(Error::NotFound)), "the old address ends");
    })
    .await;
}
