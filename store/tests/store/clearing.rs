use domain::appointment::Status;
use store::{Actor, Cleared, Error, Kept};

use super::{fixtures::*, places::on_both};

const DAY: i64 = 24 * 60;

#[tokio::test]
async fn what_is_over_for_long_is_blanked_once_a_night_and_the_rest_stays() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let days = [(Kept::Person, 60), (Kept::Waiting, 60), (Kept::Message, 30), (Kept::Event, 30)];
        store.set_retention(&centre, &days, Actor::Staff(1), monday().as_second()).await.unwrap();
        let old = book(store, &centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        let late = book(store, &centre, &request("2026-02-20T09:00", "Karim")).await.unwrap();
        let change = by_staff(old.id);
        let reason = store.set_status_because(&centre, &change, Status::CancelledByCentre, Some("secret"));
        reason.await.unwrap();
        assert_eq!(
            store.clear(&centre, later(monday(), 61)).await.unwrap(),
            Some(Cleared::default()),
            "{}",
            place.name
        );
        assert_eq!(store.clear(&centre, later(monday(), 70)).await.unwrap(), None, "{}: once a day", place.name);

        let then = later(monday(), 62 * DAY);
        let done = store.clear(&centre, then).await.unwrap().unwrap();
        assert_eq!(done.people, 1, "{}: {done:?}", place.name);
        assert!(done.events >= 3, "{}: {done:?}", place.name);
        assert_eq!(store.clearings(&centre, 5).await.unwrap()[0].1, done);
        let (gone, stays) = (seen(store, old.id).await, seen(store, late.id).await);
        assert_eq!((gone.card.name.as_str(), gone.card.contact.is_none()), ("—", true), "{}", place.name);
        assert_eq!(stays.card.name, "Karim", "{}", place.name);
        let left = place.texts("SELECT address FROM contact").await.concat()
            + &place.texts("SELECT name FROM person").await.concat();
        assert!(!left.contains("Amina"), "{}", place.name);
        assert!(
            place.texts("SELECT detail FROM status_change WHERE detail IS NOT NULL").await.is_empty(),
            "{}",
            place.name
        );
        assert!(store.check(then).await.unwrap().is_sound(), "{}", place.name);
        assert!(store.verify_audit(&centre, &[]).await.unwrap().faults.is_empty(), "{}", place.name);
        let proof = store.prove(&centre, &old.manage, ("ami", None), then).await;
        assert!(matches!(proof, Err(Error::Credentials)), "{}: the link opens nothing", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_person_is_forgotten_wherever_they_gave_the_same_name_and_contact_and_nobody_else_is() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let with = |start: &str, name: &str| {
            let mut form = form(start, name);
            form.mobile = "0612345678".into();
            domain::booking::BookingRequest::try_from(&form).unwrap()
        };
        let first = book(store, &centre, &with("2026-01-06T09:00", "Amina")).await.unwrap();
        let second = book(store, &centre, &with("2026-01-07T09:00", "amina")).await.unwrap();
        let husband = book(store, &centre, &with("2026-01-08T09:00", "Karim")).await.unwrap();
        let export = store.export_person(&centre, first.id, Actor::Staff(1), monday()).await.unwrap();
        let names: Vec<_> = export.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Amina", "amina"], "{}: not who shares the telephone", place.name);
        assert_eq!(export.entries[0].appointments[0].start, "2026-01-06T09:00:00");
        assert_eq!(export.entries[0].contacts[0].address, "+212612345678");

        let ahead = store.erase_person(&centre, first.id, Actor::Staff(1), monday()).await;
        assert!(matches!(ahead, Err(Error::InUse)), "{}: something is ahead", place.name);
        for id in [first.id, second.id] {
            store.set_status(&centre, &by_staff(id), Status::CancelledByCentre).await.unwrap();
        }
        assert_eq!(store.erase_person(&centre, first.id, Actor::Staff(1), monday()).await.unwrap(), 2);
        assert_eq!(seen(store, second.id).await.card.name, "—", "{}", place.name);
        assert_eq!(seen(store, husband.id).await.card.name, "Karim", "{}", place.name);
        assert!(store.next_message(&centre, monday()).await.unwrap().is_none(), "{}: nothing is sent", place.name);
        assert!(store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}
