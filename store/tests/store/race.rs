use std::collections::BTreeSet;

use domain::access::Role;
use store::{Change, Error};

use super::{fixtures::*, places::on_both};

const RIVALS: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_want_one_time_and_exactly_one_gets_it() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let mut rivals = tokio::task::JoinSet::new();
        for n in 0..RIVALS {
            let (store, centre) = (place.store.clone(), centre.clone());
            rivals
                .spawn(async move { book(&store, &centre, &request("2026-01-06T09:00", &format!("Rival {n}"))).await });
        }
        let results = rivals.join_all().await;
        let won = results.iter().filter(|result| result.is_ok()).count();
        let taken = results.iter().filter(|result| matches!(result, Err(Error::Taken))).count();
        assert_eq!((won, taken), (1, RIVALS - 1), "{}: {results:?}", place.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_sent_many_times_at_once_books_once() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let form = request("2026-01-06T09:00", "أمينة");
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..RIVALS {
            let (store, centre, form) = (place.store.clone(), centre.clone(), form.clone());
            clicks.spawn(async move { book(&store, &centre, &form).await });
        }
        let booked: Vec<_> = clicks.join_all().await.into_iter().map(|click| click.unwrap()).collect();
        assert_eq!(booked.iter().filter(|b| b.new).count(), 1, "{}", place.name);
        assert_eq!(booked.iter().map(|b| b.id).collect::<BTreeSet<_>>().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bookings_and_moves_that_overlap_never_share_a_minute() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let starts = ["08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"];
        let mut rivals = tokio::task::JoinSet::new();
        for n in 0..RIVALS {
            let (store, centre) = (place.store.clone(), centre.clone());
            let (from, to) = (starts[n % starts.len()], starts[(n * 3 + 1) % starts.len()]);
            rivals.spawn(async move {
                let wanted = request(&format!("2026-01-06T{from}"), "Rival");
                let Ok(booked) = book(&store, &centre, &wanted).await else { return };
                let change = Change { id: booked.id, seen: None, by: Some(1), now: monday() };
                match store.move_to(&centre, &change, at(&format!("2026-01-06T{to}"))).await {
                    Ok(()) | Err(Error::Taken) => {}
                    Err(error) => panic!("{error}"),
                }
            });
        }
        rivals.join_all().await;
        let day = "2026-01-06".parse().unwrap();
        let board = place.store.board(&centre, &reader(&[Role::Reception], 99), day, Default::default()).await.unwrap();
        assert!(!board.is_empty());
        let minutes: Vec<i32> = board
            .iter()
            .map(|card| card.time[..2].parse::<i32>().unwrap() * 60 + card.time[3..].parse::<i32>().unwrap())
            .collect();
        for pair in minutes.windows(2) {
            assert!(pair[1] - pair[0] >= 50, "{}: {minutes:?}", place.name);
        }
    })
    .await;
}
