//! Messages about a held time or a place on the waiting list; the secret of their link stays only until they are sent.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let kinds = ["booked", "requested", "confirmed", "moved", "cancelled", "waiting", "offered"];
        let table = Table::create()
            .table("outbox_new")
            .col(big_integer("centre_id"))
            .col(uuid("id"))
            .col(uuid_null("appointment_id"))
            .col(uuid_null("waiting_id"))
            .col(uuid_null("hold_id"))
            .col(string("kind").check(Expr::col("kind").is_in(kinds)))
            .col(string_null("link_secret"))
            .col(big_integer("created_at"))
            .col(big_integer_null("sent_at"))
            .check(Expr::cust("(appointment_id IS NULL) <> (waiting_id IS NULL)"))
            .primary_key(Index::create().name("outbox_id_key").col("centre_id").col("id"))
            .foreign_key(
                ForeignKey::create()
                    .from("outbox_new", ("centre_id", "appointment_id"))
                    .to("appointment", ("centre_id", "id")),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("outbox_new", ("centre_id", "waiting_id"))
                    .to("waiting_entry", ("centre_id", "id")),
            )
            .foreign_key(
                ForeignKey::create().from("outbox_new", ("centre_id", "hold_id")).to("hold", ("centre_id", "id")),
            )
            .to_owned();
        manager.create_table(table).await?;
        let db = manager.get_connection();
        db.execute_unprepared(
            "INSERT INTO outbox_new (centre_id, id, appointment_id, kind, created_at, sent_at)
            SELECT centre_id, id, appointment_id, kind, created_at, sent_at FROM outbox",
        )
        .await?;
        crate::drop_tables(manager, &["outbox"]).await?;
        db.execute_unprepared("ALTER TABLE outbox_new RENAME TO outbox").await?;
        Ok(())
    }

    /// Messages that the first form cannot hold are lost.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("ALTER TABLE outbox RENAME TO outbox_new").await?;
        crate::m0009_outbox::create(manager).await?;
        db.execute_unprepared(
            "INSERT INTO outbox (centre_id, id, appointment_id, kind, created_at, sent_at)
            SELECT centre_id, id, appointment_id, kind, created_at, sent_at FROM outbox_new
            WHERE kind IN ('booked', 'moved', 'cancelled') AND appointment_id IS NOT NULL",
        )
        .await?;
        crate::drop_tables(manager, &["outbox_new"]).await
    }
}
