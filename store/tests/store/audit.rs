use domain::{access::Role, appointment::Status};
use store::{Act, Actor, AuditFault, AuditFilter, AuditHead, Error, Subject};

use super::{fixtures::*, places::on_both};

const NOW: i64 = 1_767_600_000;

#[tokio::test]
async fn every_change_and_every_reading_is_a_line_that_names_nobody() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        store.set_status(&centre, &by_staff(booked.id), Status::Arrived).await.unwrap();
        let _ = seen(store, booked.id).await;
        let refused = store.set_status(&centre, &by_staff(booked.id), Status::Requested).await;
        assert!(matches!(refused, Err(Error::Stale)));
        let lines = store.audit_lines(&centre, &AuditFilter::default(), 10).await.unwrap();
        let told: Vec<_> = lines.iter().rev().map(|line| (line.actor.as_str(), line.act)).collect();
        let expected = [("person", Act::Booked), ("staff:1", Act::ChangedStatus), ("staff:99", Act::Read)];
        assert_eq!(told, expected, "{}: what was refused is not there", place.name);
        assert_eq!(lines[0].subject, format!("appointment:{}", booked.id));
        assert!(lines.iter().all(|line| !format!("{line:?}").contains("Amina")), "{}", place.name);
        let by_reader = AuditFilter { staff_id: Some(99), ..AuditFilter::default() };
        assert_eq!(store.audit_lines(&centre, &by_reader, 10).await.unwrap().len(), 1, "{}", place.name);
        assert!(store.verify_audit(&centre, &[]).await.unwrap().faults.is_empty(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn many_readings_at_once_make_one_chain() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut readings = tokio::task::JoinSet::new();
        for n in 0..60 {
            let (store, centre) = (store.clone(), centre.clone());
            readings.spawn(async move {
                let reader = reader(&[Role::Reception], n);
                store.reads(&centre, reader.id, Subject::WaitingList, NOW).await
            });
        }
        while let Some(noted) = readings.join_next().await {
            noted.unwrap().unwrap();
        }
        let report = store.verify_audit(&centre, &[]).await.unwrap();
        assert_eq!((report.lines, report.faults), (60, Vec::new()), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_line_that_was_changed_left_out_or_written_anew_is_found() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for id in 1..=6 {
            store.note(&centre, Actor::Shell, Act::SavedSettings, Subject::Account(id), NOW).await.unwrap();
        }
        let head = store.audit_head(&centre).await.unwrap().unwrap();
        assert_eq!(head.sequence, 6);
        assert_eq!(head.to_string().parse::<AuditHead>().unwrap(), head, "it is read as it is written");
        let faults = async |heads: &[AuditHead]| store.verify_audit(&centre, heads).await.unwrap().faults;
        assert_eq!(faults(std::slice::from_ref(&head)).await, [], "{}", place.name);

        place.set("UPDATE audit SET actor = 'staff:9' WHERE sequence = 3").await;
        assert_eq!(faults(&[]).await, [AuditFault::Changed(3)], "{}", place.name);
        place.set("UPDATE audit SET actor = 'shell' WHERE sequence = 3").await;

        place.set("DELETE FROM audit WHERE sequence = 6").await;
        assert_eq!(faults(&[]).await, [AuditFault::Missing(6)], "{}: the end is missing", place.name);
        place.set("UPDATE event_counter SET audits = 5").await;
        assert_eq!(faults(&[]).await, [], "{}: whoever writes the database hides it there", place.name);
        assert_eq!(faults(std::slice::from_ref(&head)).await, [AuditFault::Missing(6)], "{}: and not here", place.name);
        store.note(&centre, Actor::Shell, Act::SavedSettings, Subject::Account(7), NOW).await.unwrap();
        assert_eq!(faults(&[head]).await, [AuditFault::Forked(6)], "{}: another line in its place", place.name);

        place.set("DELETE FROM audit WHERE sequence = 2").await;
        let found = faults(&[]).await;
        assert_eq!(found.first(), Some(&AuditFault::Missing(2)), "{}: {found:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_the_public_site_shows_is_counted_and_nothing_else_is() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let counted = async || {
            let rules = place.texts("SELECT CAST(rules AS text) FROM event_counter").await;
            (store.changes(centre.id).await.unwrap(), rules[0].parse::<i64>().unwrap())
        };
        let mut before = counted().await;
        // What changes the rules is read again by whoever keeps a plan of hours.
        let mut grew = async |what: &str, expected: (bool, bool)| {
            let now = counted().await;
            assert_eq!((now.0 > before.0, now.1 > before.1), expected, "{}: {what}", place.name);
            before = now;
        };
        let booked = book(store, &centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        grew("a booking", (true, false)).await;
        let _ = seen(store, booked.id).await;
        grew("a reading", (false, false)).await;
        store.set_status(&centre, &by_staff(booked.id), Status::Arrived).await.unwrap();
        grew("an arrival", (false, false)).await;
        store.undo(&centre, &by_staff(booked.id)).await.unwrap();
        grew("an undone arrival may be a time won again", (true, false)).await;
        store.set_status(&centre, &by_staff(booked.id), Status::CancelledByCentre).await.unwrap();
        grew("a cancellation", (true, false)).await;
        set_service(store, &centre, |record| record.minutes = 50).await;
        grew("a service", (true, true)).await;
        store.propose_holidays(&centre, monday()).await.unwrap();
        grew("holidays", (true, true)).await;
        store.propose_holidays(&centre, monday()).await.unwrap();
        grew("the same holidays", (false, false)).await;
    })
    .await;
}
