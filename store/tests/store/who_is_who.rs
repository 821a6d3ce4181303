mod merged;

use domain::{
    appointment::Status,
    booking::{BookingForm, BookingRequest, Hand},
};
use store::{Booked, BookedBy, Booking, Centre, Error, Fault, Likeness, Store};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

const DAY: i64 = 24 * 60;
const RECEPTION: i64 = 1;

fn of(start: &str, name: &str, mobile: &str) -> BookingRequest {
    BookingRequest::try_from(&BookingForm { mobile: mobile.into(), ..form(start, name) }).unwrap()
}

async fn came(store: &Store, centre: &Centre, start: &str, name: &str, mobile: &str) -> Booked {
    book(store, centre, &of(start, name, mobile)).await.unwrap()
}

/// The entry of the person of an appointment.
async fn person(store: &Store, centre: &Centre, booked: &Booked) -> Uuid {
    store.person_of_reference(centre, &booked.reference).await.unwrap().unwrap().id
}

async fn people<const N: usize>(store: &Store, centre: &Centre, booked: [&Booked; N]) -> [Uuid; N] {
    let mut ids = [Uuid::nil(); N];
    for (id, booked) in ids.iter_mut().zip(booked) {
        *id = person(store, centre, booked).await;
    }
    ids
}

/// The appointment of the first and of the second party of one session.
async fn two_parties(store: &Store, centre: &Centre, second: (&str, &str)) -> store::Result<(Booked, Booked)> {
    set_service(store, centre, |service| service.parties = 2).await;
    let first = came(store, centre, "2026-01-06T09:00", "Amina Tazi", "0612345678").await;
    let form = BookingForm { mobile: second.1.into(), ..form("2026-01-06T09:00", second.0) };
    let request = BookingRequest::read(&form, Hand::Desk).unwrap();
    let by = BookedBy::Staff(RECEPTION);
    let booking = Booking { request: &request, by, from: None, consent_version: Some("1"), now: monday() };
    let second = store.add_second_party(centre, &by_staff(first.id), &booking).await?;
    Ok((first, second))
}

#[tokio::test]
async fn who_shares_a_contact_and_is_heard_alike_is_proposed_and_who_is_not_is_not() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let first = came(store, centre, "2026-01-06T09:00", "محمد العلوي", "0612345678").await;
        came(store, centre, "2026-01-06T10:00", "Mohammed Alaoui", "0612345678").await;
        came(store, centre, "2026-01-06T11:00", "Mohamed Alaoui", "0612345679").await;
        came(store, centre, "2026-01-07T09:00", "Mohamed", "0612345670").await;
        came(store, centre, "2026-01-07T10:00", "Khadija Alaoui", "0612345678").await;
        let first = person(store, centre, &first).await;
        let seen = store.who_is_who(centre, first, monday()).await.unwrap();
        let seen: Vec<_> = seen.likely.iter().map(|of| (of.name.as_str(), of.likeness)).collect();
        assert_eq!(
            seen,
            [("Mohammed Alaoui", Likeness::Contact), ("Mohamed Alaoui", Likeness::Telephone)],
            "{}: neither a first name near by, nor a wife at the same telephone",
            place.name
        );
        let (pairs, older) = store.likely_pairs(centre, None).await.unwrap();
        assert_eq!((pairs.len(), older), (3, None), "{}: each two once: {pairs:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn one_mailbox_at_two_houses_is_proposed() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        for (start, email) in [("2026-01-06T09:00", "amina.b@example.com"), ("2026-01-06T10:00", "amina.b@example.org")]
        {
            let form = BookingForm { channel: "email".into(), email: email.into(), ..form(start, "أمينة") };
            book(store, centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        }
        let (pairs, _) = store.likely_pairs(centre, None).await.unwrap();
        let seen: Vec<_> = pairs.iter().map(|pair| pair.likeness).collect();
        assert_eq!(seen, [Likeness::Mailbox], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn who_is_said_to_be_another_is_not_proposed_nor_merged_until_that_is_taken_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let one = came(store, centre, "2026-01-06T09:00", "Amina", "0612345678").await;
        let other = came(store, centre, "2026-01-06T10:00", "أمينة", "0612345678").await;
        let (one, other) = (person(store, centre, &one).await, person(store, centre, &other).await);
        for _ in 0..2 {
            store.say_apart(centre, (one, other), RECEPTION, monday()).await.unwrap();
        }
        // Whoever comes again is the one of whom it was said.
        came(store, centre, "2026-01-08T09:00", "أمينة", "0612345678").await;
        let seen = store.who_is_who(centre, one, monday()).await.unwrap();
        assert!(seen.likely.is_empty(), "{}: {seen:?}", place.name);
        let said = &seen.apart[0];
        assert_eq!((said.name.as_str(), said.by, said.at, seen.apart.len()), ("أمينة", RECEPTION, monday(), 1));
        let refused = store.merge_persons(centre, (one, other), RECEPTION, monday()).await;
        assert!(matches!(refused, Err(Error::Apart)), "{}: {refused:?}", place.name);
        store.unsay_apart(centre, said.of, RECEPTION, monday()).await.unwrap();
        assert_eq!(store.who_is_who(centre, one, monday()).await.unwrap().likely.len(), 1, "{}", place.name);
        assert!(store.merge_persons(centre, (one, other), RECEPTION, monday()).await.is_ok(), "{}", place.name);
        let late = store.say_apart(centre, (one, other), RECEPTION, monday()).await;
        assert!(matches!(late, Err(Error::Stale)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn two_parties_of_one_session_are_never_proposed_nor_merged_whatever_becomes_of_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let (first, second) = two_parties(store, centre, ("أمينة", "0612345678")).await.unwrap();
        let (one, other) = (person(store, centre, &first).await, person(store, centre, &second).await);
        let refused = async |what: &str| {
            for (a, b) in [(one, other), (other, one)] {
                let seen = store.who_is_who(centre, a, monday()).await.unwrap();
                assert!(seen.likely.is_empty() && seen.apart.is_empty(), "{}: {what}: nothing is told", place.name);
                assert_eq!(store.likeness(centre, (a, b)).await.unwrap(), None, "{}: {what}", place.name);
                let merged = store.merge_persons(centre, (a, b), RECEPTION, monday()).await;
                assert!(matches!(merged, Err(Error::Apart)), "{}: {what}", place.name);
                let unsaid = store.unsay_apart(centre, (a, b), RECEPTION, monday()).await;
                assert!(matches!(unsaid, Err(Error::NotFound)), "{}: {what}", place.name);
            }
            assert!(store.likely_pairs(centre, None).await.unwrap().0.is_empty(), "{}: {what}", place.name);
        };
        refused("both come").await;
        store.set_status(centre, &by_staff(second.id), Status::CancelledByPerson).await.unwrap();
        refused("one has left").await;
        place.set("DELETE FROM person_apart").await;
        refused("by the session alone").await;
        // Somebody else is merged with the one, and then may not be with the other.
        let third = came(store, centre, "2026-01-07T09:00", "Amina T", "0612345678").await;
        let third = person(store, centre, &third).await;
        store.merge_persons(centre, (third, one), RECEPTION, monday()).await.unwrap();
        let merged = store.merge_persons(centre, (third, other), RECEPTION, monday()).await;
        assert!(matches!(merged, Err(Error::Apart)), "{}", place.name);
        assert!(store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_second_party_cannot_be_the_first() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let same = two_parties(store, centre, ("amina tazi", "0612345678")).await;
        assert!(matches!(same, Err(Error::SamePerson)), "{}", place.name);
        assert!(place.texts("SELECT 'x' FROM person_apart").await.is_empty(), "{}: nothing was written", place.name);
        assert_eq!(place.texts("SELECT name FROM person").await.len(), 1, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_look_over_the_database_finds_parties_that_became_one() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let (first, second) = two_parties(store, centre, ("Karim", "0698765432")).await.unwrap();
        let between = came(store, centre, "2026-01-07T09:00", "Latifa", "0698765433").await;
        let [one, other, between] = [
            person(store, centre, &first).await,
            person(store, centre, &second).await,
            person(store, centre, &between).await,
        ];
        store.merge_persons(centre, (between, one), RECEPTION, monday()).await.unwrap();
        assert!(store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
        let id = |id: Uuid| if place.name == "SQLite" { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
        let (merge, between, other) = (id(Uuid::now_v7()), id(between), id(other));
        place
            .set(&format!(
                "INSERT INTO person_merge (centre_id, id, kept_id, gone_id, merged_by, merged_at)
                 VALUES (1, {merge}, {between}, {other}, 1, 1)"
            ))
            .await;
        let report = store.check(monday()).await.unwrap();
        assert_eq!(report.count(Fault::PartiesMerged), 2, "{}: {report:?}", place.name);
    })
    .await;
}
