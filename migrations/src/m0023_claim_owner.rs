//! A claim belongs to an appointment, to a time held for somebody who waits, or to a workshop; never to two of them.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(claim()).await?;
        let db = manager.get_connection();
        db.execute_unprepared(
            "INSERT INTO claim_new (centre_id, resource_kind, resource_id, cell, appointment_id)
            SELECT centre_id, resource_kind, resource_id, cell, appointment_id FROM claim",
        )
        .await?;
        crate::drop_tables(manager, &["claim"]).await?;
        db.execute_unprepared("ALTER TABLE claim_new RENAME TO claim").await?;
        for owner in ["appointment", "hold", "workshop"] {
            db.execute_unprepared(&format!(
                "CREATE INDEX claim_by_{owner} ON claim (centre_id, {owner}_id) WHERE {owner}_id IS NOT NULL"
            ))
            .await?;
        }
        Ok(())
    }

    /// Claims of holds and workshops are lost with them.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("ALTER TABLE claim RENAME TO claim_new").await?;
        for owner in ["appointment", "hold", "workshop"] {
            db.execute_unprepared(&format!("DROP INDEX claim_by_{owner}")).await?;
        }
        crate::m0006_claim::create(manager).await?;
        db.execute_unprepared(
            "INSERT INTO claim (centre_id, resource_kind, resource_id, cell, appointment_id)
            SELECT centre_id, resource_kind, resource_id, cell, appointment_id FROM claim_new
            WHERE appointment_id IS NOT NULL",
        )
        .await?;
        crate::drop_tables(manager, &["claim_new"]).await
    }
}

fn claim() -> TableCreateStatement {
    let owner = |column: &'static str, table: &'static str| {
        ForeignKey::create().from("claim_new", ("centre_id", column)).to(table, ("centre_id", "id")).to_owned()
    };
    Table::create()
        .table("claim_new")
        .col(big_integer("centre_id"))
        .col(string("resource_kind").check(Expr::col("resource_kind").is_in(["staff", "room"])))
        .col(big_integer("resource_id"))
        .col(big_integer("cell"))
        .col(uuid_null("appointment_id"))
        .col(uuid_null("hold_id"))
        .col(uuid_null("workshop_id"))
        .primary_key(
            Index::create().name("claim_cell_key").col("centre_id").col("resource_kind").col("resource_id").col("cell"),
        )
        .check(Expr::cust(
            "(appointment_id IS NOT NULL AND hold_id IS NULL AND workshop_id IS NULL)
            OR (appointment_id IS NULL AND hold_id IS NOT NULL AND workshop_id IS NULL)
            OR (appointment_id IS NULL AND hold_id IS NULL AND workshop_id IS NOT NULL)",
        ))
        .foreign_key(&mut owner("appointment_id", "appointment"))
        .foreign_key(&mut owner("hold_id", "hold"))
        .foreign_key(&mut owner("workshop_id", "workshop"))
        .to_owned()
}
