//! The store's promises, each on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod booking;
mod changes;
mod check;
mod demo;
mod events;
mod fixtures;
mod generate;
mod hours;
mod instants;
mod life;
mod migrations;
mod places;
mod race;
mod rooms;
mod schedules;
mod service_rules;
mod sessions;
mod storm;
mod visits;
mod waiting;
mod waiting_race;
mod workshops;
