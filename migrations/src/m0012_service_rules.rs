//! What a service asks of a time: preparation, seats, mediators, a room, approval, and how long a freed time is held.

use sea_orm_migration::{prelude::*, schema::*};

use crate::rebuild::{add_columns, drop_columns};

const ADDED: [&str; 7] =
    ["before_minutes", "stagger_minutes", "seats", "mediators", "needs_room", "needs_approval", "hold_minutes"];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let five = |name: &'static str| {
            let rule = format!("{name} >= 0 AND {name} % 5 = 0");
            integer(name).default(0).check(Expr::cust(rule)).to_owned()
        };
        let columns = vec![
            five("before_minutes"),
            five("stagger_minutes"),
            integer("seats").default(1).check(Expr::cust("seats > 0")).to_owned(),
            integer("mediators").default(1).check(Expr::cust("mediators IN (1, 2)")).to_owned(),
            boolean("needs_room").default(false).to_owned(),
            boolean("needs_approval").default(false).to_owned(),
            integer("hold_minutes").default(120).check(Expr::cust("hold_minutes > 0")).to_owned(),
        ];
        add_columns(manager, "service", columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "service", &ADDED).await
    }
}
