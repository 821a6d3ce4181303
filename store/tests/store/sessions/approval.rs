//! Services for which the centre says yes first.

use domain::appointment::Status::{CancelledByCentre, Expected, Requested};
use store::{BookedBy, Booking, Error};

use super::*;

#[tokio::test]
async fn a_request_holds_its_time_until_the_centre_says_yes_or_no() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_approval = TRUE").await;
        let id = book(store, &centre, &request(NINE, "أمينة")).await.unwrap().id;
        assert_eq!(seen(store, id).await.card.status, Requested, "{}", place.name);
        assert!(is_taken(book(store, &centre, &request(NINE, "Karim")).await), "{}", place.name);
        assert!(!is_free_with(store, &centre, With::Anyone, NINE).await);
        store.set_status(&centre, &by_staff(id), Expected).await.unwrap();
        assert_eq!(seen(store, id).await.card.status, Expected);
        assert_eq!(messages(place, id).await, ["requested", "confirmed"], "{}", place.name);
        assert!(is_taken(book(store, &centre, &request(NINE, "Karim")).await), "{}", place.name);

        const TEN: &str = "2026-01-06T10:00";
        let declined = book(store, &centre, &request(TEN, "Karim")).await.unwrap().id;
        store.set_status_because(&centre, &by_staff(declined), CancelledByCentre, Some("not for us")).await.unwrap();
        assert_eq!(messages(place, declined).await, ["requested", "cancelled"], "{}", place.name);
        assert!(is_free_with(store, &centre, With::Anyone, TEN).await, "{}", place.name);
        let yes = store.set_status(&centre, &by_staff(declined), Expected).await;
        assert!(matches!(yes, Err(Error::Stale)), "{}: a no stays one", place.name);
        book(store, &centre, &request(TEN, "Nadia")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_staff_book_needs_no_approval() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_approval = TRUE").await;
        let wanted = request(NINE, "أمينة");
        let booking =
            Booking { request: &wanted, by: BookedBy::Staff(1), from: None, consent_version: None, now: monday() };
        let id = store.book(&centre, &booking).await.unwrap().id;
        assert_eq!(seen(store, id).await.card.status, Expected, "{}", place.name);
        assert_eq!(messages(place, id).await, ["booked"], "{}", place.name);
    })
    .await;
}
