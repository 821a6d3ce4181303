//! The connection: where SQLite and PostgreSQL are opened and where their transactions begin.

mod options;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::SchemaManager;
use tokio::sync::{mpsc::Receiver, watch};

use self::options::options;
use crate::{
    Result,
    audit::queue::{Reading, Reads, queue},
    database::{
        commits::{Commits, index_of},
        counts::{Counted, Counts},
        pen::{Pen, Turn, begin_to_write},
        zones::Zones,
    },
    error::{Error, may_run_again},
    plan::KeptPlans,
};

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite://path/to/file.db` or `postgres://user@host/name`.
    pub url: String,
    /// Connections kept open at most.
    pub connections: u32,
    /// Folder of the machine's zone data; without one the program goes by its own.
    pub zones: Option<PathBuf>,
}

/// The centre's memory. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    pub(crate) zones: Zones,
    /// Rings after every committed event, so that the live feed of this process need not wait for its next look.
    pub(crate) bell: watch::Sender<()>,
    /// SQLite's; PostgreSQL has one for everybody.
    pen: Option<Pen>,
    pub(crate) reads: Reads,
    pub(crate) plans: KeptPlans,
    counts: Arc<Counts>,
    /// The index of SQLite's log.
    index: Option<Arc<Path>>,
}

impl Store {
    /// Opens the database; what is handed in at the other end of the queue is for somebody to write.
    ///
    /// # Errors
    /// When the address is not one of the two kinds, or nothing answers there.
    pub(crate) async fn open(settings: &Settings) -> Result<(Self, Receiver<Reading>)> {
        let kinds = ["sqlite:", "postgres:", "postgresql:"];
        if !kinds.iter().any(|kind| settings.url.starts_with(kind)) {
            let why = "it must begin with sqlite:// or postgres://".to_owned();
            return Err(Error::Setting("DATABASE_URL", why));
        }
        let options = options(&settings.url, settings.connections);
        let db = Database::connect(options.clone()).await?;
        let zones = Zones::new(settings.zones.clone());
        let sqlite = db.get_database_backend() == DatabaseBackend::Sqlite;
        let counts: Arc<Counts> = Arc::default();
        let pen = sqlite.then(|| Pen::new(&options, counts.clone()));
        let index = sqlite.then(|| db.get_sqlite_connection_pool().connect_options());
        let index = index.map(|options| index_of(options.get_filename()).into());
        let (reads, handed_in) = queue();
        let bell = watch::Sender::new(());
        Ok((Self { db, zones, bell, pen, reads, plans: KeptPlans::default(), counts, index }, handed_in))
    }

    /// The same `Store` without a way to hand in readings: it does not keep alive whoever writes them.
    pub(crate) fn without_readings(&self) -> Self {
        Self { reads: queue().0, ..self.clone() }
    }

    /// Brings the tables up to date, all of them or none: a program that dies meanwhile leaves nothing half done, and of
    /// several that start at once one does it and the others find it done.
    ///
    /// # Errors
    /// [`Error::OtherTables`] for a database that a newer program, or one from before the first release, has written.
    pub async fn migrate(&self) -> Result<()> {
        let turn = self.turn().await?;
        let tx = self.begin_alone(&turn).await?;
        let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
        if SchemaManager::new(&tx).has_table("seaql_migrations").await? {
            let sql = "SELECT version FROM seaql_migrations";
            for row in tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await? {
                let step: String = row.try_get("", "version")?;
                if !known.contains(&step) {
                    return Err(Error::OtherTables(step));
                }
            }
        }
        Migrator::up(&tx, None).await?;
        Ok(tx.commit().await?)
    }

    /// Takes every step back, newest first. For tests.
    pub async fn migrate_down(&self) -> Result<()> {
        let turn = self.turn().await?;
        let tx = self.begin_alone(&turn).await?;
        Migrator::down(&tx, None).await?;
        Ok(tx.commit().await?)
    }

    /// A transaction that waits for every other program that begins one like it.
    async fn begin_alone(&self, turn: &Turn) -> Result<DatabaseTransaction> {
        let tx = self.begin(turn).await?;
        if !self.on_sqlite() {
            tx.execute_unprepared("SELECT pg_advisory_xact_lock(7742001)").await?;
        }
        Ok(tx)
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.db.ping().await.is_ok()
    }

    /// Counts the queries of this `Store` and of its clones made later that are not a writer's on SQLite. For measurements.
    pub fn count_queries(&mut self) -> Arc<AtomicU64> {
        let count = Arc::new(AtomicU64::new(0));
        let counting = count.clone();
        self.db.set_metric_callback(move |_| {
            counting.fetch_add(1, Ordering::Relaxed);
        });
        count
    }

    /// What this `Store` and its clones did since it was opened.
    pub fn counted(&self) -> Counted {
        self.counts.read()
    }

    /// Ends every connection; with the last one SQLite's journal goes into its file, which is the whole database then.
    pub async fn close(&self) -> Result<()> {
        if let Some(pen) = &self.pen {
            pen.close().await?;
        }
        Ok(self.db.clone().close().await?)
    }

    /// A receiver that is woken after each change made through this `Store`.
    pub fn bell(&self) -> watch::Receiver<()> {
        self.bell.subscribe()
    }

    /// Wakes the feeds of this process. Call after the commit, or when another process may have written.
    pub fn ring(&self) {
        self.bell.send_replace(());
    }

    pub(crate) fn on_sqlite(&self) -> bool {
        self.db.get_database_backend() == DatabaseBackend::Sqlite
    }

    /// What changes with every commit of any process: while it is the same, so is whatever was read since. It takes no
    /// connection. Nothing where that cannot be told: on PostgreSQL, and before the first commit to a log of SQLite's.
    pub fn commits(&self) -> Option<Commits> {
        Commits::read(self.index.as_deref()?)
    }

    /// Waits for the turn to write alone, where many cannot write at once. It lasts as long as the answer is kept; whoever
    /// has it must not ask again.
    ///
    /// # Errors
    /// [`Error::Busy`] when that takes too long.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        let Some(pen) = &self.pen else { return Ok(Turn::free()) };
        pen.turn().await
    }

    /// Begins a transaction that will write, in one's turn.
    pub(crate) async fn begin(&self, _turn: &Turn) -> Result<DatabaseTransaction> {
        begin_to_write(&self.db).await
    }

    /// Begins a transaction that only reads and sees one moment. SQLite's are always so; PostgreSQL's when asked.
    pub(crate) async fn begin_snapshot(&self) -> Result<DatabaseTransaction> {
        let options = if self.on_sqlite() {
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred), ..Default::default() }
        } else {
            let (isolation_level, access_mode) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
            TransactionOptions { isolation_level, access_mode, ..Default::default() }
        };
        Ok(self.db.begin_with_options(options).await?)
    }

    /// Runs `work` in a transaction, which it gives back to be committed, and rings.
    ///
    /// # Errors
    /// As `work`, and whatever the database says.
    pub(crate) async fn transact<T, Work>(&self, work: impl Fn(DatabaseTransaction) -> Work) -> Result<T>
    where
        Work: Future<Output = Result<(DatabaseTransaction, T)>> + Send,
    {
        let done = self.transact_quietly(work).await;
        if done.is_ok() {
            self.ring();
        }
        done
    }

    /// The same without ringing, for what may have changed nothing. Whoever loses a race that may be run again, or is
    /// chosen by PostgreSQL as the victim of a conflict, begins anew.
    pub(crate) async fn transact_quietly<T, Work>(&self, work: impl Fn(DatabaseTransaction) -> Work) -> Result<T>
    where
        Work: Future<Output = Result<(DatabaseTransaction, T)>> + Send,
    {
        const TRIES: usize = 8;
        let attempt = async || {
            if let Some(pen) = &self.pen {
                return pen.write(&work).await;
            }
            let begun = Instant::now();
            let (tx, done) = work(self.begin(&Turn::free()).await?).await?;
            tx.commit().await?;
            self.counts.transaction(begun.elapsed());
            Ok(done)
        };
        let mut done = attempt().await;
        for _ in 1..TRIES {
            match &done {
                Err(error) if may_run_again(error) => {
                    self.counts.retry();
                    done = attempt().await;
                }
                _ => break,
            }
        }
        done.map_err(|error| if matches!(error, Error::Outrun) { Error::Busy } else { error })
    }
}
