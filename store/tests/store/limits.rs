//! What strangers may do: at most the limit is judged, however many come at once and from wherever.

use std::collections::BTreeSet;

use domain::{access::Role, appointment::Status, booking::BookingRequest, waiting::WaitingForm};
use jiff::civil::date;
use store::{Actor, BookedBy, Booking, Centre, CentreSettings, Error, Knock, Settings, Store};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

const NOW: i64 = 1_767_600_000;

/// Three processes' stores on one database.
async fn three(place: &Place) -> Vec<Store> {
    let mut stores = Vec::new();
    for _ in 0..3 {
        let settings = Settings { url: place.url.clone(), connections: 4, zones: None };
        stores.push(Store::connect(&settings).await.unwrap());
    }
    stores
}

async fn book_from(store: &Store, centre: &Centre, request: &BookingRequest, from: Option<&str>) -> store::Result<()> {
    let booking = Booking { request, by: BookedBy::Person, from, consent_version: None, now: monday() };
    store.book(centre, &booking).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_guesses_at_once_through_many_processes_only_the_limit_is_judged() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        place.store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let booked = book(&place.store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let mut guesses = tokio::task::JoinSet::new();
        for (n, store) in three(place).await.into_iter().cycle().take(60).enumerate() {
            let (centre, link) = (centre.clone(), booked.manage.clone());
            guesses.spawn(async move {
                let address = format!("198.51.100.{n}");
                if n % 2 == 0 {
                    store.sign_in(&centre, ("a@example.com", "wrong"), &from(&address), NOW).await.map(drop)
                } else {
                    store.prove(&centre, &link, ("xyz", Some(&address)), monday()).await.map(drop)
                }
            });
        }
        let answers = guesses.join_all().await;
        let judged = answers.iter().filter(|answer| matches!(answer, Err(Error::Credentials))).count();
        let refused = answers.iter().filter(|answer| matches!(answer, Err(Error::Throttled))).count();
        assert_eq!((judged, refused), (10, 50), "{}: {answers:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_somebody_signed_in_with_is_not_locked_out_by_strangers() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let other = store.add_staff(&centre, &account("b@example.com", &[Role::Reception]), NOW).await.unwrap();
        let browser = store.know_browser(&centre, id, None, NOW).await.unwrap();
        let stranger = store.know_browser(&centre, other, None, NOW).await.unwrap();
        for n in 0..400 {
            let address = format!("198.51.100.{}", n % 250);
            let typed = (if n < 9 { "a@example.com" } else { "nobody@example.com" }, "wrong");
            assert!(store.sign_in(&centre, typed, &from(&address), NOW).await.is_err());
        }
        let right = ("a@example.com", PASSWORD);
        for knock in [from("192.0.2.1"), Knock { address: None, browser: Some(&stranger), device: "Firefox" }] {
            let refused = store.sign_in(&centre, right, &knock, NOW).await;
            assert!(matches!(refused, Err(Error::Throttled)), "{}: {refused:?}", place.name);
        }
        let known = Knock { address: Some("192.0.2.1"), browser: Some(&browser), device: "Firefox" };
        assert!(store.sign_in(&centre, right, &known, NOW).await.is_ok(), "{}", place.name);
        for _ in 0..5 {
            assert!(store.sign_in(&centre, ("a@example.com", "wrong"), &known, NOW).await.is_err());
        }
        let guessing = store.sign_in(&centre, right, &known, NOW).await;
        assert!(matches!(guessing, Err(Error::Throttled)), "{}: it has tries of its own", place.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_contact_has_a_few_appointments_ahead_and_the_desk_gives_more() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let same = |start: &str| {
            let form = domain::booking::BookingForm { mobile: "0611223344".into(), ..form(start, "أمينة") };
            BookingRequest::try_from(&form).unwrap()
        };
        let mut forms = tokio::task::JoinSet::new();
        for day in ["06", "07", "08"] {
            for time in ["08:30", "10:00"] {
                let (store, centre, request) = (store.clone(), centre.clone(), same(&format!("2026-01-{day}T{time}")));
                forms.spawn(async move { book_from(&store, &centre, &request, None).await });
            }
        }
        let answers = forms.join_all().await;
        let stands = answers.iter().filter(|answer| answer.is_ok()).count();
        let enough = answers.iter().filter(|answer| matches!(answer, Err(Error::Enough))).count();
        assert_eq!((stands, enough), (4, 2), "{}: {answers:?}", place.name);
        let by_desk = same("2026-01-12T09:00");
        let by = BookedBy::Staff(1);
        let booking = Booking { request: &by_desk, by, from: None, consent_version: None, now: monday() };
        let fifth = store.book(&centre, &booking).await.unwrap();
        // What is cancelled counts no more, but no contact is written to without end.
        store.set_status(&centre, &by_staff(fifth.id), Status::CancelledByCentre).await.unwrap();
        for card in
            store.board(&centre, &reader(&[Role::Reception], 9), date(2026, 1, 6), Default::default()).await.unwrap()
        {
            store.set_status(&centre, &by_staff(card.id.parse().unwrap()), Status::CancelledByCentre).await.unwrap();
        }
        let again = book_from(store, &centre, &same("2026-01-13T09:00"), None).await;
        assert!(again.is_ok() || matches!(again, Err(Error::Enough)), "{}: {again:?}", place.name);
        let mut more = 0;
        for day in 14..31 {
            more += u32::from(book_from(store, &centre, &same(&format!("2026-01-{day}T09:00")), None).await.is_ok());
        }
        assert!(more <= 2, "{}: {more}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_stranger_with_a_script_takes_no_more_of_the_free_times_than_the_limits_say() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let settings = CentreSettings { bookings_a_day: 30, ..CentreSettings::of(&centre) };
        store.save_settings(&centre, &settings, Actor::Shell, monday().as_second()).await.unwrap();
        let centre = store.centres().await.unwrap().into_iter().find(|found| found.id == centre.id).unwrap();
        let offers = store.free_times(&centre, &wish(), (date(2026, 1, 6), date(2026, 3, 1)), monday()).await.unwrap();
        let starts: BTreeSet<String> = offers.iter().map(|offer| domain::calendar::write_start(offer.start)).collect();
        assert!(starts.len() > 200, "{}", place.name);
        let mut taken = [0, 0];
        for (n, start) in starts.iter().enumerate().take(200) {
            // From one address first, then from another each time; every form with a contact of its own.
            let address = if n < 60 { "198.51.100.7".to_owned() } else { format!("203.0.113.{n}") };
            let booked = book_from(store, &centre, &request(start, "Karim"), Some(&address)).await;
            taken[usize::from(n >= 60)] += u32::from(booked.is_ok());
        }
        assert!(taken[0] <= 20 && taken[0] + taken[1] <= 30, "{}: {taken:?}", place.name);
        assert!(taken[0] > 10 && taken[1] > 0, "{}: families still book: {taken:?}", place.name);
        let listed = WaitingForm { person: form("", "هند"), last_day: "2026-01-09".into(), ..Default::default() };
        let listed = listed.read(date(2026, 1, 5)).unwrap();
        let waits = store.join_waiting(&centre, &listed, None, (None, Some("203.0.113.9")), monday()).await;
        assert!(matches!(waits, Err(Error::Throttled)), "{}: {waits:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn one_contact_waits_once_for_a_service() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let waits = |service: &str| {
            let person = domain::booking::BookingForm { mobile: "0611223344".into(), ..form("", "هند") };
            let person = domain::booking::BookingForm { service: service.into(), ..person };
            let form = WaitingForm { person, last_day: "2026-01-09".into(), ..Default::default() };
            form.read(date(2026, 1, 5)).unwrap()
        };
        let join = async |service: &str, by| {
            store.join_waiting(&centre, &waits(service), None, (by, None), monday()).await.map(|joined| joined.new)
        };
        assert!(join("information-meeting", None).await.unwrap(), "{}", place.name);
        assert!(matches!(join("information-meeting", None).await, Err(Error::Enough)), "{}", place.name);
        assert!(join("social-guidance", None).await.unwrap(), "another service is another wait");
        assert!(join("information-meeting", Some(1)).await.unwrap(), "the desk knows whom it adds");
    })
    .await;
}
