//! The tables: made whole or not at all, by one program of several, and shaped so that centres can be split.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement};
use store::{Error, Settings, Store};

use super::{
    fixtures::*,
    places::{Place, on_both},
};

async fn ask(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap()
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    ask(db, sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn every_step_goes_up_down_and_up_again() {
    on_both(async |place| {
        place.store.migrate_down().await.expect(place.name);
        place.store.migrate().await.expect(place.name);
        assert!(place.store.load_first_centre(0).await.is_ok(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn tables_with_rows_stay_as_they_are_when_the_program_starts_again() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let booked = book(&place.store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        place.store.migrate().await.expect(place.name);
        assert_eq!(seen(&place.store, booked.id).await.card.name, "أمينة", "{}", place.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn programs_that_start_at_once_make_the_tables_once() {
    on_both(async |place| {
        place.store.migrate_down().await.expect(place.name);
        let mut programs = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let settings = Settings { url: place.url.clone(), connections: 2, zones: None };
            programs.spawn(async move { Store::connect(&settings).await?.migrate().await });
        }
        for done in programs.join_all().await {
            done.expect(place.name);
        }
        assert!(place.store.load_first_centre(0).await.is_ok(), "{}", place.name);
    })
    .await;
}

/// A step that fails at its last statement, as one that is killed in the middle, leaves no table behind.
#[tokio::test]
async fn a_step_that_does_not_end_leaves_nothing_behind() {
    on_both(async |place| {
        place.store.migrate_down().await.expect(place.name);
        let db = Database::connect(&place.url).await.unwrap();
        // In the way of the last table of all.
        db.execute_unprepared("CREATE TABLE outbox (id integer)").await.unwrap();
        assert!(place.store.migrate().await.is_err(), "{}", place.name);
        let left = tables(&db).await;
        let ours = left.iter().filter(|table| !table.starts_with("seaql") && *table != "outbox");
        assert_eq!(ours.count(), 0, "{}: {left:?}", place.name);
        db.execute_unprepared("DROP TABLE outbox").await.unwrap();
        place.store.migrate().await.expect(place.name);
    })
    .await;
}

/// Environment of a program that makes the tables.
const URL: &str = "WIFAQ_TABLES_URL";

/// A program that begins to make the tables and is killed after `patience`, unless it was done before; answers that.
fn made_before(url: &str, patience: Duration) -> bool {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "migrations::program", "--nocapture", "--test-threads=1"])
        .env(URL, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.ends_with("begins")), "the program did not begin");
    let begun = Instant::now();
    while begun.elapsed() < patience {
        std::hint::spin_loop();
    }
    program.kill().unwrap();
    let ended = program.wait().unwrap();
    ended.success() || lines.any(|line| line == "made")
}

/// Makes the tables; started by the test below.
#[tokio::test]
#[ignore = "a part of the test below"]
async fn program() {
    let Ok(url) = std::env::var(URL) else { return };
    let store = Store::connect(&Settings { url, connections: 2, zones: None }).await.unwrap();
    println!("\nbegins");
    store.migrate().await.unwrap();
    println!("\nmade");
}

/// Killed a little later each time, until one is done before: some of them die between two tables.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_killed_while_it_makes_the_tables_leaves_all_of_them_or_none() {
    on_both(async |place| {
        let db = Database::connect(&place.url).await.unwrap();
        let all = tables(&db).await;
        place.store.migrate_down().await.expect(place.name);
        let none = tables(&db).await;
        let mut patience = Duration::from_millis(1);
        while !made_before(&place.url, patience) {
            let left = tables(&db).await;
            assert!(left == none || left == all, "{}: {left:?}", place.name);
            if left == all {
                break;
            }
            patience += Duration::from_millis(5);
        }
        assert!(patience > Duration::from_millis(1), "{}: nothing was interrupted", place.name);
        place.store.migrate().await.expect(place.name);
        assert_eq!(tables(&db).await, all, "{}", place.name);
        assert!(place.store.load_first_centre(0).await.is_ok(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_with_a_sentence() {
    on_both(async |place: &Place| {
        place.set("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m0099_later', 0)").await;
        let refused = place.store.migrate().await;
        assert!(matches!(refused, Err(Error::OtherTables(_))), "{}: {refused:?}", place.name);
        let words = refused.unwrap_err().to_string();
        assert!(words.contains("m0099_later") && words.contains("Update this program"), "{words}");
    })
    .await;
}

async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        }
        _ => "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    };
    texts(db, sql).await
}

/// What a centre is set up from: as many rows as it has people, rooms and hours.
const SMALL: [&str; 14] = [
    "absence",
    "centre",
    "day_change",
    "membership",
    "opening",
    "recovery_code",
    "room",
    "season",
    "season_hours",
    "seaql_migrations",
    "service",
    "service_text",
    "staff",
    "staff_service",
];

/// Counts that are forgotten within minutes, of whoever knocks at any door.
const NO_CENTRE: &str = "allowance";

/// The first column of each unique index, the primary key among them, and of each foreign key.
async fn first_columns(db: &DatabaseConnection, table: &str) -> Vec<String> {
    if db.get_database_backend() != sea_orm::DatabaseBackend::Sqlite {
        let keys = format!(
            "SELECT CAST(a.attname AS text) FROM pg_index i JOIN pg_attribute a
                ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = '{table}'::regclass AND i.indisunique
            UNION ALL SELECT CAST(a.attname AS text) FROM pg_constraint c JOIN pg_attribute a
                ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                WHERE c.conrelid = '{table}'::regclass AND c.contype = 'f'"
        );
        return texts(db, &keys).await;
    }
    let mut first = Vec::new();
    for index in ask(db, &format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1")).await {
        let index: String = index.try_get("", "name").unwrap();
        first.extend(texts(db, &format!("SELECT name FROM pragma_index_info('{index}') WHERE seqno = 0")).await);
    }
    let foreign = format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}') WHERE seq = 0");
    first.extend(texts(db, &foreign).await);
    first
}

#[tokio::test]
async fn whatever_grows_is_keyed_by_its_centre_first() {
    on_both(async |place| {
        let db = Database::connect(&place.url).await.unwrap();
        let all = tables(&db).await;
        assert!(SMALL.iter().all(|small| all.contains(&(*small).to_owned())), "{}: {all:?}", place.name);
        let growing = all.iter().filter(|table| !SMALL.contains(&table.as_str()) && *table != NO_CENTRE);
        let mut looked_at = 0;
        for table in growing {
            let first = first_columns(&db, table).await;
            assert!(!first.is_empty(), "{}: {table} has no key", place.name);
            assert!(first.iter().all(|column| column == "centre_id"), "{}: {table}: {first:?}", place.name);
            looked_at += 1;
        }
        assert!(looked_at > 15, "{}: {looked_at}", place.name);
    })
    .await;
}
