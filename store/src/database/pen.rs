//! Whose turn it is to write. PostgreSQL lets many write at once; SQLite has one pen, and this program hands it on in
//! the order in which it was asked for, before a connection is taken from those who read.
//!
//! A commit waits for the disk. So whoever stands in line when a transaction begins writes in the same one, each behind
//! a savepoint of their own that takes back only what is theirs, and one commit serves them all. Nobody hears that
//! something is done before it is.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::{
    ConnectOptions, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard, watch},
    time::timeout,
};

use crate::{Error, Result, database::counts::Counts, error::breaks_unique_rule};

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// Those whom one commit serves at most, so that another process comes to its turn.
const TOGETHER: usize = 64;

/// SQLite's pen. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Pen {
    line: Arc<Mutex<Line>>,
    counts: Arc<Counts>,
}

/// The head of the line: a connection that nobody else writes with, made when somebody does, and the transaction that is
/// open in it.
struct Line {
    /// `None` when the pen is put away.
    options: Option<ConnectOptions>,
    db: Option<DatabaseConnection>,
    open: Option<Shared>,
}

/// A transaction of several.
struct Shared {
    tx: DatabaseTransaction,
    writers: usize,
    end: watch::Sender<Option<End>>,
}

/// What became of a transaction.
#[derive(Clone)]
enum End {
    Committed,
    /// It was spoiled for all by what the database could not do for one of them.
    Spoiled,
    Failed(Arc<DbErr>),
}

/// The turn to write alone, which lasts as long as it is kept. Whoever has it must not ask again.
pub(crate) struct Turn {
    _line: Option<OwnedMutexGuard<Line>>,
}

impl Turn {
    /// Where nobody waits for anybody.
    pub fn free() -> Self {
        Self { _line: None }
    }
}

impl Pen {
    pub fn new(options: &ConnectOptions, counts: Arc<Counts>) -> Self {
        let mut options = options.clone();
        options.max_connections(1);
        Self { line: Arc::new(Mutex::new(Line { options: Some(options), db: None, open: None })), counts }
    }

    /// Waits for the turn to write alone.
    ///
    /// # Errors
    /// [`Error::Busy`] when that takes too long.
    pub async fn turn(&self) -> Result<Turn> {
        let mut line = self.wait().await?;
        line.finish().await;
        Ok(Turn { _line: Some(line) })
    }

    /// One run of `work`, together with whoever else writes now.
    ///
    /// # Errors
    /// As `work`; [`Error::Outrun`] when the others spoiled the transaction, and it has to run again.
    pub async fn write<T, Work>(&self, work: impl Fn(DatabaseTransaction) -> Work) -> Result<T>
    where
        Work: Future<Output = Result<(DatabaseTransaction, T)>> + Send,
    {
        let mut line = self.wait().await?;
        let begun = Instant::now();
        let mut end = self.join(&mut line).await?;
        let own = async {
            let tx = line.open.as_ref().ok_or(Error::Busy)?.tx.begin().await?;
            let (tx, done) = work(tx).await?;
            tx.commit().await?;
            Ok(done)
        };
        let done = own.await;
        self.counts.transaction(begun.elapsed());
        // A full disk takes back everything since the beginning, and the savepoints with it.
        if matches!(&done, Err(Error::Database(error)) if !breaks_unique_rule(error)) {
            line.spoil();
        }
        drop(line);
        let done = done?;
        let ended = end.wait_for(Option::is_some).await.map(|end| end.clone());
        match ended.map_err(|_| Error::Busy)? {
            Some(End::Committed) => Ok(done),
            Some(End::Failed(error)) => Err(Error::Database(error)),
            Some(End::Spoiled) | None => Err(Error::Outrun),
        }
    }

    /// Commits what is open, and ends the connection; nobody writes any more.
    pub async fn close(&self) -> Result<()> {
        let mut line = self.line.lock().await;
        line.options = None;
        line.finish().await;
        match line.db.take() {
            Some(db) => Ok(db.close().await?),
            None => Ok(()),
        }
    }

    async fn wait(&self) -> Result<OwnedMutexGuard<Line>> {
        let asked = Instant::now();
        let line = timeout(PATIENCE, self.line.clone().lock_owned()).await.map_err(|_| Error::Busy)?;
        self.counts.turn(asked.elapsed());
        Ok(line)
    }

    /// Counts one more writer of the open transaction, or of a new one; answers with where its end is told.
    async fn join(&self, line: &mut Line) -> Result<watch::Receiver<Option<End>>> {
        if line.open.as_ref().is_some_and(|shared| shared.writers >= TOGETHER) {
            line.finish().await;
        }
        if let Some(shared) = &mut line.open {
            shared.writers += 1;
            return Ok(shared.end.subscribe());
        }
        let db = match line.db.take() {
            Some(db) => db,
            None => Database::connect(line.options.clone().ok_or(Error::Busy)?).await?,
        };
        let tx = begin_to_write(line.db.insert(db)).await?;
        let (end, ended) = watch::channel(None);
        line.open = Some(Shared { tx, writers: 1, end });
        // It stands behind all who wait now, and commits for them even when nobody waits for that any more.
        let line = self.line.clone();
        tokio::spawn(async move { line.lock().await.finish().await });
        Ok(ended)
    }
}

/// Begins a transaction that will write. SQLite takes its write lock now, which other processes want, too: a lock taken
/// later, after a read, could not be waited for.
pub(crate) async fn begin_to_write(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let sqlite = db.get_database_backend() == DatabaseBackend::Sqlite;
    let sqlite_transaction_mode = sqlite.then_some(SqliteTransactionMode::Immediate);
    Ok(db.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..Default::default() }).await?)
}

impl Line {
    /// Commits the open transaction, whether or not whoever asks for it stays to hear of it.
    async fn finish(&mut self) {
        let Some(Shared { tx, end, .. }) = self.open.take() else { return };
        let committed = tokio::spawn(async move {
            let committed = tx.commit().await;
            let right = committed.is_ok();
            end.send_replace(Some(committed.map_or_else(|error| End::Failed(Arc::new(error)), |()| End::Committed)));
            right
        });
        if !matches!(committed.await, Ok(true)) {
            self.disconnect();
        }
    }

    /// Takes back the open transaction, of whoever was in it.
    fn spoil(&mut self) {
        let Some(Shared { tx, end, .. }) = self.open.take() else { return };
        drop(tx);
        end.send_replace(Some(End::Spoiled));
        self.disconnect();
    }

    /// A connection that counts savepoints which its database has taken back is of no use any more.
    fn disconnect(&mut self) {
        if let Some(db) = self.db.take() {
            tokio::spawn(db.close());
        }
    }
}

#[cfg(test)]
mod tests;
