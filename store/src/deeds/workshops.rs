//! A workshop is cancelled; its time is held for the first who waits for it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Centre, Change, Result, Store, centre::write_alone};

impl Store {
    /// Cancels a workshop with every seat in it; each person is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Stale`] when it was cancelled before.
    pub async fn cancel_workshop(
        &self,
        centre: &Centre,
        id: Uuid,
        by: i64,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let change = Change { id, seen: None, by: Some(by), now };
            let freed = self.cancel_workshop_in(&tx, centre, &change, reason).await?;
            self.offer_freed(&tx, centre, &freed, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}
