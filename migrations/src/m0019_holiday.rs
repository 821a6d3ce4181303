//! Holidays of a centre: proposed by rule or calendar, and what a person decided about each.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("holiday")
                    .col(big_integer("centre_id"))
                    .col(string("holiday"))
                    .col(small_integer("part"))
                    .col(small_integer("year"))
                    .col(string("day"))
                    .col(string("state").check(Expr::col("state").is_in(["proposed", "confirmed", "dropped"])))
                    .col(big_integer_null("changed_by"))
                    .col(big_integer("changed_at"))
                    .primary_key(Index::create().col("centre_id").col("holiday").col("part").col("year"))
                    .foreign_key(ForeignKey::create().from("holiday", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        let by_day = Index::create().name("holiday_by_day").table("holiday").col("centre_id").col("day").to_owned();
        manager.create_index(by_day).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["holiday"]).await
    }
}
