//! By which release of the zone data the instants of a centre were derived, and when that changed.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("clock_change")
                    .col(big_integer("centre_id"))
                    .col(uuid("id"))
                    .col(big_integer("at"))
                    .col(string("release"))
                    .col(big_integer("moved").check(Expr::col("moved").gte(0)))
                    .primary_key(Index::create().col("centre_id").col("id"))
                    .foreign_key(ForeignKey::create().from("clock_change", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["clock_change"]).await
    }
}
