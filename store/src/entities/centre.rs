//! A centre and its clock.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "centre")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    /// Name by which browsers ask for it; `None` for the only centre of a database.
    pub host: Option<String>,
    pub zone: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub demo: bool,
    /// Appointments that somebody may have ahead who booked them without the desk.
    pub most_ahead: i32,
    /// Bookings and waits that strangers may make in a day, all together.
    pub bookings_a_day: i32,
    /// Messages to one contact in a day.
    pub messages_a_day: i32,
    /// Calling codes of the countries whose telephones are written to, with spaces between them.
    pub message_countries: String,
    /// Addresses of its pages elsewhere, with spaces between them.
    pub official_pages: String,
    /// Whether the desk's browsers keep names and times of today for when their line is lost.
    pub offline_day: bool,
    /// Whether what the centre does costs families nothing.
    pub free_of_charge: bool,
    pub second_reader: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
