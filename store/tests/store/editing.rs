use domain::{
    access::Role,
    contact::{Address, SafeContact},
    language::Language,
    person_name::PersonName,
    phone::PhoneNumber,
    preference::{Gender, Spoken},
};
use store::{
    Actor, CentreSettings, EDITING_SECONDS, Edit, Error, HoursChange, Resource, Result, Store, Thing, ThingKind,
};

use super::{fixtures::*, places::on_both};

const NOW: i64 = 1_767_600_000;

fn saw(by: i64, seen: i64) -> Edit {
    Edit { by: Actor::Staff(by), seen: Some(seen) }
}

fn is_stale<T>(done: &Result<T>) -> bool {
    matches!(done, Err(Error::Stale))
}

async fn number(store: &Store, thing: &Thing) -> i64 {
    store.edition(&centre(store).await, thing).await.unwrap().number
}

#[tokio::test]
async fn whoever_has_a_thing_open_is_seen_until_they_leave_or_say_nothing_more() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [samira, nadia] = mediators(store, &centre).await;
        let (room, other) = (Thing::new(ThingKind::Room, 7), Thing::new(ThingKind::Room, 8));
        store.opens(&centre, &room, samira, monday()).await.unwrap();
        store.opens(&centre, &room, nadia, monday()).await.unwrap();
        store.opens(&centre, &other, nadia, monday()).await.unwrap();
        store.leaves(&centre, &other, nadia).await.unwrap();
        let seen = store.editors(&centre, monday()).await.unwrap();
        let seen: Vec<_> = seen.iter().map(|of| (of.thing.clone(), of.staff_id, of.since)).collect();
        let first = (room.clone(), samira, monday());
        assert_eq!(seen, [first.clone(), (room.clone(), nadia, monday())], "{}", place.name);
        // Samira's page is still looked at, Nadia's browser was closed.
        store.opens(&centre, &room, samira, later(monday(), 1)).await.unwrap();
        let minutes = EDITING_SECONDS / 60;
        let seen = store.editors(&centre, later(monday(), minutes)).await.unwrap();
        let seen: Vec<_> = seen.iter().map(|of| (of.thing.clone(), of.staff_id, of.since)).collect();
        assert_eq!(seen, [first], "{}: since when stays", place.name);
        assert!(store.editors(&centre, later(monday(), 1 + minutes)).await.unwrap().is_empty());
        // Whoever comes back is there anew.
        store.opens(&centre, &room, samira, later(monday(), 10)).await.unwrap();
        assert_eq!(store.editors(&centre, later(monday(), 10)).await.unwrap()[0].since, later(monday(), 10));
        assert_eq!(place.texts("SELECT subject FROM editing").await, ["7"], "{}: what is over goes", place.name);
    })
    .await;
}

#[tokio::test]
async fn only_who_comes_and_who_goes_rings() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [samira] = mediators(store, &centre).await;
        let room = Thing::new(ThingKind::Room, 7);
        let mut bell = store.bell();
        let mut rang = || {
            let rang = bell.has_changed().unwrap();
            bell.mark_unchanged();
            rang
        };
        rang();
        store.opens(&centre, &room, samira, monday()).await.unwrap();
        let came = rang();
        store.opens(&centre, &room, samira, later(monday(), 1)).await.unwrap();
        let stayed = rang();
        store.leaves(&centre, &room, samira).await.unwrap();
        let went = rang();
        store.leaves(&centre, &room, samira).await.unwrap();
        assert_eq!((came, stayed, went, rang()), (true, false, true, false), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_is_open_at_one_centre_is_not_seen_at_another() {
    on_both(async |place| {
        let (store, fes) = (&place.store, centre(&place.store).await);
        let meknes = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        let [samira] = mediators(store, &fes).await;
        store.opens(&fes, &Thing::new(ThingKind::Centre, ""), samira, monday()).await.unwrap();
        assert!(store.editors(&meknes, monday()).await.unwrap().is_empty(), "{}", place.name);
        let open = store.all_open(monday()).await.unwrap();
        assert_eq!(open.keys().copied().collect::<Vec<_>>(), [fes.id], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_later_of_two_who_saw_the_same_is_refused_and_may_save_after_having_seen() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [samira, nadia] = mediators(store, &centre).await;
        let id = store.add_room(&centre, ("Bleue", 2), Actor::Staff(samira), monday()).await.unwrap();
        let room = Thing::new(ThingKind::Room, id);
        assert_eq!(number(store, &room).await, 0);
        store.save_room(&centre, id, ("Verte", 3), saw(samira, 0), monday()).await.unwrap();
        let late = store.save_room(&centre, id, ("Jaune", 4), saw(nadia, 0), monday()).await;
        assert!(is_stale(&late), "{}: {late:?}", place.name);
        assert_eq!(store.rooms(&centre, monday()).await.unwrap()[0].name, "Verte", "nothing was changed");
        let stands = store.edition(&centre, &room).await.unwrap();
        assert_eq!((stands.number, stands.by.as_deref(), stands.at), (1, Some("Samira"), Some(monday())));
        store.save_room(&centre, id, ("Jaune", 4), saw(nadia, 1), monday()).await.unwrap();
        assert_eq!(store.rooms(&centre, monday()).await.unwrap()[0].name, "Jaune", "{}", place.name);
        // What fails otherwise makes no edition.
        assert!(store.save_room(&centre, 99, ("x", 1), saw(nadia, 0), monday()).await.is_err());
        assert_eq!(number(store, &Thing::new(ThingKind::Room, 99)).await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_many_who_save_at_once_one_is_taken() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_room(&centre, ("Bleue", 2), Actor::Staff(1), monday()).await.unwrap();
        let mut all = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (store, centre) = (store.clone(), centre.clone());
            all.spawn(async move { store.save_room(&centre, id, ("Verte", n + 1), saw(1, 0), monday()).await });
        }
        let done = all.join_all().await;
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{}: {done:?}", place.name);
        assert_eq!(done.iter().filter(|done| is_stale(done)).count(), 7, "{}: {done:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn every_form_that_says_something_anew_is_refused_to_who_saw_an_older_edition() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let boss = store.add_staff(&centre, &account("b@example.com", &[Role::Administrator]), NOW).await.unwrap();
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Mediator]), NOW).await.unwrap();
        let service = store.service_record(&centre, "information-meeting").await.unwrap();
        let settings = CentreSettings::of(&centre);
        let speaks = [Spoken::Arabic];
        let edit = saw(boss, 0);
        let all = [
            Thing::new(ThingKind::Service, &service.slug),
            Thing::new(ThingKind::Colleague, id),
            Thing::new(ThingKind::Centre, ""),
            Thing::new(ThingKind::Account, id),
            Thing::new(ThingKind::Factor, ""),
        ];
        for again in [false, true] {
            let done = [
                store.save_service(&centre, &service, edit, NOW).await,
                store.save_colleague(&centre, id, Some(Gender::Woman), &speaks, edit, NOW).await,
                store.save_settings(&centre, &settings, edit, NOW).await,
                store.set_roles(&centre, id, &[Role::Mediator], edit, NOW).await,
                store.set_factor_roles(&centre, &[Role::Administrator], edit, NOW).await,
            ];
            for (done, thing) in done.iter().zip(&all) {
                let right = if again { is_stale(done) } else { done.is_ok() };
                assert!(right, "{}: {thing}: {done:?}", place.name);
                assert_eq!(number(store, thing).await, 1, "{}: {thing}", place.name);
            }
        }
        // The second round was refused whole: it left no line.
        let lines = store.audit_lines(&centre, &Default::default(), 100).await.unwrap();
        assert_eq!(lines.iter().filter(|line| line.actor == format!("staff:{boss}")).count(), 5, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_end_that_somebody_else_has_set_is_not_set_again_unseen() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [samira] = mediators(store, &centre).await;
        let whose = Resource::Staff(samira);
        let today = "2026-01-05".parse().unwrap();
        let id = store.openings(&centre, whose, today).await.unwrap()[0].id;
        let end = |day: &str| HoursChange::EndOpening { id, last_day: day.parse().unwrap() };
        let none = Default::default();
        let first = end("2026-06-30");
        store.change_hours_as_seen(&centre, &first, &none, (1, Some(0)), monday()).await.unwrap();
        let late = store.change_hours_as_seen(&centre, &end("2026-07-31"), &none, (1, Some(0)), monday()).await;
        assert!(is_stale(&late), "{}: {late:?}", place.name);
        let stands = store.openings(&centre, whose, today).await.unwrap();
        let stands = stands.iter().find(|of| of.id == id).unwrap();
        assert_eq!(stands.opening.last_day.to_string(), "2026-06-30", "{}", place.name);
        let editions = store.editions(&centre, ThingKind::Opening).await.unwrap();
        assert_eq!(editions[&id.to_string()].number, 1);
    })
    .await;
}

#[tokio::test]
async fn a_person_is_corrected_by_who_saw_them_as_they_are_whatever_became_of_the_appointment() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let thing = store.person_of(&centre, booked.id).await.unwrap();
        let name = |text: &str| PersonName::parse(text).unwrap();
        let reach = SafeContact {
            address: Address::Mobile(PhoneNumber::parse("0622222222").unwrap()),
            language: Language::Fr,
            may_leave_message: false,
        };
        let arrived = domain::appointment::Status::Arrived;
        store.set_status(&centre, &by_staff(booked.id), arrived).await.unwrap();
        let change = by_staff(booked.id);
        store.correct_person_as_seen(&centre, &change, (&name("Amina"), &reach), 0).await.unwrap();
        let late = store.correct_person_as_seen(&centre, &change, (&name("Amine"), &reach), 0).await;
        assert!(is_stale(&late), "{}: {late:?}", place.name);
        // The person changes their own contact: that is an edition, too.
        store.correct_contact(&centre, &by_person(booked.id), &reach).await.unwrap();
        let stands = store.edition(&centre, &thing).await.unwrap();
        assert_eq!((stands.number, stands.by), (2, None), "{}", place.name);
        assert_eq!(seen(store, booked.id).await.card.name, "Amina");
    })
    .await;
}
