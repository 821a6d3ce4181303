//! The events of a centre, in order; and hearing of other processes' on PostgreSQL. SQLite belongs to one process, whose
//! own bell is enough.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sqlx::postgres::PgListener};

use crate::{
    Error, Event, Result, Store,
    entities::{event, event_counter},
};

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

    /// Rings the bell whenever another process announces an event. Returns when the connection is lost, so that the
    /// caller can begin again; never returns on SQLite.
    pub async fn listen(&self) -> Result<()> {
        if self.on_sqlite() {
            return std::future::pending().await;
        }
        let lost = |error: sea_orm::sqlx::Error| sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()));
        let mut listener = PgListener::connect_with(self.db.get_postgres_connection_pool()).await.map_err(lost)?;
        listener.listen("wifaq_event").await.map_err(lost)?;
        loop {
            listener.recv().await.map_err(lost)?;
            self.ring();
        }
    }
}
