//! Events: what the live desk reads by id, and what rings its bell.

pub(crate) mod counter;
pub(crate) mod feed;

use jiff::civil::Date;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use crate::{
    Result,
    entities::event,
    events::counter::{Counted, More},
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
