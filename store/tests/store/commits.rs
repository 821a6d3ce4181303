//! What tells that somebody has committed, without a question to the database.

use store::{Settings, Store};

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn every_commit_of_another_program_is_seen_and_no_reading_is_one() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let settings = Settings { url: place.url.clone(), connections: 2, zones: None };
        let other = Store::connect(&settings).await.unwrap();
        if !place.url.starts_with("sqlite") {
            assert_eq!(place.store.commits(), None, "PostgreSQL says nothing of it");
            return;
        }
        let mut before = place.store.commits();
        for hour in 9..=16 {
            if book(&other, &centre, &request(&format!("2026-01-06T{hour:02}:00"), "أمينة")).await.is_err() {
                continue;
            }
            let after = place.store.commits();
            assert!(after.is_some() && after != before, "the booking at {hour} was not seen");
            place.store.all_changes().await.unwrap();
            assert_eq!(place.store.commits(), after, "reading is no commit");
            before = after;
        }
        assert!(before.is_some(), "nothing was booked");
    })
    .await;
}

/// The log goes into the file with the last connection, and the next begins a new one: it may not look like the old one.
#[tokio::test]
async fn a_log_that_has_begun_anew_is_another() {
    on_both(async |place| {
        if !place.url.starts_with("sqlite") {
            return;
        }
        let centre = centre(&place.store).await;
        book(&place.store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let before = place.store.commits();
        assert!(before.is_some());
        place.store.close().await.unwrap();
        assert_eq!(place.store.commits(), None, "there is no log");
        let again = Store::connect(&Settings { url: place.url.clone(), connections: 2, zones: None }).await.unwrap();
        assert!(again.answers().await);
        assert_eq!(again.commits(), None, "an empty log may be of any state");
        book(&again, &centre, &request("2026-01-06T10:00", "خديجة")).await.unwrap();
        assert!(again.commits().is_some() && again.commits() != before);
    })
    .await;
}
