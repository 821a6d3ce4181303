//! The database's history: one step a file, each tried up and down on SQLite and PostgreSQL.
//!
//! Conventions: instants are UTC seconds (`*_at`), civil days are ISO text, minutes of a day are integers,
//! words of a fixed set are text with a CHECK. Whatever grows is keyed by `centre_id` first.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_centre;
mod m0002_service;
mod m0003_staff;
mod m0004_hours;
mod m0005_appointment;
mod m0006_claim;
mod m0007_status_change;
mod m0008_event;
mod m0009_outbox;
mod m0010_visit;
mod m0011_session;
mod m0012_service_rules;
mod m0013_preferences;
mod m0014_room;
mod m0015_opening;
mod m0016_day_change;
mod m0017_absence;
mod m0018_season;
mod m0019_holiday;
mod m0020_workshop;
mod m0021_appointment_life;
mod m0022_waiting;
mod m0023_claim_owner;
mod m0024_busy_day;
mod m0025_outbox_targets;
mod m0026_wish;
mod m0027_parties;
mod m0028_closed_by;
mod m0029_outbox_delivery;
mod m0030_handed;
mod m0031_clock_change;
mod rebuild;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_centre::Migration),
            Box::new(m0002_service::Migration),
            Box::new(m0003_staff::Migration),
            Box::new(m0004_hours::Migration),
            Box::new(m0005_appointment::Migration),
            Box::new(m0006_claim::Migration),
            Box::new(m0007_status_change::Migration),
            Box::new(m0008_event::Migration),
            Box::new(m0009_outbox::Migration),
            Box::new(m0010_visit::Migration),
            Box::new(m0011_session::Migration),
            Box::new(m0012_service_rules::Migration),
            Box::new(m0013_preferences::Migration),
            Box::new(m0014_room::Migration),
            Box::new(m0015_opening::Migration),
            Box::new(m0016_day_change::Migration),
            Box::new(m0017_absence::Migration),
            Box::new(m0018_season::Migration),
            Box::new(m0019_holiday::Migration),
            Box::new(m0020_workshop::Migration),
            Box::new(m0021_appointment_life::Migration),
            Box::new(m0022_waiting::Migration),
            Box::new(m0023_claim_owner::Migration),
            Box::new(m0024_busy_day::Migration),
            Box::new(m0025_outbox_targets::Migration),
            Box::new(m0026_wish::Migration),
            Box::new(m0027_parties::Migration),
            Box::new(m0028_closed_by::Migration),
            Box::new(m0029_outbox_delivery::Migration),
            Box::new(m0030_handed::Migration),
            Box::new(m0031_clock_change::Migration),
        ]
    }
}

/// Drops the named tables, youngest first.
async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}
