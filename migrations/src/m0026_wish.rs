//! What a person asked of a mediator stays with the appointment: whoever is offered in another's place is asked likewise.

use sea_orm_migration::{prelude::*, schema::*};

use crate::rebuild::{add_columns, drop_columns};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            string_null("asked_gender").check(Expr::col("asked_gender").is_in(["woman", "man"])).to_owned(),
            string_null("asked_language").to_owned(),
        ];
        add_columns(manager, "appointment", columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "appointment", &["asked_gender", "asked_language"]).await
    }
}
