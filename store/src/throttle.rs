//! Slowing down whoever guesses: failed tries are counted per subject (an account, an address, a private link).

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{Error, Result, Store, entities::failed_try, secret::hash};

/// Failed tries allowed per subject inside [`WINDOW`].
pub(crate) const TRIES: u64 = 5;
/// Tries allowed per network address: a whole office may share one.
pub(crate) const TRIES_PER_ADDRESS: u64 = 30;
/// Seconds that a failed try counts.
const WINDOW: i64 = 15 * 60;

impl Store {
    /// # Errors
    /// [`Error::Throttled`] when `subject` failed too often lately.
    pub(crate) async fn may_try(&self, subject: &str, tries: u64, now: i64) -> Result<()> {
        let failed = failed_try::Entity::find()
            .filter(failed_try::Column::SubjectHash.eq(hash(subject)))
            .filter(failed_try::Column::At.gt(now - WINDOW))
            .count(&self.db)
            .await?;
        if failed < tries { Ok(()) } else { Err(Error::Throttled) }
    }

    pub(crate) async fn note_failed_try(&self, subject: &str, now: i64) -> Result<()> {
        let row = failed_try::ActiveModel { id: Set(Uuid::now_v7()), subject_hash: Set(hash(subject)), at: Set(now) };
        row.insert(&self.db).await?;
        Ok(())
    }

    pub(crate) async fn forget_failed_tries(&self, subject: &str, now: i64) -> Result<()> {
        failed_try::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(failed_try::Column::SubjectHash.eq(hash(subject)))
                    .add(failed_try::Column::At.lt(now - WINDOW)),
            )
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
