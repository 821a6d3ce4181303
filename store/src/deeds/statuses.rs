//! An appointment goes on, is cancelled, or is put back; a time that becomes free is held for the first who waits for it.

use domain::appointment::{Status, may_undo, needs_claims_again};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Centre, Error, EventKind, Result, Store,
    appointments::{
        changes::row::{Change, locked, save},
        news,
        parties::tell_others,
        record,
    },
    centre::write_alone,
    claims::Refused,
    entities::{attendance, status_change},
    messages::promises::promise_message,
    words::{Template, What, Word},
};

impl Store {
    /// Moves an appointment to `next`; cancelling frees its time.
    ///
    /// # Errors
    /// [`Error::Stale`] when it changed meanwhile or `next` may not follow; [`Error::TooLate`] past the person's limit.
    pub async fn set_status(&self, centre: &Centre, change: &Change, next: Status) -> Result<()> {
        self.set_status_because(centre, change, next, None).await
    }

    /// The same, with a reason that stays in the history. A time that becomes free is held for the first who waits for it.
    ///
    /// # Errors
    /// As [`Store::set_status`].
    pub async fn set_status_because(
        &self,
        centre: &Centre,
        change: &Change,
        next: Status,
        reason: Option<&str>,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let freed = self.step(&tx, centre, change, next, reason).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// Takes the last status change back. An undone cancellation must win its time again.
    ///
    /// # Errors
    /// [`Error::Taken`] when somebody else has the time now, [`Error::Stale`] when there is nothing to undo.
    pub async fn undo(&self, centre: &Centre, change: &Change) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let mut of = locked(&tx, centre, change).await?;
            let (current, previous) = (of.row.status.0, previous_status(&tx, &of.row).await?);
            if !may_undo(current, previous) {
                return Err(Error::Stale);
            }
            of.row.status = Word(previous);
            of.row.version += 1;
            let back = needs_claims_again(current, previous);
            if back {
                self.win_again(&tx, centre, &mut of).await.map_err(Refused::or_taken)?;
            }
            let at = change.now.as_second();
            save(&tx, &of.row).await.map_err(Refused::or_taken)?;
            record(&tx, &of.row, What::Undone, None, at, change.by).await?;
            // Whoever was told that it is cancelled, or confirmed, is told that it is not.
            match previous {
                Status::Requested => promise_message(&tx, &of.row, Template::Requested, at).await?,
                Status::Expected if back => promise_message(&tx, &of.row, Template::Confirmed, at).await?,
                _ => {}
            }
            news::append(&tx, &of, EventKind::Changed, at).await?;
            if back {
                tell_others(&tx, &of, at).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

pub(crate) async fn previous_status(tx: &DatabaseTransaction, row: &attendance::Model) -> Result<Status> {
    let last = status_change::Entity::find_by_id((row.centre_id, row.id, row.version)).one(tx).await?;
    if last.is_none_or(|line| line.what.0 != What::Status) {
        return Err(Error::Stale);
    }
    let before = status_change::Entity::find()
        .filter(status_change::Column::CentreId.eq(row.centre_id))
        .filter(status_change::Column::AttendanceId.eq(row.id))
        .filter(status_change::Column::Version.lt(row.version))
        .order_by_desc(status_change::Column::Version)
        .one(tx)
        .await?
        .ok_or(Error::Stale)?;
    Ok(before.status.0)
}
