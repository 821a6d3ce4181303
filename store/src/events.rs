//! Events: what the live desk reads by id, and what rings its bell.

use jiff::civil::Date;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::{
    Error, Result, Store,
    counter::{self, Counted, More},
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

/// What happened, when it concerns whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct News {
    pub topic: Topic,
    pub subject: Uuid,
    pub kind: EventKind,
    pub day: Date,
    pub staff_id: i64,
    pub at: i64,
}

/// Writes an event.
pub(crate) async fn write(tx: &DatabaseTransaction, centre_id: i64, news: News) -> Result<()> {
    let counted = counter::count(tx, centre_id, More { events: 1, ..More::default() }).await?;
    event::Entity::insert(row(centre_id, news, &counted)).exec_without_returning(tx).await?;
    announce(tx, centre_id).await
}

/// An event that is counted already, as a row.
pub(crate) fn row(centre_id: i64, news: News, counted: &Counted) -> event::ActiveModel {
    event::ActiveModel {
        centre_id: Set(centre_id),
        id: Set(counted.event),
        topic: Set(Word(news.topic)),
        subject: Set(news.subject.to_string()),
        kind: Set(Word(news.kind)),
        day: Set(Some(Word(news.day))),
        staff_id: Set(Some(news.staff_id)),
        at: Set(news.at),
    }
}

/// PostgreSQL tells the other server processes when the transaction commits; SQLite has none to tell.
pub(crate) async fn announce(tx: &DatabaseTransaction, centre_id: i64) -> Result<()> {
    if tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("NOTIFY wifaq_event, '{centre_id}'")).await?;
    }
    Ok(())
}
