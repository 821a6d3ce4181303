//! Limits of what strangers may do: counted first and judged afterwards, in one step of the database, so that any number
//! at once, through any number of processes, get no further than the limit.

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Statement, Value};

use crate::{Error, Result, Store, database::secret::hash, entities::allowance};

/// So many at once, and then one more each time some seconds have passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub burst: i64,
    /// Seconds.
    pub every: i64,
}

impl Limit {
    pub const fn new(burst: i64, every: i64) -> Self {
        Self { burst, every }
    }
}

/// Tries of a secret that is short enough to guess: a password, the letters of a name.
pub(crate) const TRIES: Limit = Limit::new(5, 180);
/// The same from one network address, which a whole office may share.
pub(crate) const TRIES_PER_ADDRESS: Limit = Limit::new(30, 30);
/// The same from all the world, whoever they are.
pub(crate) const TRIES_IN_ALL: Limit = Limit::new(300, 2);
/// Bookings and waits of one network address; a mobile carrier puts a town behind one.
pub(crate) const FORMS_PER_ADDRESS: Limit = Limit::new(20, 600);
/// Bookings and waits with one contact, also those that were cancelled since: each sends messages.
pub(crate) const FORMS_PER_CONTACT: Limit = Limit::new(8, 3 * 3600);

impl Store {
    /// Counts one more of `subject`.
    ///
    /// # Errors
    /// [`Error::Throttled`] when that is more than the limit.
    pub(crate) async fn spend(&self, subject: &str, limit: Limit, now: i64) -> Result<()> {
        self.keeping_count(|tx| async move { (spend(&tx, subject, limit, now).await, tx) }).await
    }

    /// Counts in a transaction. What was counted stays, whatever is judged of it.
    pub(crate) async fn keeping_count<Work>(&self, count: impl Fn(DatabaseTransaction) -> Work) -> Result<()>
    where
        Work: Future<Output = (Result<()>, DatabaseTransaction)> + Send,
    {
        let judged = self.transact_quietly(|tx| {
            let counted = count(tx);
            async move {
                match counted.await {
                    (spent @ (Ok(()) | Err(Error::Throttled)), tx) => Ok((tx, spent)),
                    (Err(error), _) => Err(error),
                }
            }
        });
        judged.await?
    }

    /// Forgets what was counted of a subject that has shown who it is.
    pub(crate) async fn forgive(&self, subject: &str) -> Result<()> {
        let _turn = self.turn().await?;
        allowance::Entity::delete_by_id(hash(subject)).exec(&self.db).await?;
        Ok(())
    }

    /// Forgets every subject that is at rest again.
    pub async fn forget_allowances(&self, now: i64) -> Result<()> {
        let _turn = self.turn().await?;
        allowance::Entity::delete_many().filter(allowance::Column::RestsAt.lt(now)).exec(&self.db).await?;
        Ok(())
    }
}

/// $1 the subject, $2 when it rests if it did, $3 now, $4 one step, $5 the furthest.
const COUNT: &str = "INSERT INTO allowance (subject_hash, rests_at) VALUES ($1, $2)
    ON CONFLICT (subject_hash) DO UPDATE SET rests_at =
        CASE WHEN (CASE WHEN allowance.rests_at > $3 THEN allowance.rests_at ELSE $3 END + $4) > $5 THEN $5
        ELSE (CASE WHEN allowance.rests_at > $3 THEN allowance.rests_at ELSE $3 END + $4) END
    RETURNING rests_at";

/// The same in a transaction: whoever counts the same subject waits for its end.
///
/// A row says when its subject is at rest again. Each count moves that by one step, and more than `burst` steps ahead is
/// too much (the generic cell rate algorithm of ITU-T I.371). It never moves further than one step beyond, so that whoever
/// goes on knocking is not shut out for longer than whoever waits.
pub(crate) async fn spend(db: &impl ConnectionTrait, subject: &str, limit: Limit, now: i64) -> Result<()> {
    let Limit { burst, every } = limit;
    let values = [now + every, now, every, now + (burst + 1) * every].map(Value::from);
    let values = std::iter::once(Value::from(hash(subject))).chain(values);
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    let rests_at: i64 = row.ok_or(Error::Corrupt("allowance"))?.try_get("", "rests_at")?;
    if rests_at <= now + burst * every { Ok(()) } else { Err(Error::Throttled) }
}
