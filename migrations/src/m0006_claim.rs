//! The rule against double booking: a resource has each five-minute cell once.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["claim"]).await
    }
}

pub(crate) async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("claim")
                .col(big_integer("centre_id"))
                .col(string("resource_kind").check(Expr::col("resource_kind").is_in(["staff", "room", "seat"])))
                .col(big_integer("resource_id"))
                .col(big_integer("cell"))
                .col(uuid("appointment_id"))
                .primary_key(
                    Index::create()
                        .name("claim_key")
                        .col("centre_id")
                        .col("resource_kind")
                        .col("resource_id")
                        .col("cell"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .from("claim", ("centre_id", "appointment_id"))
                        .to("appointment", ("centre_id", "id")),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("claim_by_appointment")
                .table("claim")
                .col("centre_id")
                .col("appointment_id")
                .to_owned(),
        )
        .await
}
