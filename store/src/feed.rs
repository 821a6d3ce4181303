//! Hearing of other processes' events on PostgreSQL. SQLite belongs to one process, whose own bell is enough.

use sea_orm::sqlx::postgres::PgListener;

use crate::{Result, Store};

impl Store {
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
