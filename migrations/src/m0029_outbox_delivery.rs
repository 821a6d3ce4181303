//! What a worker needs to send messages: when to try, how often it was tried, what was let go; and reminders.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

use crate::rebuild::{add_columns, drop_columns, rebuild};

const ADDED: [&str; 4] = ["about_start", "due_at", "tries", "dropped_at"];
const KINDS: &str = "'booked', 'requested', 'confirmed', 'moved', 'cancelled', 'waiting', 'offered'";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let check =
            format!("ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ({KINDS}, 'reminder'))");
        let checks = ["ALTER TABLE outbox DROP CONSTRAINT outbox_new_kind_check", &check];
        rebuild(manager, "outbox", &checks, |definition| definition.replace("'offered'", "'offered', 'reminder'"))
            .await?;
        let columns = vec![
            string_null("about_start"),
            big_integer("due_at").default(0).to_owned(),
            integer("tries").default(0).to_owned(),
            big_integer_null("dropped_at"),
        ];
        add_columns(manager, "outbox", columns).await?;
        let db = manager.get_connection();
        // One reminder for each time that somebody was told, whatever the number of processes.
        db.execute_unprepared(
            "CREATE UNIQUE INDEX outbox_reminder_key ON outbox (centre_id, appointment_id, about_start)
            WHERE kind = 'reminder'",
        )
        .await?;
        db.execute_unprepared(
            "CREATE INDEX outbox_unsent ON outbox (centre_id, due_at) WHERE sent_at IS NULL AND dropped_at IS NULL",
        )
        .await?;
        let of_appointment = Index::create()
            .name("outbox_by_appointment")
            .table("outbox")
            .col("centre_id")
            .col("appointment_id")
            .to_owned();
        manager.create_index(of_appointment).await
    }

    /// Reminders are lost.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["outbox_reminder_key", "outbox_unsent", "outbox_by_appointment"] {
            manager.drop_index(Index::drop().name(index).table("outbox").to_owned()).await?;
        }
        manager.get_connection().execute_unprepared("DELETE FROM outbox WHERE kind = 'reminder'").await?;
        drop_columns(manager, "outbox", &ADDED).await?;
        let check = format!("ALTER TABLE outbox ADD CONSTRAINT outbox_new_kind_check CHECK (kind IN ({KINDS}))");
        let checks = ["ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check", &check];
        rebuild(manager, "outbox", &checks, |definition| definition.replace("'offered', 'reminder'", "'offered'")).await
    }
}
