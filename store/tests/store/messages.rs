//! Messages on their way, and reminders.

use domain::{appointment::Status::*, booking::BookingRequest, waiting::WaitingForm};
use jiff::{Timestamp, civil::date};
use store::Message;

use super::{fixtures::*, places::on_both};

const NINE: &str = "2026-01-06T09:00";

/// Somebody to whom a message may be left.
fn reachable(start: &str, name: &str) -> BookingRequest {
    let mut form = form(start, name);
    form.may_leave_message = "yes".into();
    BookingRequest::try_from(&form).unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_message_is_taken_by_one_tried_again_when_it_fails_and_forgets_its_link_when_sent() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &reachable(NINE, "أمينة")).await.unwrap();
        let (one, two) = tokio::join!(store.next_message(&centre, monday()), store.next_message(&centre, monday()));
        let taken: Vec<_> = [one.unwrap(), two.unwrap()].into_iter().flatten().collect();
        let [outgoing] = &taken[..] else { panic!("{}: {taken:?}", place.name) };
        let reference = booked.reference.clone();
        assert_eq!(outgoing.what, Message::Booked { start: at(NINE), reference }, "{}", place.name);
        assert_eq!(outgoing.link.as_ref().map(|link| link.hash()), Some(booked.manage.hash()));
        store.not_sent(&centre, outgoing.id, monday()).await.unwrap();
        assert!(store.next_message(&centre, later(monday(), 0)).await.unwrap().is_none(), "not at once");
        let again = store.next_message(&centre, later(monday(), 2)).await.unwrap().unwrap();
        assert_eq!(again.id, outgoing.id, "{}", place.name);
        // Whoever took it died: after its minutes another takes it.
        let third = store.next_message(&centre, later(monday(), 5)).await.unwrap().unwrap();
        store.sent(&centre, third.id, later(monday(), 5)).await.unwrap();
        assert!(store.next_message(&centre, later(monday(), 500)).await.unwrap().is_none());
        assert!(place.texts("SELECT link_secret FROM outbox WHERE link_secret IS NOT NULL").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_longer_so_is_not_said() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = book(store, &centre, &reachable(NINE, "أمينة")).await.unwrap().id;
        store.set_status(&centre, &by_staff(id), CancelledByCentre).await.unwrap();
        store.undo(&centre, &by_staff(id)).await.unwrap();
        assert_eq!(messages(place, id).await, ["booked", "cancelled", "confirmed"], "{}", place.name);
        let mut said = Vec::new();
        while let Some(outgoing) = store.next_message(&centre, monday()).await.unwrap() {
            said.push(outgoing.what);
            store.sent(&centre, outgoing.id, monday()).await.unwrap();
        }
        assert!(matches!(said[..], [Message::Booked { .. }, Message::Confirmed { .. }]), "{}: {said:?}", place.name);
        let mut form = WaitingForm { person: form("", "هند"), last_day: "2026-01-09".into(), ..Default::default() };
        form.person.may_leave_message = "yes".into();
        let request = form.read(date(2026, 1, 5)).unwrap();
        store.join_waiting(&centre, &request, None, (None, None), monday()).await.unwrap();
        store.tend_waiting(&centre, monday()).await.unwrap();
        let over = later(monday(), 121);
        let waiting = store.next_message(&centre, over).await.unwrap().unwrap();
        assert_eq!(waiting.what, Message::Waiting, "{}", place.name);
        assert!(store.next_message(&centre, over).await.unwrap().is_none(), "the offer is over");
        store.let_go_of_old_messages(&centre, later(monday(), 3 * 24 * 60)).await.unwrap();
        assert!(place.texts("SELECT link_secret FROM outbox WHERE link_secret IS NOT NULL").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whoever_said_no_gets_no_message_and_a_request_that_was_confirmed_meanwhile_keeps_its_link() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        book(store, &centre, &request(NINE, "Karim")).await.unwrap();
        assert!(store.next_message(&centre, monday()).await.unwrap().is_none(), "{}", place.name);
        assert!(place.texts("SELECT link_secret FROM outbox WHERE link_secret IS NOT NULL").await.is_empty());
        place.set("UPDATE service SET needs_approval = TRUE").await;
        let booked = book(store, &centre, &reachable("2026-01-06T10:00", "أمينة")).await.unwrap();
        store.set_status(&centre, &by_staff(booked.id), Expected).await.unwrap();
        let first = store.next_message(&centre, monday()).await.unwrap().unwrap();
        assert_eq!(first.what, Message::Confirmed { start: at("2026-01-06T10:00") }, "{}", place.name);
        assert_eq!(first.link.as_ref().map(|link| link.hash()), Some(booked.manage.hash()));
        store.sent(&centre, first.id, monday()).await.unwrap();
        // Two moves that nobody heard of yet are one.
        store.move_to(&centre, &by_staff(booked.id), at("2026-01-06T11:00")).await.unwrap();
        store.move_to(&centre, &by_staff(booked.id), at("2026-01-06T14:00")).await.unwrap();
        let mut said = Vec::new();
        while let Some(outgoing) = store.next_message(&centre, monday()).await.unwrap() {
            store.sent(&centre, outgoing.id, monday()).await.unwrap();
            said.push(outgoing.what);
        }
        let start = at("2026-01-06T14:00");
        assert_eq!(said, [Message::Confirmed { start }, Message::Moved { start }], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn somebody_is_reminded_once_a_day_before_by_the_clock_of_the_centre() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET horizon_days = 200").await;
        // The clock goes back in the night between the two: nine o'clock to nine o'clock are twenty-five hours.
        let id = book(store, &centre, &reachable("2026-02-16T09:00", "أمينة")).await.unwrap().id;
        let moved = book(store, &centre, &request("2026-02-16T14:00", "Karim")).await.unwrap().id;
        let early = instant("2026-02-15T08:59:00Z");
        assert_eq!(store.promise_reminders(&centre, early).await.unwrap(), 0, "{}", place.name);
        let due = instant("2026-02-15T09:00:00Z");
        let both = tokio::join!(store.promise_reminders(&centre, due), store.promise_reminders(&centre, due));
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1, "{}: once, whoever looks", place.name);
        assert_eq!(messages(place, id).await, ["booked", "reminder"]);
        // Whoever is told of a new time within the day is not reminded of it as well.
        let change = store::Change { now: instant("2026-02-15T15:00:00Z"), ..by_staff(moved) };
        store.move_to(&centre, &change, at("2026-02-16T15:00")).await.unwrap();
        assert_eq!(store.promise_reminders(&centre, instant("2026-02-16T08:00:00Z")).await.unwrap(), 0);
        assert_eq!(messages(place, moved).await, ["booked", "moved"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn after_a_change_of_the_zones_rules_the_reminder_follows_the_civil_time() {
    on_both(async |place| {
        let store = &place.store;
        let fez = centre(store).await;
        place.set("UPDATE service SET horizon_days = 200").await;
        let id = book(store, &fez, &reachable("2026-04-08T09:00", "أمينة")).await.unwrap().id;
        // As if the rules had changed after the booking: from now on the centre is an hour ahead of what was known.
        place.set("UPDATE centre SET zone = 'Europe/Paris'").await;
        assert_eq!(store.recompute_instants(None, monday()).await.unwrap(), 1);
        let changed = store.centre().await.unwrap();
        assert_eq!(store.promise_reminders(&changed, instant("2026-04-07T06:59:00Z")).await.unwrap(), 0);
        assert_eq!(store.promise_reminders(&changed, instant("2026-04-07T07:00:00Z")).await.unwrap(), 1);
        assert_eq!(seen(store, id).await.start, at("2026-04-08T09:00"), "{}: what was told stands", place.name);
        let outgoing = {
            let first = store.next_message(&changed, instant("2026-04-07T07:00:00Z")).await.unwrap();
            first.map(|outgoing| outgoing.what)
        };
        assert_eq!(outgoing, Some(Message::Reminder { start: at("2026-04-08T09:00") }), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn no_message_to_a_contact_overtakes_another_and_nobody_else_waits_for_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let ask = |start: &str, name: &str, mobile: &str| {
            let mut form = form(start, name);
            (form.mobile, form.may_leave_message) = (mobile.into(), "yes".into());
            domain::booking::BookingRequest::try_from(&form).unwrap()
        };
        let first = book(store, &centre, &ask("2026-01-06T09:00", "Amina", "0612345678")).await.unwrap();
        store.set_status(&centre, &by_staff(first.id), domain::appointment::Status::CancelledByCentre).await.unwrap();
        book(store, &centre, &ask("2026-01-06T10:00", "Karim", "0687654321")).await.unwrap();
        let now = later(monday(), 1);
        let mut hands = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (store, centre) = (store.clone(), centre.clone());
            hands.spawn(async move { store.next_message(&centre, now).await.unwrap() });
        }
        let taken: Vec<_> = hands.join_all().await.into_iter().flatten().collect();
        let mut to: Vec<_> = taken.iter().map(|message| message.address.as_stored()).collect();
        to.sort_unstable();
        to.dedup();
        assert_eq!(to.len(), taken.len(), "{}: two to one contact at once", place.name);
        for message in &taken {
            store.sent(&centre, message.id, now).await.unwrap();
        }
        let mut rest = 0;
        while let Some(message) = store.next_message(&centre, now).await.unwrap() {
            store.sent(&centre, message.id, now).await.unwrap();
            rest += 1;
        }
        assert!(taken.len() + rest >= 2, "{}: {} and {rest}", place.name, taken.len());
        assert_eq!(store.outbox_lag(&centre, now).await.unwrap(), 0, "{}", place.name);
    })
    .await;
}
