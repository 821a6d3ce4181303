//! What the live desk reads. Ids are drawn from the counter row of the centre, which stays locked until the
//! transaction ends: a lower id is therefore never committed after a higher one.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("event_counter")
                    .col(big_integer("centre_id").primary_key())
                    .col(big_integer("last"))
                    .foreign_key(ForeignKey::create().from("event_counter", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("event")
                    .col(big_integer("centre_id"))
                    .col(big_integer("id"))
                    .col(uuid("appointment_id"))
                    .col(big_integer("staff_id"))
                    .col(string("day"))
                    .col(string("kind"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("centre_id").col("id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["event", "event_counter"]).await
    }
}
