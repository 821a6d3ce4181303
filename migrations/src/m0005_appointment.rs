//! An appointment: the civil time a person was told, and how to reach them safely.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("appointment")
                    .col(big_integer("centre_id"))
                    .col(uuid("id"))
                    .col(big_integer("service_id"))
                    .col(big_integer("staff_id"))
                    .col(string("mode").check(Expr::col("mode").is_in(["in_person", "telephone", "video"])))
                    .col(string("day"))
                    .col(
                        integer("start_minute")
                            .check(Expr::cust("start_minute BETWEEN 0 AND 1435 AND start_minute % 5 = 0")),
                    )
                    .col(integer("minutes").check(Expr::cust("minutes > 0 AND minutes % 5 = 0")))
                    .col(integer("buffer_minutes"))
                    .col(string("zone"))
                    .col(big_integer("starts_at"))
                    .col(string("status").check(Expr::col("status").is_in([
                        "expected",
                        "arrived",
                        "in_session",
                        "done",
                        "did_not_come",
                        "cancelled_by_person",
                        "cancelled_by_centre",
                    ])))
                    .col(integer("version"))
                    .col(string("reference"))
                    .col(string("name"))
                    .col(string("contact_channel").check(Expr::col("contact_channel").is_in(["mobile", "email"])))
                    .col(string("contact_address"))
                    .col(string("contact_language"))
                    .col(boolean("may_leave_message"))
                    .col(string_null("consent_version"))
                    .col(string("idempotency_hash"))
                    .col(string("manage_hash"))
                    .col(big_integer_null("booked_by"))
                    .col(boolean("demo").default(false))
                    .col(big_integer("created_at"))
                    .primary_key(Index::create().col("centre_id").col("id"))
                    .foreign_key(ForeignKey::create().from("appointment", "service_id").to("service", "id"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("appointment", ("centre_id", "staff_id"))
                            .to("staff", ("centre_id", "id")),
                    )
                    .index(Index::create().unique().name("appointment_reference_key").col("centre_id").col("reference"))
                    .index(
                        Index::create()
                            .unique()
                            .name("appointment_idempotency_key")
                            .col("centre_id")
                            .col("idempotency_hash"),
                    )
                    .index(Index::create().unique().name("appointment_manage_key").col("centre_id").col("manage_hash"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("appointment_by_day")
                    .table("appointment")
                    .col("centre_id")
                    .col("day")
                    .col("start_minute")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["appointment"]).await
    }
}
