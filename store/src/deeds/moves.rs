//! An appointment goes to another time or mediator; the one that it had is held for the first who waits for it.

use jiff::civil;

use crate::{Centre, Result, Store, appointments::changes::row::Change, centre::write_alone};

impl Store {
    /// Moves an appointment to another free time. The old time is given back only when the new one is won.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::TooLate`], or [`Error::Stale`] when it is no longer ahead, when a person asks to move a
    /// session for two parties, or when staff ask for the second: the first's move moves both.
    pub async fn move_to(&self, centre: &Centre, change: &Change, start: civil::DateTime) -> Result<()> {
        self.move_with(centre, change, start, None).await
    }

    /// The same, to a mediator by name; it may be the time that it has.
    ///
    /// # Errors
    /// As [`Store::move_to`].
    pub async fn hand_to(&self, centre: &Centre, change: &Change, start: civil::DateTime, staff: i64) -> Result<()> {
        self.move_with(centre, change, start, Some(staff)).await
    }

    async fn move_with(
        &self,
        centre: &Centre,
        change: &Change,
        start: civil::DateTime,
        staff: Option<i64>,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let freed = self.move_in(&tx, centre, change, start, staff).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}
