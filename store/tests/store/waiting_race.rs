//! The waiting list under many hands at once.

use std::collections::BTreeSet;

use domain::waiting::{WaitingForm, WaitingRequest};
use jiff::civil::date;
use store::Error;

use super::{fixtures::*, places::on_both};

const WAITING: i64 = 12;

/// Anybody who waits for any time of the week.
fn whenever(name: &str) -> WaitingRequest {
    let form = WaitingForm { person: form("", name), last_day: "2026-01-09".into(), ..WaitingForm::default() };
    form.read(date(2026, 1, 5)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_sent_many_times_at_once_joins_once() {
    on_both(async |place| {
        let (centre, request) = (centre(&place.store).await, whenever("أمينة"));
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..WAITING {
            let (store, centre, request) = (place.store.clone(), centre.clone(), request.clone());
            clicks.spawn(
                async move { store.join_waiting(&centre, &request, None, (None, None), monday()).await.unwrap() },
            );
        }
        let joined = clicks.join_all().await;
        assert_eq!(joined.iter().filter(|joined| joined.new).count(), 1, "{}", place.name);
        assert_eq!(joined.iter().map(|joined| joined.id).collect::<BTreeSet<_>>().len(), 1, "{}", place.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_stays_held_for_who_leaves_while_a_worker_offers() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let before = free(store, &centre, "2026-01-06").await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..WAITING {
            let request = whenever(&format!("Waiting {n}"));
            let joined = store.join_waiting(&centre, &request, None, (None, None), later(monday(), n)).await.unwrap();
            let (leaving, tending) = ((store.clone(), centre.clone()), (store.clone(), centre.clone()));
            all.spawn(async move { leaving.0.leave_waiting(&leaving.1, joined.id, None, monday()).await.unwrap() });
            all.spawn(async move { assert!(tending.0.tend_waiting(&tending.1, monday()).await.is_ok()) });
        }
        all.join_all().await;
        assert_eq!(claims(place).await, 0, "{}", place.name);
        assert_eq!(free(store, &centre, "2026-01-06").await, before, "{}", place.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bookings_moves_cancellations_and_workers_at_once_all_come_to_an_end() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let starts = ["08:30", "09:30", "10:30", "11:30", "13:30", "14:30"];
        for n in 0..WAITING {
            let request = whenever(&format!("Waiting {n}"));
            store.join_waiting(&centre, &request, None, (None, None), later(monday(), n)).await.unwrap();
        }
        let mut all = tokio::task::JoinSet::new();
        for n in 0..3 * WAITING as usize {
            let (store, centre) = (store.clone(), centre.clone());
            let from = format!("2026-01-0{}T{}", 6 + n % 3, starts[n % starts.len()]);
            let to = format!("2026-01-0{}T{}", 6 + n % 2, starts[(n * 5 + 1) % starts.len()]);
            all.spawn(async move {
                store.tend_waiting(&centre, monday()).await.unwrap();
                let booked = match book(&store, &centre, &request(&from, "Rival")).await {
                    Err(Error::Taken) => return,
                    booked => booked.unwrap(),
                };
                match store.move_to(&centre, &by_staff(booked.id), at(&to)).await {
                    Err(Error::Taken) => {}
                    moved => moved.unwrap(),
                }
                let status = domain::appointment::Status::CancelledByCentre;
                store.set_status(&centre, &by_staff(booked.id), status).await.unwrap();
            });
        }
        all.join_all().await;
        let twice = "SELECT CAST(count(*) - count(DISTINCT waiting_id) AS text) FROM hold WHERE status = 'open'";
        assert_eq!(place.texts(twice).await, ["0"], "{}: one offer each", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_over_when_its_session_begins() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET hold_minutes = 10080").await;
        store.join_waiting(&centre, &whenever("أمينة"), None, (None, None), monday()).await.unwrap();
        assert_eq!(store.tend_waiting(&centre, monday()).await.unwrap(), 1);
        let link = store.unsent_links(&centre, "offered").await.unwrap().remove(0);
        let held = store.held_time(&centre, &link, monday()).await.unwrap();
        assert_eq!(centre.zone.to_datetime(held.expires_at), held.start, "{}", place.name);
    })
    .await;
}
