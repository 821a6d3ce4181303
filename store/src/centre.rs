//! A centre as everything that is done for it knows it.

pub(crate) mod civil;

use domain::{
    contact::{Address, SafeContact},
    official_page::OfficialPage,
};
use jiff::tz::TimeZone;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use crate::{Result, events::counter};

/// A centre with its clock.
#[derive(Clone, Debug)]
pub struct Centre {
    pub id: i64,
    pub slug: String,
    /// Name by which browsers ask for it.
    pub host: Option<String>,
    pub zone: TimeZone,
    /// Name of the zone in the IANA database.
    pub zone_name: String,
    /// Public telephone, when the centre has published one.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Whether fictional staff and bookings were loaded.
    pub demo: bool,
    /// Appointments that somebody may have ahead with one contact who booked them without the desk.
    pub most_ahead: u32,
    /// Bookings and waits that strangers may make in a day, all together.
    pub bookings_a_day: u32,
    /// Messages to one contact in a day; the others wait.
    pub messages_a_day: u32,
    /// Calling codes of the countries whose telephones are written to.
    pub message_countries: Vec<String>,
    /// Its pages elsewhere, in the order in which families see them.
    pub official_pages: Vec<OfficialPage>,
    /// Whether the desk's browsers keep names and times of today for when their line is lost.
    pub offline_day: bool,
    /// Whether what the centre does costs families nothing.
    pub free_of_charge: bool,
    /// Whether what families read has been read by somebody who did not write it.
    pub second_reader: bool,
}

impl Centre {
    /// Whether a message may be left: whoever gave the contact says so, and a telephone must be in a country that the centre
    /// writes to, for what a message costs depends on where it goes.
    pub fn may_message(&self, reach: &SafeContact) -> bool {
        reach.may_leave_message && self.writes_to(&reach.address)
    }

    pub(crate) fn writes_to(&self, address: &Address) -> bool {
        match address {
            Address::Email(_) => true,
            Address::Landline(_) | Address::Nobody => false,
            Address::Mobile(number) => {
                let digits = number.e164().trim_start_matches('+');
                self.message_countries.iter().any(|code| digits.starts_with(code.as_str()))
            }
        }
    }
}

/// As [`counter::hold`], where the number of the rules does not matter and SQLite need not be asked.
pub(crate) async fn write_alone(tx: &DatabaseTransaction, centre: &Centre) -> Result<()> {
    if tx.get_database_backend() != DatabaseBackend::Sqlite {
        counter::hold(tx, centre.id).await?;
    }
    Ok(())
}
