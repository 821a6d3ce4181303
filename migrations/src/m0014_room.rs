//! Rooms: a session in the centre takes one.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("room")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("name"))
                    .col(integer("capacity").check(Expr::cust("capacity > 0")))
                    .col(boolean("active").default(true))
                    .foreign_key(ForeignKey::create().from("room", "centre_id").to("centre", "id"))
                    .index(Index::create().unique().name("room_centre_key").col("centre_id").col("id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["room"]).await
    }
}
