use domain::{access::Role, booking::BookingRequest, booking::Hand, language::Language};
use store::{BookedBy, Booking, Centre, Store};

use super::{fixtures::*, places::on_both};

async fn names(store: &Store, centre: &Centre, typed: &str) -> Vec<String> {
    let found = store.find_people(centre, typed).await.unwrap();
    found.into_iter().map(|person| person.name).collect()
}

#[tokio::test]
async fn people_are_found_by_name_telephone_and_reference_and_by_nobody_else() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let of = |start: &str, name: &str, mobile: &str| {
            let form = domain::booking::BookingForm { mobile: mobile.into(), ..form(start, name) };
            BookingRequest::try_from(&form).unwrap()
        };
        let first = book(store, centre, &of("2026-01-06T09:00", "محمد العلوي", "0612345678")).await.unwrap();
        book(store, centre, &of("2026-01-06T10:00", "Khadija Tazi", "0698765432")).await.unwrap();
        book(store, centre, &of("2026-01-07T09:00", "محمد العلوي", "0612345678")).await.unwrap();
        for typed in ["محمد", "Mohamed", "alaoui mohamed", "علوي", "06 12 34", "+212612345678"] {
            assert_eq!(names(store, centre, typed).await, ["محمد العلوي"], "{}: {typed}", place.name);
        }
        assert_eq!(names(store, centre, "خديجة").await, ["Khadija Tazi"], "{}", place.name);
        assert!(names(store, centre, "م").await.is_empty(), "{}: one letter says too little", place.name);
        assert!(names(store, centre, "سعاد").await.is_empty(), "{}", place.name);
        let of_reference = store.person_of_reference(centre, &first.reference).await.unwrap().unwrap();
        assert_eq!((of_reference.name.as_str(), of_reference.appointments.len()), ("محمد العلوي", 2), "{}", place.name);
        let both = store.find_people(centre, "محمد").await.unwrap();
        assert_eq!(both[0].appointments.len(), 2, "{}: one person, who came twice", place.name);
        assert!(both[0].appointments[0].start > both[0].appointments[1].start, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn who_is_corrected_is_found_by_the_new_name_and_who_is_forgotten_by_none() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let booked = book(store, centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let history = seen(store, booked.id).await;
        let contact = history.card.contact.clone().unwrap();
        let form = domain::booking::BookingForm {
            name: "زينب".into(),
            mobile: contact.shown,
            language: "ar".into(),
            may_leave_message: "no".into(),
            ..Default::default()
        };
        let (name, reach) = domain::booking::read_person(&form).unwrap();
        store.correct_person(centre, &by_staff(booked.id), (&name, &reach)).await.unwrap();
        assert!(names(store, centre, "أمينة").await.is_empty(), "{}", place.name);
        assert_eq!(names(store, centre, "Zineb").await, ["زينب"], "{}", place.name);
        store.set_status(centre, &by_staff(booked.id), domain::appointment::Status::CancelledByPerson).await.unwrap();
        store.erase_person(centre, booked.id, store::Actor::Staff(1), later(monday(), 60 * 24 * 30)).await.unwrap();
        assert!(names(store, centre, "زينب").await.is_empty(), "{}", place.name);
        let keys = place.texts("SELECT 'key' FROM person_key").await;
        assert!(keys.is_empty(), "{}: {} keys are left", place.name, keys.len());
    })
    .await;
}

#[tokio::test]
async fn who_has_no_contact_is_nobody_else_of_the_same_name() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        for start in ["2026-01-06T09:00", "2026-01-06T10:00"] {
            let form =
                domain::booking::BookingForm {
                    channel: "nobody".into(), mobile: String::new(), ..form(start, "محمد")
                };
            let request = BookingRequest::read(&form, Hand::Desk).unwrap();
            let by = BookedBy::Staff(1);
            let booking = Booking { request: &request, by, from: None, consent_version: Some("1"), now: monday() };
            store.book(centre, &booking).await.unwrap();
        }
        let found = store.find_people(centre, "محمد").await.unwrap();
        assert_eq!(found.len(), 2, "{}", place.name);
        assert!(found.iter().all(|person| person.contact.link.is_empty()), "{}", place.name);
        let file = store.person_file(centre, found[0].id, 1, monday()).await.unwrap();
        assert_eq!(file.entries.len(), 1, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn people_of_another_centre_are_not_found() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let there = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        book(store, &here, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        assert_eq!(names(store, &here, "أمينة").await.len(), 1, "{}", place.name);
        assert!(names(store, &there, "أمينة").await.is_empty(), "{}", place.name);
        let found = store.find_people(&here, "أمينة").await.unwrap();
        assert!(store.person_of_id(&there, found[0].id).await.unwrap().is_none(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_lanes_of_a_day_are_for_those_who_may_see_them() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [one, two] = mediators::<2>(store, centre).await;
        let day = "2026-01-06".parse().unwrap();
        for (roles, id, lanes) in [
            (&[Role::Reception][..], 99, vec![one, two]),
            (&[Role::Mediator], two, vec![two]),
            (&[Role::Administrator], 99, vec![]),
        ] {
            let seen = store.lanes(centre, &reader(roles, id), day, Language::Ar).await.unwrap();
            let mut ids: Vec<i64> = seen.people.iter().map(|lane| lane.id).collect();
            ids.sort_unstable();
            assert_eq!(ids, lanes, "{}: {roles:?}", place.name);
            assert!(seen.people.iter().all(|lane| !lane.shut.is_empty()), "{}: nobody works day and night", place.name);
        }
    })
    .await;
}
