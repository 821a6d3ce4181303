//! Who ended an offer or a place on the waiting list, and when; nobody for the person themselves, and for time running out.

use sea_orm_migration::{prelude::*, schema::*};

use crate::rebuild::{add_columns, drop_columns};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, "hold", vec![big_integer_null("closed_by")]).await?;
        let columns = vec![big_integer_null("closed_at"), big_integer_null("closed_by")];
        add_columns(manager, "waiting_entry", columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "waiting_entry", &["closed_at", "closed_by"]).await?;
        drop_columns(manager, "hold", &["closed_by"]).await
    }
}
