use store::Error;

use super::{fixtures::*, places::on_both};

/// A reader that always asks for what comes after the last id it saw must see every event, although many write.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_by_id_misses_nothing_while_many_write() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let starts = ["08:30", "10:00", "11:30", "13:30", "15:00"];
        let days = ["2026-01-06", "2026-01-07", "2026-01-08", "2026-01-12", "2026-01-13", "2026-01-14"];
        let mut writers = tokio::task::JoinSet::new();
        for day in days {
            for start in starts {
                let (store, centre) = (place.store.clone(), centre.clone());
                writers.spawn(async move { book(&store, &centre, &request(&format!("{day}T{start}"), "أمينة")).await });
            }
        }
        let (mut last, mut seen, mut written) = (0, Vec::new(), 0);
        while written < days.len() * starts.len() {
            let booked = writers.join_next().await.unwrap().unwrap();
            assert!(booked.is_ok(), "{}: {booked:?}", place.name);
            written += 1;
            for event in place.store.events_after(centre.id, last, 100).await.unwrap() {
                assert_eq!(event.id, last + 1, "{}", place.name);
                last = event.id;
                seen.push(event.subject);
            }
        }
        assert_eq!(seen.len(), written, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn the_bell_rings_after_a_booking() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let mut bell = place.store.bell();
        book(&place.store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        assert!(bell.has_changed().unwrap(), "{}", place.name);
        bell.mark_unchanged();
        let refused = book(&place.store, &centre, &request("2026-01-06T09:00", "Karim")).await;
        assert!(matches!(refused, Err(Error::Taken)));
        assert!(!bell.has_changed().unwrap(), "{}", place.name);
    })
    .await;
}
