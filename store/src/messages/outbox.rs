//! Messages on their way: which are due, what they say, and what became of each. Any number of processes may send.

pub(crate) mod says;

use domain::contact::Address;
use jiff::Timestamp;
use says::{Outgoing, STALE};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store,
    centre::write_alone,
    doors::limits::{Limit, spend},
    entities::outbox,
};

/// Seconds in which whoever took a message sends it, or dies; then another process may.
const LEASE: i64 = 120;
/// Seconds that a message waits whose address has had many.
const PUT_OFF: i64 = 30 * 60;
impl Store {
    /// Takes the next message that is due, for some minutes. Those that are no longer so are let go on the way. Any number
    /// may ask at once; while one message to a contact is on its way no other goes there, so that none overtakes another.
    pub async fn next_message(&self, centre: &Centre, now: Timestamp) -> Result<Option<Outgoing>> {
        loop {
            let due = outbox::Entity::find()
                .filter(outbox::Column::CentreId.eq(centre.id))
                .filter(outbox::Column::SentAt.is_null())
                .filter(outbox::Column::DroppedAt.is_null())
                .filter(outbox::Column::DueAt.lte(now.as_second()))
                .filter(outbox::Column::ContactId.not_in_subquery(in_hand(centre.id, now)))
                .order_by_asc(outbox::Column::DueAt)
                .order_by_asc(outbox::Column::Id)
                .limit(1)
                .one(&self.db)
                .await?;
            let Some(row) = due else { return Ok(None) };
            if !self.take(centre, &row, now).await? {
                continue;
            }
            match self.outgoing(centre, &row, now).await? {
                Some(outgoing) if self.may_send_another(centre, &outgoing.address, now).await? => {
                    return Ok(Some(outgoing));
                }
                Some(_) => self.put_off(&row, now).await?,
                None => self.let_go(centre, row.id, now).await?,
            }
        }
    }

    /// Nobody else takes it for a while; false when somebody else was faster.
    async fn take(&self, centre: &Centre, row: &outbox::Model, now: Timestamp) -> Result<bool> {
        self.transact_quietly(|tx| async move {
            // Two that take two messages to one contact would not see each other.
            write_alone(&tx, centre).await?;
            let taken = outbox::Entity::update_many()
                .col_expr(outbox::Column::DueAt, Expr::value(now.as_second() + LEASE))
                .col_expr(outbox::Column::Tries, Expr::value(row.tries + 1))
                .col_expr(outbox::Column::InHand, Expr::value(true))
                .filter(outbox::Column::CentreId.eq(row.centre_id))
                .filter(outbox::Column::Id.eq(row.id))
                .filter(outbox::Column::SentAt.is_null())
                .filter(outbox::Column::DroppedAt.is_null())
                .filter(outbox::Column::Tries.eq(row.tries))
                .filter(outbox::Column::ContactId.not_in_subquery(in_hand(centre.id, now)))
                .exec(&tx)
                .await?;
            Ok((tx, taken.rows_affected == 1))
        })
        .await
    }

    /// Counts one more message to an address; false when it has had enough for now, which is not counted: the message waits
    /// and asks again.
    async fn may_send_another(&self, centre: &Centre, address: &Address, now: Timestamp) -> Result<bool> {
        let a_day = i64::from(centre.messages_a_day);
        let subject = format!("message:{}:{}", centre.id, address.as_stored());
        let (subject, limit) = (&subject, Limit::new(a_day, 24 * 3600 / a_day));
        let counted = self.transact_quietly(|tx| async move {
            spend(&tx, subject, limit, now.as_second()).await?;
            Ok((tx, ()))
        });
        match counted.await {
            Ok(()) => Ok(true),
            Err(Error::Throttled) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// It waits until its address may have another one; that was no try.
    async fn put_off(&self, row: &outbox::Model, now: Timestamp) -> Result<()> {
        let _turn = self.turn().await?;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(now.as_second() + PUT_OFF))
            .col_expr(outbox::Column::Tries, Expr::value(row.tries))
            .col_expr(outbox::Column::InHand, Expr::value(false))
            .filter(outbox::Column::CentreId.eq(row.centre_id))
            .filter(outbox::Column::Id.eq(row.id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// How long the message that waits longest has been due, in seconds.
    pub async fn outbox_lag(&self, centre: &Centre, now: Timestamp) -> Result<u64> {
        let oldest = outbox::Entity::find()
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null())
            .filter(outbox::Column::DueAt.lte(now.as_second()))
            .order_by_asc(outbox::Column::DueAt)
            .one(&self.db)
            .await?;
        Ok(oldest.map_or(0, |row| (now.as_second() - row.created_at.max(row.due_at)).unsigned_abs()))
    }

    /// It was carried: its link is forgotten.
    pub async fn sent(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        self.end_message(centre, id, outbox::Column::SentAt, now).await
    }

    /// It was not carried: it is tried again later, ever later.
    pub async fn not_sent(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        let row = outbox::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        let _turn = self.turn().await?;
        let later = 30_i64 << row.tries.clamp(0, 7);
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(now.as_second() + later))
            .col_expr(outbox::Column::InHand, Expr::value(false))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Lets go what waited too long, so that no secret of a link stays in the database of a centre that sends nothing.
    pub async fn let_go_of_old_messages(&self, centre: &Centre, now: Timestamp) -> Result<()> {
        let _turn = self.turn().await?;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DroppedAt, Expr::value(now.as_second()))
            .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null())
            .filter(outbox::Column::CreatedAt.lt(now.as_second() - STALE))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    async fn let_go(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        self.end_message(centre, id, outbox::Column::DroppedAt, now).await
    }

    async fn end_message(&self, centre: &Centre, id: Uuid, how: outbox::Column, now: Timestamp) -> Result<()> {
        let _turn = self.turn().await?;
        outbox::Entity::update_many()
            .col_expr(how, Expr::value(now.as_second()))
            .col_expr(outbox::Column::InHand, Expr::value(false))
            .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

/// The contacts to which a message is on its way.
fn in_hand(centre_id: i64, now: Timestamp) -> SelectStatement {
    Query::select()
        .column(outbox::Column::ContactId)
        .from(outbox::Entity)
        .and_where(outbox::Column::CentreId.eq(centre_id))
        .and_where(outbox::Column::InHand.eq(true))
        .and_where(outbox::Column::DueAt.gt(now.as_second()))
        .to_owned()
}
