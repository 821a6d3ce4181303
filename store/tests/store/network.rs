//! Two centres in one database: nothing of one reaches the other.

use domain::{access::Role, appointment::Status, email::EmailAddress, language::Language, waiting::WaitingForm};
use jiff::civil::date;
use store::{Actor, BookedBy, Booking, Centre, Error, Secret, SignInLimits, StaffMember, Store};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

const NOW: i64 = 1_767_600_000;
const LIMITS: SignInLimits = SignInLimits { idle: 1800, absolute: 36_000 };
const DAY: &str = "2026-01-06";

/// The centre of Fez, one of Meknes, and a reception at each.
async fn two(place: &Place) -> (Centre, Centre) {
    let fes = centre(&place.store).await;
    let meknes = place.store.add_centre("meknes", "Meknes.example", monday()).await.unwrap();
    assert_eq!(meknes.host.as_deref(), Some("meknes.example"));
    for (centre, email) in [(&fes, "fes@example.com"), (&meknes, "meknes@example.com")] {
        place.store.add_staff(centre, &account(email, &[Role::Reception]), NOW).await.unwrap();
    }
    (fes, meknes)
}

async fn sign_in(store: &Store, centre: &Centre, email: &str) -> Result<(Secret, StaffMember), Error> {
    Ok(store.sign_in(centre, (email, PASSWORD), &from("192.0.2.1"), NOW).await?.open().unwrap())
}

async fn book_at(store: &Store, centre: &Centre, name: &str) -> store::Booked {
    let request = request(&format!("{DAY}T09:00"), name);
    let booking =
        Booking { request: &request, by: BookedBy::Person, from: None, consent_version: Some("1"), now: monday() };
    store.book(centre, &booking).await.unwrap()
}

#[tokio::test]
async fn the_same_time_is_free_at_each_and_a_link_opens_nothing_elsewhere() {
    on_both(async |place| {
        let (store, (fes, meknes)) = (&place.store, two(place).await);
        let here = book_at(store, &fes, "أمينة").await;
        assert!(free(store, &meknes, DAY).await.contains(&"09:00".to_owned()), "{}", place.name);
        let there = book_at(store, &meknes, "Karim").await;
        for (own, other, booked, letters) in [(&fes, &meknes, &here, "أمي"), (&meknes, &fes, &there, "Kar")] {
            let shown = store.prove_booked(own, booked, monday()).await.unwrap();
            assert!(store.proved(own, &shown, Language::Fr, monday()).await.is_ok());
            assert!(matches!(store.proved(other, &shown, Language::Fr, monday()).await, Err(Error::NotFound)));
            assert!(matches!(store.proved(own, &booked.manage, Language::Fr, monday()).await, Err(Error::NotFound)));
            assert!(matches!(store.proved(own, &shown, Language::Fr, later(monday(), 15)).await, Err(Error::NotFound)));
            assert!(matches!(
                store.prove(other, &booked.manage, (letters, None), monday()).await,
                Err(Error::Credentials)
            ));
            let proof = store.prove(own, &booked.manage, (letters, None), monday()).await.unwrap();
            assert!(matches!(store.proved(other, &proof, Language::Fr, monday()).await, Err(Error::NotFound)));
            let change = by_person(booked.id);
            let refused = store.set_status(other, &change, Status::CancelledByPerson).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{}: {refused:?}", place.name);
        }
        assert!(store.check(monday()).await.unwrap().is_sound());
    })
    .await;
}

#[tokio::test]
async fn staff_of_one_are_nobody_at_the_other() {
    on_both(async |place| {
        let (store, (fes, meknes)) = (&place.store, two(place).await);
        let (session, member) = sign_in(store, &fes, "fes@example.com").await.unwrap();
        assert!(matches!(sign_in(store, &meknes, "fes@example.com").await, Err(Error::Credentials)));
        assert!(store.signed_in(&fes, &session, LIMITS, NOW).await.unwrap().is_some());
        assert!(store.signed_in(&meknes, &session, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        let booked = book_at(store, &meknes, "Karim").await;
        let seen = store.board(&fes, &member, date(2026, 1, 6), Language::Fr).await.unwrap();
        assert!(seen.is_empty(), "{}: {seen:?}", place.name);
        let card = store.card(&fes, &member, booked.id, Language::Fr).await;
        assert!(matches!(card, Err(Error::NotFound)), "{}", place.name);
        assert!(store.events_after(fes.id, 0, 10).await.unwrap().is_empty(), "{}", place.name);
        assert_eq!(store.events_after(meknes.id, 0, 10).await.unwrap().len(), 1);
        let names = |people: Vec<store::Colleague>| people.into_iter().map(|person| person.id).collect::<Vec<_>>();
        let (ours, theirs) = (store.colleagues(&fes).await.unwrap(), store.colleagues(&meknes).await.unwrap());
        let (ours, theirs) = (names(ours), names(theirs));
        assert!(!ours.is_empty() && !theirs.is_empty() && ours.iter().all(|id| !theirs.contains(id)));
        let taken = store.hand_to(&meknes, &by_staff(booked.id), at(&format!("{DAY}T09:00")), ours[0]).await;
        assert!(matches!(taken, Err(Error::NotFound)), "{}: {taken:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn who_waits_and_what_is_set_up_link_by_link_stays_at_its_centre() {
    on_both(async |place| {
        let (store, (fes, meknes)) = (&place.store, two(place).await);
        let form = WaitingForm { person: form("", "هند"), last_day: "2026-01-09".into(), ..Default::default() };
        let request = form.read(date(2026, 1, 5)).unwrap();
        let joined = store.join_waiting(&meknes, &request, None, (None, None), monday()).await.unwrap();
        assert!(store.waiting_list(&fes, monday()).await.unwrap().is_empty(), "{}", place.name);
        let elsewhere = store.waiting_behind(&fes, &joined.manage, monday()).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        let left = store.leave_waiting(&fes, joined.id, Some(1), monday()).await;
        assert!(matches!(left, Err(Error::NotFound)));
        assert_eq!(store.tend_waiting(&fes, monday()).await.unwrap(), 0, "{}", place.name);
        assert_eq!(store.tend_waiting(&meknes, monday()).await.unwrap(), 1, "{}", place.name);
        assert!(store.next_message(&fes, later(monday(), 1)).await.unwrap().is_none(), "{}", place.name);

        let link = store.new_setup_link(&meknes, NOW).await.unwrap();
        assert!(!store.setup_link_works(&fes, &link, NOW).await.unwrap());
        assert!(store.setup_link_works(&meknes, &link, NOW).await.unwrap());
        let feed = store.renew_feed(&meknes, 2, monday()).await.unwrap();
        assert!(matches!(store.feed(&fes, &feed, monday()).await, Err(Error::NotFound)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn one_account_works_at_two_centres_by_its_roles_at_each() {
    on_both(async |place| {
        let (store, (fes, meknes)) = (&place.store, two(place).await);
        let email = EmailAddress::parse("fes@example.com").unwrap();
        store.add_staff(&fes, &account("director@example.com", &[Role::Administrator]), NOW).await.unwrap();
        store.join_centre(&meknes, &email, &[Role::Mediator], NOW).await.unwrap();
        assert!(matches!(store.join_centre(&meknes, &email, &[Role::Mediator], NOW).await, Err(Error::EmailTaken)));
        let (_, at_fes) = sign_in(store, &fes, "fes@example.com").await.unwrap();
        let (session, at_meknes) = sign_in(store, &meknes, "fes@example.com").await.unwrap();
        assert_eq!((at_fes.roles, at_meknes.roles), (vec![Role::Reception], vec![Role::Mediator]), "{}", place.name);
        assert!(free(store, &meknes, DAY).await.contains(&"09:00".to_owned()), "booked at the usual hours");

        store.set_roles(&meknes, at_meknes.id, &[], Actor::Shell, NOW).await.unwrap();
        assert!(store.signed_in(&meknes, &session, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        assert!(sign_in(store, &fes, "fes@example.com").await.is_ok(), "{}", place.name);
        let director = EmailAddress::parse("director@example.com").unwrap();
        let director = store.account_id(&director).await.unwrap();
        let last = store.set_roles(&fes, director, &[Role::Reception], Actor::Shell, NOW).await;
        assert!(matches!(last, Err(Error::LastAdministrator)), "{}: {last:?}", place.name);
        assert_eq!(sign_in(store, &fes, "director@example.com").await.unwrap().1.roles, [Role::Administrator]);
    })
    .await;
}

#[tokio::test]
async fn no_two_centres_have_one_host() {
    on_both(async |place| {
        two(place).await;
        for (slug, host) in [("taza", "meknes.example"), ("meknes", "other.example")] {
            let taken = place.store.add_centre(slug, host, monday()).await;
            assert!(matches!(taken, Err(Error::CentreTaken)), "{}: {taken:?}", place.name);
        }
        assert_eq!(place.store.centres().await.unwrap().len(), 2, "nothing is left of them");
        assert!(matches!(place.store.set_host("fes", "MEKNES.example").await, Err(Error::CentreTaken)));
        assert!(matches!(place.store.set_host("nowhere", "a.example").await, Err(Error::NotFound)));
        place.store.set_host("fes", "fes.example").await.unwrap();
    })
    .await;
}
