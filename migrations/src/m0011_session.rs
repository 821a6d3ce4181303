//! Signed-in staff, the one-time link of the first administrator, and failed tries (to slow guessing).

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("staff_session")
                    .col(string("token_hash").primary_key())
                    .col(big_integer("staff_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .foreign_key(ForeignKey::create().from("staff_session", "staff_id").to("staff", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("setup_link")
                    .col(string("token_hash").primary_key())
                    .col(big_integer("centre_id"))
                    .col(big_integer("expires_at"))
                    .foreign_key(ForeignKey::create().from("setup_link", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("failed_try")
                    .col(uuid("id").primary_key())
                    .col(string("subject_hash"))
                    .col(big_integer("at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("failed_try_by_subject")
                    .table("failed_try")
                    .col("subject_hash")
                    .col("at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["failed_try", "setup_link", "staff_session"]).await
    }
}
