//! A centre: the owner of every other row, with its clock.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("centre")
                    .col(big_pk_auto("id"))
                    .col(string("slug").unique_key())
                    .col(string("zone"))
                    .col(string_null("phone"))
                    .col(string_null("email"))
                    .col(boolean("demo").default(false))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["centre"]).await
    }
}
