//! The people of these tests.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::{
    access::Role,
    appointment::Mode,
    booking::{BookingForm, BookingRequest},
    email::EmailAddress,
    language::Language,
    password::Password,
    person_name::PersonName,
    preference::{Gender, Spoken, With},
};
use jiff::{Timestamp, civil::DateTime};
use store::{
    Actor, Booked, BookedBy, Booking, Centre, Change, History, Knock, NewStaff, OwnAppointment, Result, Secret,
    ServiceRecord, StaffMember, Store, Wish,
};
use uuid::Uuid;

use super::places::Place;

/// Monday, 5 January 2026, 08:00 in Fez.
pub fn monday() -> Timestamp {
    "2026-01-05T07:00:00Z".parse().unwrap()
}

pub fn later(now: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_second(now.as_second() + minutes * 60).unwrap()
}

pub async fn centre(store: &Store) -> Centre {
    store.load_first_centre(monday().as_second()).await.unwrap()
}

/// A number that no other person of these tests has, in whichever process.
fn a_mobile() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = std::process::id().wrapping_mul(4_001).wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
    // Not every number that begins with 06 exists.
    format!("061{:07}", number % 10_000_000)
}

/// An appointment as its own person sees it who has just booked it.
pub async fn own(store: &Store, centre: &Centre, booked: &Booked, language: Language) -> OwnAppointment {
    let proof = store.prove_booked(centre, booked, monday()).await.unwrap();
    store.proved(centre, &proof, language, monday()).await.unwrap()
}

/// Somebody who asks from an address.
pub fn from(address: &str) -> Knock<'_> {
    Knock { address: Some(address), browser: None, device: "Firefox" }
}

pub fn form(start: &str, name: &str) -> BookingForm {
    BookingForm {
        service: "information-meeting".into(),
        mode: "in_person".into(),
        start: start.into(),
        name: name.into(),
        channel: "mobile".into(),
        mobile: a_mobile(),
        language: "ar".into(),
        may_leave_message: "no".into(),
        consent: "yes".into(),
        key: Secret::random().as_str().into(),
        ..BookingForm::default()
    }
}

pub fn request(start: &str, name: &str) -> BookingRequest {
    BookingRequest::try_from(&form(start, name)).unwrap()
}

pub async fn book(store: &Store, centre: &Centre, request: &BookingRequest) -> Result<Booked> {
    let booking = Booking { request, by: BookedBy::Person, from: None, consent_version: Some("1"), now: monday() };
    store.book(centre, &booking).await
}

pub fn wish() -> Wish {
    Wish {
        service: "information-meeting".into(),
        mode: Mode::InPerson,
        with: With::Anyone,
        speaks: None,
        desk: false,
        minutes: None,
    }
}

/// The free times of a day, `HH:MM`.
pub async fn free(store: &Store, centre: &Centre, day: &str) -> Vec<String> {
    free_for(store, centre, &wish(), day).await
}

/// The same for another wish.
pub async fn free_for(store: &Store, centre: &Centre, wish: &Wish, day: &str) -> Vec<String> {
    let day = day.parse().unwrap();
    let offers = store.free_times(centre, wish, (day, day), monday()).await.unwrap();
    offers.iter().map(|offer| offer.start.strftime("%H:%M").to_string()).collect()
}

pub fn by_staff(id: Uuid) -> Change {
    Change { id, seen: None, by: Some(1), now: monday() }
}

pub fn by_person(id: Uuid) -> Change {
    Change { by: None, ..by_staff(id) }
}

/// An appointment as the reception sees it.
pub async fn seen(store: &Store, id: Uuid) -> History {
    let reception = reader(&[Role::Reception], 99);
    store.history(&centre(store).await, &reception, id, Default::default(), monday()).await.unwrap()
}

/// Kinds of the messages promised about an appointment, in order.
pub async fn messages(place: &Place, id: Uuid) -> Vec<String> {
    let of = if place.name == "SQLite" { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
    place.texts(&format!("SELECT template FROM outbox WHERE subject = {of} ORDER BY id")).await
}

/// How many claims there are.
pub async fn claims(place: &Place) -> usize {
    place.texts("SELECT resource_kind FROM claim").await.len()
}

/// New mediators at the centre's usual hours, in place of the row that stood for the team; ascending ids.
pub async fn mediators<const N: usize>(store: &Store, centre: &Centre) -> [i64; N] {
    let mut ids = [0; N];
    for (n, id) in ids.iter_mut().enumerate() {
        let new = account(&format!("mediator{n}@example.com"), &[Role::Mediator]);
        *id = store.add_staff(centre, &new, monday().as_second()).await.unwrap();
    }
    ids
}

pub fn at(text: &str) -> DateTime {
    text.parse().unwrap()
}

pub const PASSWORD: &str = "three palms by the gate";

pub fn account(email: &str, roles: &[Role]) -> NewStaff {
    NewStaff {
        name: PersonName::parse("Samira").unwrap(),
        email: EmailAddress::parse(email).unwrap(),
        password: Password::parse(PASSWORD).unwrap(),
        language: Language::Ar,
        roles: roles.to_vec(),
    }
}

/// Somebody who reads the board without an account of their own.
pub fn reader(roles: &[Role], id: i64) -> StaffMember {
    let (name, email) = ("Samira".to_owned(), "s@example.com".to_owned());
    StaffMember {
        id,
        centre_id: 1,
        name,
        email,
        language: Language::Fr,
        look: Default::default(),
        roles: roles.to_vec(),
        lacks_factor: false,
    }
}

/// A mediator of the centre, at its usual hours, for all its services.
pub async fn mediator(store: &Store, centre: &Centre, name: &str, gender: Option<Gender>, speaks: &[Spoken]) -> i64 {
    let email = EmailAddress::parse(&format!("{}@example.com", name.to_lowercase())).unwrap();
    let new = NewStaff { name: PersonName::parse(name).unwrap(), email, ..account("x@example.com", &[Role::Mediator]) };
    let id = store.add_staff(centre, &new, monday().as_second()).await.unwrap();
    store.save_colleague(centre, id, gender, speaks, Actor::Shell, monday().as_second()).await.unwrap();
    id
}

/// Changes the service that these tests book.
pub async fn set_service(store: &Store, centre: &Centre, change: impl FnOnce(&mut ServiceRecord)) {
    let mut record = store.service_record(centre, "information-meeting").await.unwrap();
    change(&mut record);
    store.save_service(centre, &record, Actor::Shell, monday().as_second()).await.unwrap();
}
