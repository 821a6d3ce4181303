//! Absences of a person or room and closures of the centre, also recurring ones; it takes the place of `closure`.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m0004_hours;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("absence")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("resource_kind").check(Expr::col("resource_kind").is_in(["centre", "staff", "room"])))
                    .col(big_integer("resource_id"))
                    .col(string("from_civil"))
                    .col(string("to_civil"))
                    .col(string_null("rule"))
                    .col(string("last_civil"))
                    .col(string("label"))
                    .check(Expr::cust("from_civil < to_civil"))
                    .check(Expr::cust("(resource_kind = 'centre') = (resource_id = 0)"))
                    .foreign_key(ForeignKey::create().from("absence", "centre_id").to("centre", "id"))
                    .to_owned(),
            )
            .await?;
        let by_end =
            Index::create().name("absence_by_end").table("absence").col("centre_id").col("last_civil").to_owned();
        manager.create_index(by_end).await?;
        let copy =
            "INSERT INTO absence (centre_id, resource_kind, resource_id, from_civil, to_civil, last_civil, label)
            SELECT centre_id, CASE WHEN staff_id IS NULL THEN 'centre' ELSE 'staff' END, COALESCE(staff_id, 0),
                from_civil, to_civil, to_civil, label FROM closure";
        manager.get_connection().execute_unprepared(copy).await?;
        crate::drop_tables(manager, &["closure"]).await
    }

    /// Single absences go back; recurring ones and those of rooms are lost.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        m0004_hours::create_closure(manager).await?;
        let copy = "INSERT INTO closure (centre_id, staff_id, from_civil, to_civil, label)
            SELECT centre_id, NULLIF(resource_id, 0), from_civil, to_civil, label FROM absence
            WHERE resource_kind <> 'room' AND rule IS NULL";
        manager.get_connection().execute_unprepared(copy).await?;
        crate::drop_tables(manager, &["absence"]).await
    }
}
