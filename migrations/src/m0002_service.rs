//! What a family can book, and its name in each language.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("service")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("slug"))
                    .col(string("family").check(Expr::col("family").is_in(["mediation", "support", "training"])))
                    .col(integer("minutes").check(Expr::cust("minutes > 0 AND minutes % 5 = 0")))
                    .col(integer("buffer_minutes").check(Expr::cust("buffer_minutes >= 0 AND buffer_minutes % 5 = 0")))
                    .col(integer("step_minutes").check(Expr::cust("step_minutes > 0 AND step_minutes % 5 = 0")))
                    .col(integer("notice_minutes"))
                    .col(integer("horizon_days"))
                    .col(integer("change_limit_minutes"))
                    .col(boolean("in_person"))
                    .col(boolean("telephone"))
                    .col(boolean("video"))
                    .col(integer("position"))
                    .col(boolean("active").default(true))
                    .foreign_key(ForeignKey::create().from("service", "centre_id").to("centre", "id"))
                    .index(Index::create().unique().name("service_slug_key").col("centre_id").col("slug"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("service_text")
                    .col(big_integer("service_id"))
                    .col(string("language"))
                    .col(string("name"))
                    .col(string("summary"))
                    .primary_key(Index::create().col("service_id").col("language"))
                    .foreign_key(ForeignKey::create().from("service_text", "service_id").to("service", "id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["service_text", "service"]).await
    }
}
