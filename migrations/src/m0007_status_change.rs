//! Who moved an appointment to which state, and when; nothing here is ever rewritten.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("status_change")
                    .col(big_integer("centre_id"))
                    .col(uuid("appointment_id"))
                    .col(integer("version"))
                    .col(string("status"))
                    .col(big_integer_null("by_staff"))
                    .col(big_integer("at"))
                    .col(string("what").check(Expr::col("what").is_in(["booked", "status", "undone", "moved"])))
                    .col(string_null("detail"))
                    .primary_key(Index::create().col("centre_id").col("appointment_id").col("version"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("status_change", ("centre_id", "appointment_id"))
                            .to("appointment", ("centre_id", "id")),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["status_change"]).await
    }
}
