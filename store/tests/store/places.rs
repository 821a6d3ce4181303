//! Two databases for every test: a SQLite file, and one of the PostgreSQL that serves all tests of a run (`bin/postgres`).

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use store::{Settings, Store};
use tempfile::TempDir;

/// A fresh, migrated database.
pub struct Place {
    pub store: Store,
    pub name: &'static str,
    /// Where another process finds the same database.
    pub url: String,
}

impl Place {
    /// Sets what has no page yet, behind the store's back, and says so to those who keep plans.
    pub async fn set(&self, sql: &str) {
        let db = self.raw().await;
        db.execute_unprepared(sql).await.unwrap();
        db.execute_unprepared("UPDATE event_counter SET rules = rules + 1").await.unwrap();
    }

    /// The first column of every row, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let db = self.raw().await;
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    async fn raw(&self) -> DatabaseConnection {
        Database::connect(&self.url).await.unwrap()
    }
}

/// Runs `test` on SQLite, then on PostgreSQL.
pub async fn on_both(test: impl AsyncFn(&Place)) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    test(&open("SQLite", &url).await).await;
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let server = from_template(&name).await;
    test(&open("PostgreSQL", &url_of(&name)).await).await;
    server.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

async fn open(name: &'static str, url: &str) -> Place {
    let store = Store::connect(&Settings { url: url.to_owned(), connections: 16, zones: None }).await.expect(name);
    store.migrate().await.expect(name);
    Place { store, name, url: url.to_owned() }
}

/// A database of the test's own, with all tables; the first test that comes makes them for all. Answers with a connection
/// to the server itself.
async fn from_template(name: &str) -> DatabaseConnection {
    let two = ConnectOptions::new(url_of("postgres")).max_connections(2).to_owned();
    let server = Database::connect(two).await.unwrap();
    // One test at a time: the lock ends with its transaction.
    let lock = server.begin().await.unwrap();
    lock.execute_unprepared("SELECT pg_advisory_xact_lock(1)").await.unwrap();
    let made = "SELECT datname::text FROM pg_database WHERE datname = 'template_whole'";
    let made = lock.query_one_raw(Statement::from_string(DbBackend::Postgres, made)).await.unwrap();
    if made.is_none() {
        server.execute_unprepared("DROP DATABASE IF EXISTS template_half").await.unwrap();
        server.execute_unprepared("CREATE DATABASE template_half").await.unwrap();
        open("template", &url_of("template_half")).await.store.close().await.unwrap();
        server.execute_unprepared("ALTER DATABASE template_half RENAME TO template_whole").await.unwrap();
    }
    lock.commit().await.unwrap();
    server.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE template_whole")).await.unwrap();
    server
}

fn url_of(database: &str) -> String {
    let folder = std::env::var("TEST_POSTGRES").expect("cargo nextest starts the PostgreSQL of the tests");
    format!("postgres://wifaq@localhost/{database}?host={folder}")
}
