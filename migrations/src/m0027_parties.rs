//! How many parties a session is for. The time of a session for two is the desk's to change, whether the second has
//! been added or not: what a person may do must not tell them what the other has done.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

use crate::rebuild::{add_columns, drop_columns};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let parties = integer("parties").default(1).check(Expr::cust("parties IN (1, 2)")).to_owned();
        add_columns(manager, "service", vec![parties]).await?;
        let joint = "UPDATE service SET parties = 2 WHERE seats = 1 AND (stagger_minutes > 0 OR mediators > 1
            OR id IN (SELECT service_id FROM appointment WHERE beside_id IS NOT NULL))";
        manager.get_connection().execute_unprepared(joint).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "service", &["parties"]).await
    }
}
