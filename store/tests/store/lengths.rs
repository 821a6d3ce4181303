//! How long a session lasts, where the desk says so.

use domain::{booking::BookingRequest, preference::With};
use store::{BookedBy, Booking, Error, Wish};

use super::{fixtures::*, places::on_both};

const NINE: &str = "2026-01-06T09:00";

#[tokio::test]
async fn the_desk_books_as_long_as_it_draws_and_a_family_as_long_as_the_service() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma, _] = mediators(store, &centre).await;
        let with_salma = Wish { with: With::Person(salma), ..wish() };
        let lasts = async |id| seen(store, id).await.card.minutes;
        let drawn = |start, minutes| {
            let form = form(start, "أمينة");
            let request = BookingRequest::try_from(&form).unwrap();
            BookingRequest { with: With::Person(salma), minutes, ..request }
        };
        let booked = async |request: &BookingRequest, by| {
            let booking = Booking { request, by, from: None, consent_version: None, now: monday() };
            store.book(&centre, &booking).await.map(|booked| booked.id)
        };
        let desk = BookedBy::Staff(1);
        let usual = lasts(booked(&drawn("2026-01-08T09:00", Some(90)), BookedBy::Person).await.unwrap()).await;
        assert_ne!(usual, 90, "{}: a family's form sets no length", place.name);
        let long = Wish { desk: true, minutes: Some(120), ..with_salma.clone() };
        assert!(free_for(store, &centre, &long, "2026-01-06").await.contains(&"09:00".to_owned()));
        let id = booked(&drawn(NINE, Some(120)), desk).await.unwrap();
        assert_eq!(lasts(id).await, 120, "{}", place.name);
        // It has all of that time.
        let gone = booked(&drawn("2026-01-06T10:55", None), desk).await;
        assert!(matches!(gone, Err(Error::Taken)), "{}: {gone:?}", place.name);
        let too_long = booked(&drawn("2026-01-07T09:00", Some(480)), desk).await;
        assert!(matches!(too_long, Err(Error::Taken)), "{}: beyond the hours: {too_long:?}", place.name);
        let is_free = async |minutes| {
            let wish = Wish { desk: true, minutes, ..with_salma.clone() };
            store.is_free(&centre, &wish, at("2026-01-07T11:30"), monday()).await.unwrap()
        };
        assert_eq!((is_free(Some(15)).await, is_free(Some(480)).await), (true, false), "{}", place.name);
    })
    .await;
}
