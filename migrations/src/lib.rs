//! The tables, one file an area, each tried up and down on SQLite and PostgreSQL.
//!
//! Conventions: instants are UTC seconds (`*_at`), civil days are ISO text, minutes of a day are integers, words of a
//! fixed set are text with a CHECK. Whatever grows is keyed by `centre_id` first, so that a database can be split by
//! centre. Until the first centre runs the program these files are changed in place; from then on each change is a file.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod area;
mod m0001_centre;
mod m0002_accounts;
mod m0003_services;
mod m0004_hours;
mod m0005_people;
mod m0006_sessions;
mod m0007_waiting;
mod m0008_messages;
mod m0009_audit;
mod m0010_exports;
mod m0011_tasks;
mod m0012_content;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let areas = [
            m0001_centre::AREA,
            m0002_accounts::AREA,
            m0003_services::AREA,
            m0004_hours::AREA,
            m0005_people::AREA,
            m0006_sessions::AREA,
            m0007_waiting::AREA,
            m0008_messages::AREA,
            m0009_audit::AREA,
            m0010_exports::AREA,
            m0011_tasks::AREA,
            m0012_content::AREA,
        ];
        areas.into_iter().map(|area| Box::new(area) as Box<dyn MigrationTrait>).collect()
    }
}
