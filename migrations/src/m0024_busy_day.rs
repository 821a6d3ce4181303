//! The claims of a day in one row, a bit a cell: what a month of free times is read from, however full it is.

use sea_orm_migration::{prelude::*, schema::*};

/// Each column holds the 48 cells of four hours.
const COLUMNS: [&str; 6] = ["h0", "h4", "h8", "h12", "h16", "h20"];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("busy_day")
            .col(big_integer("centre_id"))
            .col(string("resource_kind"))
            .col(big_integer("resource_id"))
            .col(big_integer("day_number"));
        for column in COLUMNS {
            table.col(big_integer(column));
        }
        let key = ["centre_id", "resource_kind", "resource_id", "day_number"];
        table.primary_key(key.into_iter().fold(&mut Index::create(), |index, column| index.col(column)));
        manager.create_table(table).await?;
        // Claims are unique, so a sum of their bits is their union.
        let bits = (0..).step_by(48).zip(COLUMNS).map(|(first, column)| {
            let last = first + 47;
            format!(
                "CAST(SUM(CASE WHEN cell % 288 BETWEEN {first} AND {last}
                THEN CAST(1 AS bigint) << CAST(cell % 288 - {first} AS integer) ELSE 0 END) AS bigint) AS {column}"
            )
        });
        let fill = format!(
            "INSERT INTO busy_day SELECT centre_id, resource_kind, resource_id, cell / 288, {} FROM claim
            GROUP BY centre_id, resource_kind, resource_id, cell / 288",
            bits.collect::<Vec<_>>().join(", ")
        );
        manager.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["busy_day"]).await
    }
}
