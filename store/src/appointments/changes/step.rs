//! One step of an appointment inside a transaction.

use domain::appointment::Status;
use sea_orm::{DatabaseTransaction, EntityTrait};

use crate::{
    Centre, Error, EventKind, Result, Store,
    appointments::{
        changes::row::{Change, locked, save, within_limit},
        news,
        parties::{give_back, tell_others},
        record,
    },
    claims::{Refused, Taking},
    entities::service,
    messages::promises::promise_message,
    words::{Template, What, Word},
};

impl Store {
    /// One step inside a transaction; answers with what it freed.
    pub(crate) async fn step(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        next: Status,
        reason: Option<&str>,
    ) -> Result<Option<Taking>> {
        let mut of = locked(tx, centre, change).await?;
        let current = of.row.status.0;
        if !current.may_follow(next) {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            let service = service::Entity::find_by_id(of.session.service_id).one(tx).await?.ok_or(Error::NotFound)?;
            within_limit(&of.row, &service, change.now)?;
        }
        of.row.status = Word(next);
        of.row.version += 1;
        let at = change.now.as_second();
        let mut freed = None;
        if !next.holds_time() {
            freed = give_back(tx, &of).await?;
            promise_message(tx, &of.row, Template::Cancelled, at).await?;
        } else if current == Status::Requested {
            promise_message(tx, &of.row, Template::Confirmed, at).await?;
        }
        save(tx, &of.row).await.map_err(Refused::or_taken)?;
        record(tx, &of.row, What::Status, reason.map(str::to_owned), at, change.by).await?;
        news::append(tx, &of, EventKind::Changed, at).await?;
        if !next.holds_time() {
            tell_others(tx, &of, at).await?;
        }
        Ok(freed)
    }
}
