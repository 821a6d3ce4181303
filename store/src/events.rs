//! Events: what the live desk reads by id, and what rings its bell.

use jiff::civil::Date;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Error, Result, Store,
    entities::{event, event_counter},
    words::{EventKind, Topic, Word},
};

/// An event as the feed reads it. Ids of one centre rise by one, in the order of their commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: i64,
    pub topic: Topic,
    /// Id of what it is about.
    pub subject: String,
    pub kind: EventKind,
    pub day: Option<Date>,
    /// Whom it concerns.
    pub staff_id: Option<i64>,
}

impl Store {
    /// The last event id of a centre.
    pub async fn last_event(&self, centre_id: i64) -> Result<i64> {
        let row = event_counter::Entity::find_by_id(centre_id).one(&self.db).await?;
        Ok(row.ok_or(Error::NotFound)?.last)
    }

    /// At most `limit` events after `last`, in order.
    pub async fn events_after(&self, centre_id: i64, last: i64, limit: u64) -> Result<Vec<Event>> {
        let rows = event::Entity::find()
            .filter(event::Column::CentreId.eq(centre_id))
            .filter(event::Column::Id.gt(last))
            .order_by_asc(event::Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        let event = |row: event::Model| Event {
            id: row.id,
            topic: row.topic.0,
            subject: row.subject,
            kind: row.kind.0,
            day: row.day.map(|day| day.0),
            staff_id: row.staff_id,
        };
        Ok(rows.into_iter().map(event).collect())
    }
}

pub(crate) async fn write(
    tx: &DatabaseTransaction,
    centre_id: i64,
    (topic, subject): (Topic, Uuid),
    (kind, day, staff_id): (EventKind, Date, i64),
    at: i64,
) -> Result<()> {
    let counted = event_counter::Entity::update_many()
        .col_expr(event_counter::Column::Last, Expr::col(event_counter::Column::Last).add(1))
        .filter(event_counter::Column::CentreId.eq(centre_id))
        .exec_with_returning(tx)
        .await?;
    let event = event::ActiveModel {
        centre_id: Set(centre_id),
        id: Set(counted.first().ok_or(Error::NotFound)?.last),
        topic: Set(Word(topic)),
        subject: Set(subject.to_string()),
        kind: Set(Word(kind)),
        day: Set(Some(Word(day))),
        staff_id: Set(Some(staff_id)),
        at: Set(at),
    };
    event.insert(tx).await?;
    announce(tx, centre_id).await
}

/// PostgreSQL tells the other server processes when the transaction commits; SQLite has none to tell.
pub(crate) async fn announce(tx: &DatabaseTransaction, centre_id: i64) -> Result<()> {
    if tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("NOTIFY wifaq_event, '{centre_id}'")).await?;
    }
    Ok(())
}
