//! Messages promised by a transaction and not yet sent. Addresses are read when sending, not copied here.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["outbox"]).await
    }
}

pub(crate) async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("outbox")
                .col(big_integer("centre_id"))
                .col(uuid("id"))
                .col(uuid("appointment_id"))
                .col(string("kind").check(Expr::col("kind").is_in(["booked", "moved", "cancelled"])))
                .col(big_integer("created_at"))
                .col(big_integer_null("sent_at"))
                .primary_key(Index::create().col("centre_id").col("id"))
                .foreign_key(
                    ForeignKey::create()
                        .from("outbox", ("centre_id", "appointment_id"))
                        .to("appointment", ("centre_id", "id")),
                )
                .to_owned(),
        )
        .await
}
