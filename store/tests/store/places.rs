//! Two databases for every test: a SQLite file, and a PostgreSQL cluster of the test's own.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
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
    /// Sets what has no page yet, behind the store's back.
    pub async fn set(&self, sql: &str) {
        self.raw().await.execute_unprepared(sql).await.unwrap();
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
    let cluster = Cluster::start();
    test(&open("PostgreSQL", &cluster.url()).await).await;
}

async fn open(name: &'static str, url: &str) -> Place {
    let store = Store::connect(&Settings { url: url.to_owned(), connections: 16, zones: None }).await.expect(name);
    store.migrate().await.expect(name);
    Place { store, name, url: url.to_owned() }
}

/// A PostgreSQL server that listens on a socket in a folder of its own and ends with the test.
struct Cluster {
    folder: TempDir,
    server: Child,
}

impl Cluster {
    fn start() -> Self {
        let folder = TempDir::with_prefix("wifaq-pg-").unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        for path in [folder.path(), &data] {
            give_away(path);
        }
        let made = as_ordinary_user(&program("initdb"))
            .args([
                "--no-sync",
                "--no-instructions",
                "--auth=trust",
                "--username=wifaq",
                "--encoding=UTF8",
                "--locale=C",
                "-D",
            ])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let server = as_ordinary_user(&program("postgres"))
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=100", "-k"])
            .arg(folder.path())
            .arg("-D")
            .arg(&data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut cluster = Self { folder, server };
        cluster.wait();
        cluster
    }

    fn url(&self) -> String {
        format!("postgres://wifaq@localhost/postgres?host={}", self.folder.path().display())
    }

    /// Returns when the server answers.
    fn wait(&mut self) {
        loop {
            let asked = Command::new(program("pg_isready")).arg("-q").arg("-h").arg(self.folder.path()).status();
            if asked.unwrap().success() {
                return;
            }
            assert!(self.server.try_wait().unwrap().is_none(), "PostgreSQL ended at once");
            std::thread::yield_now();
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// PostgreSQL's own folder of programs; Debian keeps them off the PATH.
fn program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|v| v.path().join("bin").join(name)).filter(|p| p.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| PathBuf::from(name))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

/// PostgreSQL refuses to run as root.
fn as_ordinary_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=KILL", "--"]).arg(program);
    command
}

fn give_away(path: &Path) {
    if is_root() {
        assert!(Command::new("chown").arg("nobody:nogroup").arg(path).status().unwrap().success());
    }
}
