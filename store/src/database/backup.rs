//! A consistent copy of the SQLite database while the program runs, and the way back.

use std::{
    fs,
    io::Read,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};
use sea_orm_migration::SchemaManager;

use crate::{Error, Result, Settings, Store};

/// How every SQLite file begins.
const MARK: &[u8; 16] = b"SQLite format 3\0";
/// Who owns a copy reads it, and nobody else.
const PRIVATE: u32 = 0o600;

impl Store {
    /// Writes a copy to `target`, which must not exist. It has that name only once it is whole.
    ///
    /// # Errors
    /// [`Error::Setting`] on PostgreSQL, which has its own tool for this (`pg_dump`), and for a database without tables.
    pub async fn back_up(&self, target: &Path) -> Result<()> {
        if !self.on_sqlite() {
            let why = "on PostgreSQL, back up with pg_dump".to_owned();
            return Err(Error::Setting("DATABASE_URL", why));
        }
        if !SchemaManager::new(&self.db).has_table("centre").await? {
            return Err(Error::Setting("DATABASE_URL", "there is no database of this program".to_owned()));
        }
        if target.exists() {
            return Err(Error::Setting("backup", format!("{} exists already", target.display())));
        }
        let unfinished = beside(target, "unfinished");
        drop(fs::remove_file(&unfinished));
        // The database writes into an empty file that is there already: only its owner may read it from the beginning.
        fs::OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(&unfinished)?;
        let copy = self.copy_to(&unfinished, target).await;
        if copy.is_err() {
            drop(fs::remove_file(&unfinished));
        }
        copy
    }

    async fn copy_to(&self, unfinished: &Path, target: &Path) -> Result<()> {
        let path = unfinished.to_string_lossy().into_owned();
        let copy = Statement::from_sql_and_values(DatabaseBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.db.execute_raw(copy).await?;
        fs::File::open(unfinished)?.sync_all()?;
        Ok(fs::rename(unfinished, target)?)
    }

    /// What the engine itself finds wrong with its file; nothing on PostgreSQL, which has its own tools.
    pub async fn damage(&self) -> Result<Vec<String>> {
        if !self.on_sqlite() {
            return Ok(Vec::new());
        }
        let found = integrity(&self.db).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }
}

/// Puts a copy in the place of the SQLite database of `settings`, which no program may have open. The one that was there
/// is kept beside it; answers with its name.
///
/// # Errors
/// [`Error::Setting`] on PostgreSQL, and for a copy that is damaged or is no database of this program.
pub async fn restore(settings: &Settings, copy: &Path) -> Result<Option<PathBuf>> {
    let Some(path) = settings.url.strip_prefix("sqlite://").and_then(|path| path.split('?').next()) else {
        return Err(Error::Setting("DATABASE_URL", "on PostgreSQL, restore with pg_restore".to_owned()));
    };
    let wrong = |why: &str| Error::Setting("restore", format!("{} {why}", copy.display()));
    if !copy.is_file() {
        return Err(wrong("is not there"));
    }
    let mut begins = [0; MARK.len()];
    if fs::File::open(copy)?.read_exact(&mut begins).is_err() || begins != *MARK {
        return Err(wrong("is no database"));
    }
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", copy.display()));
    options.max_connections(1).acquire_timeout(Duration::from_secs(2)).sqlx_logging(false);
    let opened = Database::connect(options).await;
    let opened = opened.map_err(|_| wrong("cannot be opened"))?;
    let found = integrity(&opened).await.map_err(|_| wrong("is no database"))?;
    let ours = SchemaManager::new(&opened).has_table("centre").await?;
    opened.close().await?;
    if found != ["ok"] || !ours {
        return Err(wrong("is damaged, or no database of this program"));
    }
    let place = PathBuf::from(path);
    let new = beside(&place, "restoring");
    fs::copy(copy, &new)?;
    fs::set_permissions(&new, fs::Permissions::from_mode(PRIVATE))?;
    fs::File::open(&new)?.sync_all()?;
    let mut kept = None;
    if place.exists() {
        // What its journal still holds belongs into it; a program that has it open would not let us.
        let old = Store::connect(&Settings { connections: 1, ..settings.clone() }).await?;
        old.db.execute_unprepared("PRAGMA busy_timeout = 500").await?;
        let alone = old.db.execute_unprepared("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT").await;
        alone.map_err(|_| {
            Error::Setting("DATABASE_URL", "another program has the database open: stop it first".to_owned())
        })?;
        old.close().await?;
        let before = beside(&place, "before-restore");
        fs::rename(&place, &before)?;
        kept = Some(before);
    }
    // A journal of the old database would be read into the new one.
    for journal in ["-wal", "-shm"] {
        drop(fs::remove_file(format!("{path}{journal}")));
    }
    fs::rename(&new, &place)?;
    Ok(kept)
}

async fn integrity(db: &DatabaseConnection) -> Result<Vec<String>> {
    let check = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA integrity_check(20)");
    let rows = db.query_all_raw(check).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// A file next to `target`, with something added to its name.
fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(format!(".{what}"));
    PathBuf::from(name)
}
