use domain::appointment::Status;
use store::{Actor, Centre, Error, Kept, Store};
use uuid::Uuid;

use super::{
    super::{
        fixtures::*,
        places::{Place, on_both},
    },
    DAY, RECEPTION, came, people, person,
};

async fn names(store: &Store, centre: &Centre, typed: &str) -> Vec<String> {
    store.find_people(centre, typed).await.unwrap().into_iter().map(|person| person.name).collect()
}

async fn starts(store: &Store, centre: &Centre, person: Uuid) -> Vec<String> {
    let file = store.person_file(centre, person, RECEPTION, monday()).await.unwrap();
    let mut starts: Vec<String> =
        file.entries.iter().flat_map(|entry| &entry.appointments).map(|of| of.start.clone()).collect();
    starts.sort();
    starts
}

/// Every row that a merge could touch.
async fn everything(place: &Place) -> Vec<String> {
    let mut all = Vec::new();
    for (table, columns) in [
        ("person", "id, name, blanked_at"),
        ("contact", "id, person_id, address, revoked_at"),
        ("consent", "id, person_id, withdrawn_at"),
        ("attendance", "id, person_id, contact_id, status, version"),
        ("waiting_entry", "id, person_id, contact_id, status"),
        ("outbox", "id, contact_id, dropped_at"),
        ("link", "hash, subject, revoked_at"),
    ] {
        let plain = |column: &str| match column {
            "id" | "person_id" | "contact_id" if place.name == "SQLite" => format!("HEX({column})"),
            _ => format!("CAST({column} AS TEXT)"),
        };
        let text = columns.split(", ").map(|column| format!("COALESCE({}, '-')", plain(column)));
        let text = text.collect::<Vec<_>>().join(" || ' ' || ");
        all.extend(place.texts(&format!("SELECT {text} FROM {table} ORDER BY 1")).await);
    }
    all
}

#[tokio::test]
async fn two_who_are_merged_are_one_by_either_name_and_each_has_their_own_again_when_it_is_taken_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let kept = came(store, centre, "2026-01-06T09:00", "خديجة التازي", "0612345678").await;
        let gone = came(store, centre, "2026-01-07T09:00", "Latifa Tazi", "0698765432").await;
        let (kept, gone) = (person(store, centre, &kept).await, person(store, centre, &gone).await);
        let before = everything(place).await;
        let at = later(monday(), 5);
        assert_eq!(store.merge_persons(centre, (kept, gone), RECEPTION, at).await.unwrap(), kept, "{}", place.name);
        assert_eq!(everything(place).await, before, "{}: nothing is moved", place.name);
        for typed in ["خديجة", "Khadija", "latifa", "لطيفة", "0698765432", "06 12 34"] {
            assert_eq!(names(store, centre, typed).await, ["خديجة التازي"], "{}: {typed}", place.name);
        }
        let found = store.find_people(centre, "Latifa").await.unwrap().remove(0);
        assert_eq!((found.id, found.appointments.len()), (kept, 2), "{}", place.name);
        assert_eq!(found.other_names, ["Latifa Tazi"], "{}", place.name);
        let file = store.person_file(centre, gone, RECEPTION, at).await.unwrap();
        assert_eq!((file.id, file.name.as_str(), file.merged), (kept, "خديجة التازي", true), "{}", place.name);
        assert_eq!(starts(store, centre, gone).await, ["2026-01-06T09:00:00", "2026-01-07T09:00:00"]);
        let again = store.merge_persons(centre, (gone, kept), RECEPTION, at).await;
        assert!(matches!(again, Err(Error::Stale)), "{}: they are one already", place.name);

        // Meanwhile each of the two names comes again.
        came(store, centre, "2026-01-08T09:00", "Latifa Tazi", "0698765432").await;
        came(store, centre, "2026-01-09T09:00", "خديجة التازي", "0612345678").await;
        assert_eq!(starts(store, centre, kept).await.len(), 4, "{}", place.name);

        let merge = store.who_is_who(centre, kept, at).await.unwrap().merges.remove(0);
        assert_eq!((merge.name.as_deref(), merge.by, merge.at), (Some("Latifa Tazi"), RECEPTION, at), "{}", place.name);
        assert!(merge.until.is_some(), "{}", place.name);
        let rows = everything(place).await;
        assert_eq!(store.take_merge_back(centre, merge.id, 2, later(at, 30 * DAY)).await.unwrap(), gone);
        assert_eq!(everything(place).await, rows, "{}", place.name);
        assert_eq!(starts(store, centre, kept).await, ["2026-01-06T09:00:00", "2026-01-09T09:00:00"], "{}", place.name);
        assert_eq!(starts(store, centre, gone).await, ["2026-01-07T09:00:00", "2026-01-08T09:00:00"], "{}", place.name);
        assert_eq!(names(store, centre, "Latifa").await, ["Latifa Tazi"], "{}", place.name);
        let twice = store.take_merge_back(centre, merge.id, 2, at).await;
        assert!(matches!(twice, Err(Error::Stale)), "{}", place.name);
        assert!(store.verify_audit(centre, &[]).await.unwrap().faults.is_empty(), "{}", place.name);
        let acts = place.texts("SELECT verb FROM audit WHERE verb IN ('merged', 'took_merge_back') ORDER BY sequence");
        assert_eq!(acts.await, ["merged", "took_merge_back"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_merge_is_for_good_after_a_month() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let kept = came(store, centre, "2026-01-06T09:00", "Amina", "0612345678").await;
        let gone = came(store, centre, "2026-01-07T09:00", "Amina B", "0612345678").await;
        let (kept, gone) = (person(store, centre, &kept).await, person(store, centre, &gone).await);
        store.merge_persons(centre, (kept, gone), RECEPTION, monday()).await.unwrap();
        let late = later(monday(), 30 * DAY + 1);
        let merge = store.who_is_who(centre, kept, late).await.unwrap().merges.remove(0);
        assert_eq!(merge.until, None, "{}", place.name);
        let refused = store.take_merge_back(centre, merge.id, RECEPTION, late).await;
        assert!(matches!(refused, Err(Error::TooLate)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn several_merges_are_taken_back_in_any_order() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let mut people = Vec::new();
        for (day, name) in [(6, "Amina"), (7, "Latifa"), (8, "Karima")] {
            let start = format!("2026-01-0{day}T09:00");
            let booked = came(store, centre, &start, name, &format!("061234567{day}")).await;
            people.push(person(store, centre, &booked).await);
        }
        let [a, b, c] = people[..] else { panic!() };
        store.merge_persons(centre, (a, b), RECEPTION, monday()).await.unwrap();
        // By the address of whoever was merged away.
        assert_eq!(store.merge_persons(centre, (c, b), RECEPTION, later(monday(), 1)).await.unwrap(), c);
        for id in people.iter() {
            let file = store.person_file(centre, *id, RECEPTION, monday()).await.unwrap();
            assert_eq!((file.name.as_str(), file.entries.len()), ("Karima", 3), "{}", place.name);
        }
        let merges = store.who_is_who(centre, a, later(monday(), 1)).await.unwrap().merges;
        // The first of them, while the second stands.
        store.take_merge_back(centre, merges[1].id, RECEPTION, later(monday(), 2)).await.unwrap();
        assert_eq!(starts(store, centre, b).await, ["2026-01-07T09:00:00"], "{}", place.name);
        assert_eq!(starts(store, centre, a).await, ["2026-01-06T09:00:00", "2026-01-08T09:00:00"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_forgotten_is_forgotten_with_all_that_was_merged() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let first = came(store, centre, "2026-01-06T09:00", "Amina", "0612345678").await;
        let second = came(store, centre, "2026-01-07T09:00", "Latifa", "0698765432").await;
        let other = came(store, centre, "2026-01-08T09:00", "Karima", "0612345678").await;
        let [kept, gone, apart] = people(store, centre, [&first, &second, &other]).await;
        store.merge_persons(centre, (kept, gone), RECEPTION, monday()).await.unwrap();
        store.say_apart(centre, (gone, apart), RECEPTION, monday()).await.unwrap();
        let export = store.export_person(centre, second.id, Actor::Staff(RECEPTION), monday()).await.unwrap();
        assert_eq!(export.entries.len(), 2, "{}", place.name);
        for id in [first.id, second.id] {
            store.set_status(centre, &by_staff(id), Status::CancelledByCentre).await.unwrap();
        }
        let then = later(monday(), 60 * DAY);
        assert_eq!(store.erase_person(centre, second.id, Actor::Staff(RECEPTION), then).await.unwrap(), 2);
        assert_eq!(place.texts("SELECT name FROM person WHERE name <> ''").await, ["Karima"], "{}", place.name);
        for table in ["person_merge", "person_apart"] {
            let left = place.texts(&format!("SELECT 'x' FROM {table}")).await;
            assert!(left.is_empty(), "{}: {table} tells who they were", place.name);
        }
        assert!(names(store, centre, "latifa").await.is_empty(), "{}", place.name);
        assert!(store.person_file(centre, gone, RECEPTION, then).await.is_err(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_is_kept_no_longer_leaves_those_it_was_merged_with() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let days = [(Kept::Person, 60), (Kept::Waiting, 60), (Kept::Message, 30), (Kept::Event, 30)];
        store.set_retention(centre, &days, Actor::Staff(1), monday().as_second()).await.unwrap();
        let old = came(store, centre, "2026-01-06T09:00", "Amina", "0612345678").await;
        let one = came(store, centre, "2026-02-20T09:00", "Latifa", "0698765432").await;
        let two = came(store, centre, "2026-02-19T09:00", "Karima", "0698765439").await;
        let [old, one, two] = people(store, centre, [&old, &one, &two]).await;
        store.merge_persons(centre, (old, one), RECEPTION, monday()).await.unwrap();
        store.merge_persons(centre, (old, two), RECEPTION, monday()).await.unwrap();
        let then = later(monday(), 62 * DAY);
        assert_eq!(store.clear(centre, then).await.unwrap().unwrap().people, 1, "{}", place.name);
        let file = store.person_file(centre, one, RECEPTION, then).await.unwrap();
        assert_eq!(file.entries.len(), 2, "{}: they stay one without the first", place.name);
        assert!(!file.name.is_empty() && !file.other_names.contains(&String::new()), "{}", place.name);
        assert_eq!(names(store, centre, "latifa").await.len(), 1, "{}", place.name);
        assert!(names(store, centre, "amina").await.is_empty(), "{}", place.name);
    })
    .await;
}
