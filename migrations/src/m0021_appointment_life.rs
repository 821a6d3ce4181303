//! An appointment may wait for approval, take a second mediator, a room or a seat, and stand beside the other party's.

use sea_orm_migration::{prelude::*, schema::*};

use crate::rebuild::{add_columns, drop_columns, rebuild, with_rules};

const ADDED: [&str; 6] = ["co_staff_id", "room_id", "before_minutes", "workshop_id", "seat", "beside_id"];
const FOREIGN_KEYS: [(&str, &str); 4] =
    [("co_staff_id", "staff"), ("room_id", "room"), ("workshop_id", "workshop"), ("beside_id", "appointment")];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            big_integer_null("co_staff_id"),
            big_integer_null("room_id"),
            integer("before_minutes").default(0).to_owned(),
            uuid_null("workshop_id"),
            integer_null("seat"),
            uuid_null("beside_id"),
        ];
        add_columns(manager, "appointment", columns).await?;
        let keys: Vec<String> = FOREIGN_KEYS
            .iter()
            .map(|(column, table)| {
                format!("CONSTRAINT appointment_{column}_fkey FOREIGN KEY (centre_id, {column}) REFERENCES {table} (centre_id, id)")
            })
            .collect();
        let keys_added = format!("ALTER TABLE appointment ADD {}", keys.join(", ADD "));
        let checks = [
            "ALTER TABLE appointment DROP CONSTRAINT appointment_status_check",
            "ALTER TABLE appointment ADD CONSTRAINT appointment_status_check CHECK (status IN ('requested', 'expected',
                'arrived', 'in_session', 'done', 'did_not_come', 'cancelled_by_person', 'cancelled_by_centre'))",
            &keys_added,
        ];
        rebuild(manager, "appointment", &checks, |definition| {
            with_rules(&definition.replace("IN ('expected'", "IN ('requested', 'expected'"), &keys.join(", "))
        })
        .await?;
        // The last seat goes to one: a seat is taken once, and given back with NULL.
        let seat = Index::create()
            .unique()
            .name("appointment_seat_key")
            .table("appointment")
            .col("centre_id")
            .col("workshop_id")
            .col("seat")
            .to_owned();
        manager.create_index(seat).await?;
        let beside = Index::create()
            .name("appointment_by_beside")
            .table("appointment")
            .col("centre_id")
            .col("beside_id")
            .to_owned();
        manager.create_index(beside).await
    }

    /// Requests become expected.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["appointment_seat_key", "appointment_by_beside"] {
            manager.drop_index(Index::drop().name(index).table("appointment").to_owned()).await?;
        }
        let db = manager.get_connection();
        db.execute_unprepared("UPDATE appointment SET status = 'expected' WHERE status = 'requested'").await?;
        let checks = [
            "ALTER TABLE appointment DROP CONSTRAINT appointment_status_check",
            "ALTER TABLE appointment ADD CONSTRAINT appointment_status_check CHECK (status IN ('expected', 'arrived',
                'in_session', 'done', 'did_not_come', 'cancelled_by_person', 'cancelled_by_centre'))",
        ];
        rebuild(manager, "appointment", &checks, |definition| {
            let keys = definition.find(", CONSTRAINT appointment_co_staff_id_fkey").unwrap_or(definition.len());
            format!("{} )", definition[..keys].replace("IN ('requested', 'expected'", "IN ('expected'"))
        })
        .await?;
        drop_columns(manager, "appointment", &ADDED).await
    }
}
