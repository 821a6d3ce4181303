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
