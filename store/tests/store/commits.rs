//! What tells that somebody has committed, without a question to the database.

use sea_orm::{Database, SqliteTransactionMode, TransactionOptions, TransactionTrait, sqlx};
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

/// Environment of a program that would write, too.
const URL: &str = "WIFAQ_COMMITS_URL";

/// Tries to write and says what came of it; started by the test below.
#[tokio::test]
#[ignore = "a part of the test below"]
async fn program() {
    let Ok(url) = std::env::var(URL) else { return };
    let db = Database::connect(&url).await.unwrap();
    let one = db.get_sqlite_connection_pool().acquire().await;
    let mut one = one.unwrap();
    sqlx::query("PRAGMA busy_timeout = 0").execute(&mut *one).await.unwrap();
    let begun = sqlx::query("BEGIN IMMEDIATE").execute(&mut *one).await.is_ok();
    println!("\n{}", if begun { "it writes" } else { "it waits" });
}

fn another_program(url: &str) -> bool {
    let mut program = std::process::Command::new(std::env::current_exe().unwrap());
    program.args(["--ignored", "--exact", "commits::program", "--nocapture", "--test-threads=1"]).env(URL, url);
    let said = String::from_utf8(program.output().unwrap().stdout).unwrap();
    assert_ne!(said.contains("it writes"), said.contains("it waits"), "{said}");
    said.contains("it writes")
}

/// A process that closes any descriptor of a file loses its locks on it, SQLite's among them.
#[tokio::test]
async fn whoever_looks_for_commits_keeps_the_pen() {
    on_both(async |place| {
        if !place.url.starts_with("sqlite") {
            return;
        }
        let centre = centre(&place.store).await;
        book(&place.store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let db = Database::connect(&place.url).await.unwrap();
        let mode = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        let writing = db.begin_with_options(options).await.unwrap();
        assert!(!another_program(&place.url), "the pen is taken");
        for _ in 0..3 {
            assert!(place.store.commits().is_some());
        }
        assert!(!another_program(&place.url), "the pen was lost");
        writing.rollback().await.unwrap();
        assert!(another_program(&place.url));
    })
    .await;
}
