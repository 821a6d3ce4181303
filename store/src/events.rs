//! Events: what the live desk reads by id, and what rings its bell.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Error, Result, Store,
    entities::{appointment, event, event_counter},
};

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    Booked,
    Changed,
    Moved,
    /// The appointment left this day, or whoever led it.
    Left,
}

impl EventKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Left => "left",
        }
    }
}

/// An event as the feed reads it. Ids of one centre rise by one, in the order of their commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: i64,
    pub appointment_id: Uuid,
    pub staff_id: i64,
    /// Civil day, ISO.
    pub day: String,
    pub kind: String,
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
            appointment_id: row.appointment_id,
            staff_id: row.staff_id,
            day: row.day,
            kind: row.kind,
        };
        Ok(rows.into_iter().map(event).collect())
    }

    /// Wakes the feeds of this process. Call after the commit, or when another process may have written.
    pub fn ring(&self) {
        self.bell.send_replace(());
    }
}

/// Writes the event of a change. Call it last in a transaction: it takes the centre's counter row, and whoever
/// writes for the same centre waits from here until the commit.
pub(crate) async fn append(
    tx: &DatabaseTransaction,
    row: &appointment::Model,
    kind: EventKind,
    at: i64,
) -> Result<i64> {
    let counted = event_counter::Entity::update_many()
        .col_expr(event_counter::Column::Last, Expr::col(event_counter::Column::Last).add(1))
        .filter(event_counter::Column::CentreId.eq(row.centre_id))
        .exec_with_returning(tx)
        .await?;
    let id = counted.first().ok_or(Error::NotFound)?.last;
    let event = event::ActiveModel {
        centre_id: Set(row.centre_id),
        id: Set(id),
        appointment_id: Set(row.id),
        staff_id: Set(row.staff_id),
        day: Set(row.day.clone()),
        kind: Set(kind.as_str().to_owned()),
        at: Set(at),
    };
    event.insert(tx).await?;
    announce(tx, row.centre_id).await?;
    Ok(id)
}

/// PostgreSQL tells the other server processes when the transaction commits; SQLite has none to tell.
pub(crate) async fn announce(tx: &DatabaseTransaction, centre_id: i64) -> Result<()> {
    if tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("NOTIFY wifaq_event, '{centre_id}'")).await?;
    }
    Ok(())
}
