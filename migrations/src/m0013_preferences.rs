//! What a family may ask of a mediator, and the secret of a mediator's own calendar feed.

use sea_orm_migration::{prelude::*, schema::*};

use crate::rebuild::{add_columns, drop_columns};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            string_null("gender").check(Expr::col("gender").is_in(["woman", "man"])).to_owned(),
            string("languages").default("ar").to_owned(),
            string_null("feed_hash").to_owned(),
        ];
        add_columns(manager, "staff", columns).await?;
        let feed = Index::create().unique().name("staff_feed_key").table("staff").col("feed_hash").to_owned();
        manager.create_index(feed).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("staff_feed_key").table("staff").to_owned()).await?;
        drop_columns(manager, "staff", &["gender", "languages", "feed_hash"]).await
    }
}
