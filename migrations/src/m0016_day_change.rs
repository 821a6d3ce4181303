//! One day on which a person or room receives longer, or shorter, than the plan says.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let minute = |name: &'static str, least: i32, most: i32| {
            integer(name).check(Expr::cust(format!("{name} BETWEEN {least} AND {most} AND {name} % 5 = 0"))).to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("day_change")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("resource_kind").check(Expr::col("resource_kind").is_in(["staff", "room"])))
                    .col(big_integer("resource_id"))
                    .col(string("day"))
                    .col(minute("from_minute", 0, 1435))
                    .col(minute("to_minute", 5, 1440))
                    .col(boolean("opens"))
                    .check(Expr::cust("from_minute < to_minute"))
                    .foreign_key(ForeignKey::create().from("day_change", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        let by_day =
            Index::create().name("day_change_by_day").table("day_change").col("centre_id").col("day").to_owned();
        manager.create_index(by_day).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["day_change"]).await
    }
}
