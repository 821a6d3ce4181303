use domain::{
    appointment::Status, booking::BookingRequest, contact::SafeContact, language::Language, person_name::PersonName,
};
use store::{Actor, Change, Error, Message};

use super::{fixtures::*, places::on_both};

/// A contact with this number.
fn reached_at(mobile: &str) -> SafeContact {
    let mut form = form("2026-01-06T09:00", "x");
    (form.mobile, form.may_leave_message) = (mobile.into(), "yes".into());
    BookingRequest::try_from(&form).unwrap().contact
}

fn name(name: &str) -> PersonName {
    PersonName::parse(name).unwrap()
}

#[tokio::test]
async fn a_corrected_number_gets_a_link_of_its_own_and_the_wrong_one_opens_nothing_more() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut form = form("2026-01-06T09:00", "Amina");
        (form.mobile, form.may_leave_message) = ("0611111111".into(), "yes".into());
        let booked = book(store, &centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        let proof = store.prove(&centre, &booked.manage, ("ami", None), monday()).await.unwrap();
        let change = by_staff(booked.id);
        let link = store.correct_person(&centre, &change, (&name("Amina"), &reached_at("0622222222"))).await.unwrap();
        let link = link.unwrap();
        let old = store.prove(&centre, &booked.manage, ("ami", None), monday()).await;
        assert!(matches!(old, Err(Error::Credentials)), "{}", place.name);
        assert!(
            store.proved(&centre, &proof, Language::Fr, monday()).await.is_err(),
            "{}: what it opened is closed",
            place.name
        );
        assert!(store.prove(&centre, &link, ("ami", None), monday()).await.is_ok(), "{}", place.name);
        let message = store.next_message(&centre, monday()).await.unwrap().unwrap();
        assert_eq!(message.address.as_stored(), "+212622222222", "{}: the wrong number hears nothing", place.name);
        assert!(matches!(message.what, Message::Booked { .. }) && message.link == Some(link));
        assert!(store.next_message(&centre, monday()).await.unwrap().is_none(), "{}", place.name);
        let stale = Change { seen: Some(1), ..change };
        let stale = store.correct_person(&centre, &stale, (&name("Amina"), &reached_at("0633333333"))).await;
        assert!(matches!(stale, Err(Error::Stale)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_corrected_name_opens_the_same_link_and_sends_nothing() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let request = request("2026-01-06T09:00", "Amnia");
        let booked = book(store, &centre, &request).await.unwrap();
        let done = store.correct_person(&centre, &by_staff(booked.id), (&name("Amina"), &request.contact)).await;
        assert!(done.unwrap().is_none(), "{}", place.name);
        assert!(store.prove(&centre, &booked.manage, ("ami", None), monday()).await.is_ok(), "{}", place.name);
        assert_eq!(messages(place, booked.id).await, ["booked"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_stood_there_before_a_correction_is_kept_with_who_changed_it_until_they_are_forgotten() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut form = form("2026-01-06T09:00", "Amnia");
        (form.mobile, form.may_leave_message) = ("0611111111".into(), "yes".into());
        let booked = book(store, &centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        let by_staff = Change { now: later(monday(), 1), ..by_staff(booked.id) };
        store.correct_person(&centre, &by_staff, (&name("Amina"), &reached_at("0611111111"))).await.unwrap();
        let by_person = Change { now: later(monday(), 2), ..by_person(booked.id) };
        store.correct_contact(&centre, &by_person, &reached_at("0622222222")).await.unwrap();
        // The same again changes nothing.
        store.correct_contact(&centre, &by_person, &reached_at("0622222222")).await.unwrap();
        let export = store.export_person(&centre, booked.id, Actor::Staff(1), monday()).await.unwrap();
        let kept: Vec<_> = export.entries[0].corrections.iter().collect();
        let said: Vec<_> = kept.iter().map(|of| (&*of.what, &*of.before, &*of.after, of.by)).collect();
        assert_eq!(
            said,
            [("name", "Amnia", "Amina", "staff"), ("address", "+212611111111", "+212622222222", "person")],
            "{}",
            place.name
        );
        assert_eq!((kept[0].by_staff, kept[1].by_staff), (Some(1), None), "{}", place.name);
        assert_eq!(kept[0].at, later(monday(), 1).to_string(), "{}", place.name);
        store.set_status(&centre, &by_staff, Status::CancelledByCentre).await.unwrap();
        store.erase_person(&centre, booked.id, Actor::Staff(1), later(monday(), 3)).await.unwrap();
        let left = place.texts("SELECT before || after FROM person_change").await;
        assert_eq!(left, ["", ""], "{}: that there were corrections stays", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_renewed_and_ended() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        let link = store.renew_link(&centre, &by_person(booked.id)).await.unwrap();
        let opens = async |link| store.prove(&centre, link, ("ami", None), monday()).await;
        assert!(matches!(opens(&booked.manage).await, Err(Error::Credentials)), "{}", place.name);
        let proof = opens(&link).await.unwrap();
        store.end_link(&centre, &by_staff(booked.id)).await.unwrap();
        assert!(matches!(opens(&link).await, Err(Error::Credentials)), "{}", place.name);
        assert!(store.proved(&centre, &proof, Language::Fr, monday()).await.is_err(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_number_of_a_country_that_the_centre_does_not_write_to_is_called() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut form = form("2026-01-06T09:00", "Amina");
        (form.mobile, form.may_leave_message) = ("+66812345678".into(), "yes".into());
        let booked = book(store, &centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        assert!(store.next_message(&centre, monday()).await.unwrap().is_none(), "{}", place.name);
        let card = seen(store, booked.id).await.card;
        assert!(!card.contact.unwrap().may_leave_message, "{}: the desk knows that it has to call", place.name);
    })
    .await;
}

#[tokio::test]
async fn one_address_gets_so_many_messages_a_day_and_the_others_wait() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let centre = store::Centre { messages_a_day: 2, ..centre };
        let request = |start: &str| {
            let mut form = form(start, "Amina");
            (form.mobile, form.may_leave_message) = ("0612345678".into(), "yes".into());
            BookingRequest::try_from(&form).unwrap()
        };
        for start in ["2026-01-06T09:00", "2026-01-07T09:00", "2026-01-08T09:00"] {
            book(store, &centre, &request(start)).await.unwrap();
        }
        let send_all = async |now| {
            let mut sent = 0;
            while let Some(message) = store.next_message(&centre, now).await.unwrap() {
                store.sent(&centre, message.id, now).await.unwrap();
                sent += 1;
            }
            sent
        };
        assert_eq!(send_all(monday()).await, 2, "{}", place.name);
        assert_eq!(send_all(later(monday(), 60)).await, 0, "{}", place.name);
        assert_eq!(send_all(later(monday(), 13 * 60)).await, 1, "{}: it was not lost", place.name);
    })
    .await;
}
