//! Offers to those who wait: what the centre approves, silence, the telephone, and links that wear out.

use domain::{
    appointment::Status::{CancelledByCentre, Expected, Requested},
    booking::BookingRequest,
    preference::{Gender, With},
    waiting::WaitingForm,
};
use jiff::civil::date;
use store::{Centre, Error, Joined, Secret, Store};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// Waits for Tuesday.
async fn waits(store: &Store, centre: &Centre, name: &str) -> Joined {
    waits_for(store, centre, name, |form| form.day2 = "yes".into()).await
}

async fn waits_for(store: &Store, centre: &Centre, name: &str, tick: impl Fn(&mut WaitingForm)) -> Joined {
    let mut form = WaitingForm { person: form("", name), last_day: "2026-01-09".into(), ..Default::default() };
    tick(&mut form);
    let request = form.read(date(2026, 1, 5)).unwrap();
    store.join_waiting(centre, &request, None, (None, None), monday()).await.unwrap()
}

/// The link of the last offer.
async fn link(store: &Store, centre: &Centre) -> Secret {
    store.unsent_links(centre, "offered").await.unwrap().pop().unwrap()
}

#[tokio::test]
async fn what_the_program_offers_of_an_approved_service_is_a_request_and_what_the_desk_offers_is_not() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_approval = TRUE").await;
        waits(store, &centre, "أمينة").await;
        store.tend_waiting(&centre, monday()).await.unwrap();
        let booked = store.accept_offer(&centre, &link(store, &centre).await, monday()).await.unwrap();
        assert_eq!(seen(store, booked.id).await.card.status, Requested, "{}", place.name);
        assert_eq!(messages(place, booked.id).await, ["requested"]);
        let joined = waits(store, &centre, "هند").await;
        store.offer_by_hand(&centre, joined.id, at("2026-01-06T11:00"), 1, monday()).await.unwrap();
        let booked = store.accept_offer(&centre, &link(store, &centre).await, monday()).await.unwrap();
        assert_eq!(seen(store, booked.id).await.card.status, Expected, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn after_two_offers_without_an_answer_the_desk_calls() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let joined = waits(store, &centre, "أمينة").await;
        for (minutes, offers) in [(0, 1), (121, 1), (242, 0), (363, 0)] {
            let offered = store.tend_waiting(&centre, later(monday(), minutes)).await.unwrap();
            assert_eq!(offered, offers, "{}: after {minutes} minutes", place.name);
        }
        let now = later(monday(), 364);
        let card = store.waiting_list(&centre, now).await.unwrap().remove(0);
        assert_eq!((card.unanswered, card.held), (2, None), "{}", place.name);
        store.offer_by_hand(&centre, joined.id, card.times[0], 1, now).await.unwrap();
        store.decline_offer(&centre, &link(store, &centre).await, now).await.unwrap();
        assert_eq!(store.tend_waiting(&centre, now).await.unwrap(), 0, "what was refused is not offered again");
        let card = store.waiting_list(&centre, now).await.unwrap().remove(0);
        assert_eq!(card.unanswered, 0, "{}: an answer is an answer", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_desk_says_yes_for_somebody_on_the_telephone() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let joined = waits(store, &centre, "أمينة").await;
        let nothing = store.accept_for(&centre, (joined.id, joined.id), 1, monday()).await;
        assert!(matches!(nothing, Err(Error::Stale)), "{}", place.name);
        store.tend_waiting(&centre, monday()).await.unwrap();
        let link = link(store, &centre).await;
        let (hold, ..) = store.waiting_list(&centre, monday()).await.unwrap().remove(0).held.unwrap();
        let another = store.accept_for(&centre, (joined.id, joined.id), 1, monday()).await;
        assert!(matches!(another, Err(Error::Stale)), "{}: not the hold that was seen", place.name);
        let booked = store.accept_for(&centre, (joined.id, hold), 1, monday()).await.unwrap();
        let history = seen(store, booked.id).await;
        assert_eq!(history.steps[0].who.as_deref(), Some("فريق المركز"), "{}", place.name);
        assert!(matches!(store.accept_offer(&centre, &link, monday()).await, Err(Error::Stale)), "the link is over");
        assert!(store.waiting_list(&centre, monday()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_accepted_link_opens_the_appointment_for_some_minutes_only() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        waits(store, &centre, "أمينة").await;
        store.tend_waiting(&centre, monday()).await.unwrap();
        let link = link(store, &centre).await;
        let first = store.accept_offer(&centre, &link, monday()).await.unwrap();
        let second = store.accept_offer(&centre, &link, later(monday(), 15)).await.unwrap();
        assert_eq!((first.id, second.new), (second.id, false), "{}", place.name);
        let late = store.accept_offer(&centre, &link, later(monday(), 16)).await;
        assert!(matches!(late, Err(Error::Stale)), "{}: {late:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn whoever_the_centre_cancels_is_offered_what_they_asked_for_and_can_leave() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let salma = mediator(store, &centre, "Salma", Some(Gender::Woman), &[]).await;
        let omar = mediator(store, &centre, "Omar", Some(Gender::Man), &[]).await;
        let women = BookingRequest { with: With::Of(Gender::Woman), ..request("2026-01-06T09:00", "أمينة") };
        let id = book(store, &centre, &women).await.unwrap().id;
        assert_eq!(seen(store, id).await.asked.0, Some(Gender::Woman), "{}", place.name);
        // Only a man has the next day left.
        let taken = BookingRequest { with: With::Person(salma), ..request("2026-01-07T09:00", "Karim") };
        book(store, &centre, &taken).await.unwrap();
        let to_a_man = store.cancel_and_offer(&centre, &by_staff(id), None, at("2026-01-07T09:00")).await;
        assert!(matches!(to_a_man, Err(Error::Taken)), "{}: {omar} is free, and not asked for", place.name);
        store.cancel_and_offer(&centre, &by_staff(id), None, at("2026-01-07T10:00")).await.unwrap();
        let link = link(store, &centre).await;
        store.decline_offer(&centre, &link, monday()).await.unwrap();
        let waiting = store.waiting_behind_offer(&centre, &link, monday()).await.unwrap();
        store.leave_waiting(&centre, waiting, None, monday()).await.unwrap();
        assert!(store.waiting_list(&centre, monday()).await.unwrap().is_empty(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_time_that_was_cancelled_is_not_what_is_offered_in_its_place() {
    on_both(async |place: &Place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = book(store, &centre, &request("2026-01-06T08:30", "أمينة")).await.unwrap().id;
        store.cancel_and_offer(&centre, &by_staff(id), None, at("2026-01-06T10:00")).await.unwrap();
        store.decline_offer(&centre, &link(store, &centre).await, monday()).await.unwrap();
        let card = store.waiting_list(&centre, monday()).await.unwrap().remove(0);
        assert_eq!(card.held.map(|(_, start, _)| start), Some(at("2026-01-06T09:00")), "{}", place.name);
    })
    .await;
}

/// The pause of a Friday leaves a hole in which two starts fit.
#[tokio::test]
async fn whoever_refuses_a_time_is_not_offered_one_that_meets_it() {
    on_both(async |place: &Place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut booked = Vec::new();
        while let Some(time) = free(store, &centre, "2026-01-09").await.first() {
            let start = format!("2026-01-09T{time}");
            booked.push((book(store, &centre, &request(&start, "أمينة")).await.unwrap().id, start));
        }
        for name in ["هند", "كنزة"] {
            waits_for(store, &centre, name, |form| form.day5 = "yes".into()).await;
        }
        let (last, start) = booked.iter().find(|(_, start)| start.ends_with("10:30")).unwrap();
        store.set_status(&centre, &by_staff(*last), CancelledByCentre).await.unwrap();
        // The first is offered half past ten.
        store.decline_offer(&centre, &link(store, &centre).await, monday()).await.unwrap();
        let list = store.waiting_list(&centre, monday()).await.unwrap();
        let held: Vec<_> = list.iter().map(|card| card.held.map(|(_, start, _)| start)).collect();
        assert_eq!(held, [None, Some(at(start))], "{}", place.name);
        store.decline_offer(&centre, &link(store, &centre).await, monday()).await.unwrap();
        assert_eq!(store.tend_waiting(&centre, monday()).await.unwrap(), 0, "{}: both have refused", place.name);
        let both = free(store, &centre, "2026-01-09").await;
        assert_eq!(both, ["10:30", "11:00"], "{}: two starts, one session", place.name);
    })
    .await;
}
