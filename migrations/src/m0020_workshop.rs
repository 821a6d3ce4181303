//! Group sessions with seats, at a time that the centre sets.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("workshop")
                    .col(big_integer("centre_id"))
                    .col(uuid("id"))
                    .col(big_integer("service_id"))
                    .col(big_integer("staff_id"))
                    .col(big_integer_null("co_staff_id"))
                    .col(big_integer_null("room_id"))
                    .col(string("mode").check(Expr::col("mode").is_in(["in_person", "telephone", "video"])))
                    .col(string("day"))
                    .col(
                        integer("start_minute")
                            .check(Expr::cust("start_minute BETWEEN 0 AND 1435 AND start_minute % 5 = 0")),
                    )
                    .col(integer("minutes").check(Expr::cust("minutes > 0 AND minutes % 5 = 0")))
                    .col(integer("before_minutes"))
                    .col(integer("buffer_minutes"))
                    .col(big_integer("starts_at"))
                    .col(integer("seats").check(Expr::cust("seats > 0")))
                    .col(big_integer_null("cancelled_at"))
                    .col(big_integer_null("created_by"))
                    .col(big_integer("created_at"))
                    .primary_key(Index::create().col("centre_id").col("id"))
                    .foreign_key(ForeignKey::create().from("workshop", "service_id").to("service", "id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("workshop", ("centre_id", "staff_id"))
                            .to("staff", ("centre_id", "id")),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("workshop", ("centre_id", "co_staff_id"))
                            .to("staff", ("centre_id", "id")),
                    )
                    .foreign_key(
                        ForeignKey::create().from("workshop", ("centre_id", "room_id")).to("room", ("centre_id", "id")),
                    )
                    .to_owned(),
            )
            .await?;
        let by_day = Index::create().name("workshop_by_day").table("workshop").col("centre_id").col("day").to_owned();
        manager.create_index(by_day).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["workshop"]).await
    }
}
