//! Civil times as rows have them, and the instants that they are.

use domain::{
    calendar::instant_of,
    schedule::{at_minute, minute_of},
};
use jiff::civil;
use jiff::civil::{Date, DateTime};

use crate::{
    Centre, Error, Result,
    entities::{attendance, session},
};

/// The civil start that the person was told.
pub(crate) fn start_of(row: &attendance::Model) -> civil::DateTime {
    at_minute(row.day.0, row.start_minute.unsigned_abs())
}

/// The civil start of what takes place.
pub(crate) fn start_of_session(session: &session::Model) -> civil::DateTime {
    at_minute(session.day.0, session.start_minute.unsigned_abs())
}

pub(crate) fn minute_of_day(time: civil::DateTime) -> i32 {
    minute_of(time) as i32
}

/// # Errors
/// [`Error::Taken`] where the clock jumps over the time.
pub(crate) fn instant(start: civil::DateTime, centre: &Centre) -> Result<i64> {
    Ok(instant_of(start, &centre.zone).ok_or(Error::Taken)?.as_second())
}

pub(crate) fn read_day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::Corrupt("day"))
}

/// Minutes of civil time from one to the other.
pub(crate) fn minutes_between(from: DateTime, to: DateTime) -> i64 {
    use domain::calendar::{CELLS_PER_DAY, first_cell_of};
    let days = (first_cell_of(to.date()) - first_cell_of(from.date())) / CELLS_PER_DAY;
    days * 1440 + i64::from(minute_of(to)) - i64::from(minute_of(from))
}
