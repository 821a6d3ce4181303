//! The history says when an appointment goes to another mediator.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::rebuild::rebuild;

const BEFORE: &str = "'booked', 'status', 'undone', 'moved'";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let after = format!("{BEFORE}, 'handed'");
        change(manager, BEFORE, &after).await
    }

    /// A handing over becomes a step that was taken back.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lines = "UPDATE status_change SET what = 'undone', detail = NULL WHERE what = 'handed'";
        manager.get_connection().execute_unprepared(lines).await?;
        let after = format!("{BEFORE}, 'handed'");
        change(manager, &after, BEFORE).await
    }
}

async fn change(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    let check = format!("ALTER TABLE status_change ADD CONSTRAINT status_change_what_check CHECK (what IN ({to}))");
    let checks = ["ALTER TABLE status_change DROP CONSTRAINT status_change_what_check", &check];
    rebuild(manager, "status_change", &checks, |definition| definition.replace(from, to)).await
}
