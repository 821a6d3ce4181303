//! The people who work here, what they may do and what they offer.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("staff")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("email").unique_key())
                    .col(string("name"))
                    .col(string("password_hash"))
                    .col(string("language"))
                    .col(boolean("active").default(true))
                    .col(big_integer("created_at"))
                    .foreign_key(ForeignKey::create().from("staff", "centre_id").to("centre", "id"))
                    .index(Index::create().unique().name("staff_centre_key").col("centre_id").col("id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("staff_role")
                    .col(big_integer("staff_id"))
                    .col(string("role").check(Expr::col("role").is_in(["administrator", "reception", "mediator"])))
                    .primary_key(Index::create().col("staff_id").col("role"))
                    .foreign_key(ForeignKey::create().from("staff_role", "staff_id").to("staff", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("staff_service")
                    .col(big_integer("staff_id"))
                    .col(big_integer("service_id"))
                    .primary_key(Index::create().col("staff_id").col("service_id"))
                    .foreign_key(ForeignKey::create().from("staff_service", "staff_id").to("staff", "id"))
                    .foreign_key(ForeignKey::create().from("staff_service", "service_id").to("service", "id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["staff_service", "staff_role", "staff"]).await
    }
}
