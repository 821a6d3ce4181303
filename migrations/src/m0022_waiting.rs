//! The waiting list, and the times held for those on it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(waiting_entry()).await?;
        manager.create_table(hold()).await?;
        let db = manager.get_connection();
        // One offer at a time for each.
        db.execute_unprepared(
            "CREATE UNIQUE INDEX hold_open_key ON hold (centre_id, waiting_id) WHERE status = 'open'",
        )
        .await?;
        let by_end = Index::create()
            .name("hold_by_end")
            .table("hold")
            .col("centre_id")
            .col("status")
            .col("expires_at")
            .to_owned();
        manager.create_index(by_end).await?;
        let in_order = Index::create()
            .name("waiting_in_order")
            .table("waiting_entry")
            .col("centre_id")
            .col("status")
            .col("created_at")
            .to_owned();
        manager.create_index(in_order).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["hold", "waiting_entry"]).await
    }
}

fn waiting_entry() -> TableCreateStatement {
    Table::create()
        .table("waiting_entry")
        .col(big_integer("centre_id"))
        .col(uuid("id"))
        .col(big_integer("service_id"))
        .col(string("mode").check(Expr::col("mode").is_in(["in_person", "telephone", "video"])))
        .col(big_integer_null("with_staff"))
        .col(string_null("gender").check(Expr::col("gender").is_in(["woman", "man"])))
        .col(string_null("language"))
        .col(string("first_day"))
        .col(string("last_day"))
        .col(integer("weekdays").check(Expr::cust("weekdays BETWEEN 1 AND 127")))
        .col(integer("from_minute"))
        .col(integer("to_minute"))
        .col(string("name"))
        .col(string("contact_channel").check(Expr::col("contact_channel").is_in(["mobile", "email"])))
        .col(string("contact_address"))
        .col(string("contact_language"))
        .col(boolean("may_leave_message"))
        .col(string_null("consent_version"))
        .col(string("idempotency_hash"))
        .col(string("manage_hash"))
        .col(string("status").check(Expr::col("status").is_in(["waiting", "booked", "withdrawn"])))
        .col(big_integer_null("added_by"))
        .col(uuid_null("from_appointment"))
        .col(big_integer("created_at"))
        .check(Expr::cust("first_day <= last_day"))
        .check(Expr::cust("from_minute < to_minute"))
        .primary_key(Index::create().col("centre_id").col("id"))
        .foreign_key(ForeignKey::create().from("waiting_entry", "service_id").to("service", "id"))
        .index(Index::create().unique().name("waiting_idempotency_key").col("centre_id").col("idempotency_hash"))
        .index(Index::create().unique().name("waiting_manage_key").col("centre_id").col("manage_hash"))
        .to_owned()
}

fn hold() -> TableCreateStatement {
    let statuses = ["open", "accepted", "declined", "expired", "withdrawn"];
    Table::create()
        .table("hold")
        .col(big_integer("centre_id"))
        .col(uuid("id"))
        .col(uuid("waiting_id"))
        .col(big_integer("staff_id"))
        .col(big_integer_null("co_staff_id"))
        .col(big_integer_null("room_id"))
        .col(string("day"))
        .col(integer("start_minute"))
        .col(integer("minutes"))
        .col(integer("before_minutes"))
        .col(integer("buffer_minutes"))
        .col(big_integer("expires_at"))
        .col(string("status").check(Expr::col("status").is_in(statuses)))
        .col(string("link_hash"))
        .col(big_integer_null("offered_by"))
        .col(big_integer("created_at"))
        .col(big_integer_null("closed_at"))
        .primary_key(Index::create().col("centre_id").col("id"))
        .foreign_key(
            ForeignKey::create().from("hold", ("centre_id", "waiting_id")).to("waiting_entry", ("centre_id", "id")),
        )
        .foreign_key(ForeignKey::create().from("hold", ("centre_id", "staff_id")).to("staff", ("centre_id", "id")))
        .index(Index::create().unique().name("hold_link_key").col("centre_id").col("link_hash"))
        .to_owned()
}
