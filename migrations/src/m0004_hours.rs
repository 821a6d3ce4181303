//! When a mediator receives, and when nobody does.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_weekly_hours(manager).await?;
        create_closure(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["closure", "weekly_hours"]).await
    }
}

pub(crate) async fn create_weekly_hours(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("weekly_hours")
                .col(big_pk_auto("id"))
                .col(big_integer("centre_id"))
                .col(big_integer("staff_id"))
                .col(small_integer("weekday").check(Expr::cust("weekday BETWEEN 1 AND 7")))
                .col(integer("from_minute").check(Expr::cust("from_minute BETWEEN 0 AND 1435 AND from_minute % 5 = 0")))
                .col(integer("to_minute").check(Expr::cust("to_minute BETWEEN 5 AND 1440 AND to_minute % 5 = 0")))
                .check(Expr::cust("from_minute < to_minute"))
                .foreign_key(ForeignKey::create().from("weekly_hours", "staff_id").to("staff", "id"))
                .index(
                    Index::create()
                        .unique()
                        .name("weekly_hours_key")
                        .col("centre_id")
                        .col("staff_id")
                        .col("weekday")
                        .col("from_minute"),
                )
                .to_owned(),
        )
        .await
}

pub(crate) async fn create_closure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("closure")
                .col(big_pk_auto("id"))
                .col(big_integer("centre_id"))
                .col(big_integer_null("staff_id"))
                .col(string("from_civil"))
                .col(string("to_civil"))
                .col(string("label"))
                .check(Expr::cust("from_civil < to_civil"))
                .foreign_key(ForeignKey::create().from("closure", "centre_id").to("centre", "id"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create().name("closure_by_end").table("closure").col("centre_id").col("to_civil").to_owned(),
        )
        .await
}
