//! Seasons: a dated period whose hours replace everybody's weekly plan, as in Ramadan.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("season")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("label"))
                    .col(string("first_day"))
                    .col(string("last_day"))
                    .check(Expr::cust("first_day <= last_day"))
                    .foreign_key(ForeignKey::create().from("season", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        let minute = |name: &'static str, least: i32, most: i32| {
            integer(name).check(Expr::cust(format!("{name} BETWEEN {least} AND {most} AND {name} % 5 = 0"))).to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("season_hours")
                    .col(big_integer("season_id"))
                    .col(small_integer("weekday").check(Expr::cust("weekday BETWEEN 1 AND 7")))
                    .col(minute("from_minute", 0, 1435))
                    .col(minute("to_minute", 5, 1440))
                    .check(Expr::cust("from_minute < to_minute"))
                    .primary_key(Index::create().col("season_id").col("weekday").col("from_minute"))
                    .foreign_key(ForeignKey::create().from("season_hours", "season_id").to("season", "id"))
                    .to_owned(),
            )
            .await?;
        let by_end = Index::create().name("season_by_end").table("season").col("centre_id").col("last_day").to_owned();
        manager.create_index(by_end).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["season_hours", "season"]).await
    }
}
