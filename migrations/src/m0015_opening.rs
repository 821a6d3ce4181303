//! The weekly plan of a person or room, with its days, weeks, ways to meet and service; it takes the place of `weekly_hours`.

use sea_orm_migration::{prelude::*, schema::*};

use crate::m0004_hours;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let minute = |name: &'static str, least: i32, most: i32| {
            integer(name).check(Expr::cust(format!("{name} BETWEEN {least} AND {most} AND {name} % 5 = 0"))).to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("opening")
                    .col(big_pk_auto("id"))
                    .col(big_integer("centre_id"))
                    .col(string("resource_kind").check(Expr::col("resource_kind").is_in(["staff", "room"])))
                    .col(big_integer("resource_id"))
                    .col(small_integer("weekday").check(Expr::cust("weekday BETWEEN 1 AND 7")))
                    .col(minute("from_minute", 0, 1435))
                    .col(minute("to_minute", 5, 1440))
                    .col(string("first_day"))
                    .col(string("last_day"))
                    .col(integer("every_weeks").default(1).check(Expr::cust("every_weeks BETWEEN 1 AND 52")))
                    .col(boolean("in_person").default(true))
                    .col(boolean("telephone").default(true))
                    .col(boolean("video").default(true))
                    .col(big_integer_null("service_id"))
                    .check(Expr::cust("from_minute < to_minute"))
                    .check(Expr::cust("first_day <= last_day"))
                    .foreign_key(ForeignKey::create().from("opening", "centre_id").to("centre", "id"))
                    .foreign_key(ForeignKey::create().from("opening", "service_id").to("service", "id"))
                    .to_owned(),
            )
            .await?;
        let by_resource = Index::create()
            .name("opening_by_resource")
            .table("opening")
            .col("centre_id")
            .col("resource_kind")
            .col("resource_id")
            .to_owned();
        manager.create_index(by_resource).await?;
        let copy = "INSERT INTO opening (centre_id, resource_kind, resource_id, weekday, from_minute, to_minute, first_day, last_day)
            SELECT centre_id, 'staff', staff_id, weekday, from_minute, to_minute, '0001-01-01', '9999-12-31' FROM weekly_hours";
        manager.get_connection().execute_unprepared(copy).await?;
        crate::drop_tables(manager, &["weekly_hours"]).await
    }

    /// Plain weekly ranges go back; what `weekly_hours` cannot say is lost.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        m0004_hours::create_weekly_hours(manager).await?;
        let copy = "INSERT INTO weekly_hours (centre_id, staff_id, weekday, from_minute, to_minute)
            SELECT centre_id, resource_id, weekday, from_minute, MAX(to_minute) FROM opening
            WHERE resource_kind = 'staff' AND every_weeks = 1 AND service_id IS NULL AND last_day = '9999-12-31'
            GROUP BY centre_id, resource_id, weekday, from_minute";
        manager.get_connection().execute_unprepared(copy).await?;
        crate::drop_tables(manager, &["opening"]).await
    }
}
