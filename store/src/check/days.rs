//! The days on which a centre has anything at all, in windows small enough to hold in memory.

use std::collections::BTreeSet;

use domain::{
    calendar::{CELLS_PER_DAY, first_cell_of},
    schedule::at_minute,
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, date},
};
use sea_orm::DatabaseTransaction;

use crate::{Result, centre::civil::read_day, check::report::rows};

pub(super) const MINUTES_PER_DAY: i64 = 1440;
const DAYS: i64 = 7;

/// Days by their number since 1970-01-01, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub first: i64,
    pub last: i64,
}

impl Window {
    /// Whether a minute since 1970-01-01 lies in the window.
    pub fn begins(self, minute: i64) -> bool {
        (self.first..=self.last).contains(&minute.div_euclid(MINUTES_PER_DAY))
    }
}

/// Windows over every day of a centre that a session, a claim or a row of a day names. The
/// days beside them are looked at too: a session may begin to take time before midnight or end after it.
pub(super) async fn weeks(tx: &DatabaseTransaction, centre_id: i64) -> Result<Vec<Window>> {
    let mut days = BTreeSet::new();
    for row in rows(tx, format!("SELECT DISTINCT day FROM session WHERE centre_id = {centre_id}")).await? {
        let day = number_of(read_day(&row.try_get::<String>("", "day")?)?);
        days.extend([day - 1, day, day + 1]);
    }
    for (table, number) in [("claim", format!("cell / {CELLS_PER_DAY}")), ("busy_day", "day_number".to_owned())] {
        let sql = format!("SELECT DISTINCT {number} AS day FROM {table} WHERE centre_id = {centre_id}");
        for row in rows(tx, sql).await? {
            days.insert(row.try_get::<i64>("", "day")?);
        }
    }
    Ok(windows(&days))
}

fn windows(days: &BTreeSet<i64>) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for &day in days {
        match windows.last_mut() {
            Some(window) if day < window.first + DAYS => window.last = day,
            _ => windows.push(Window { first: day, last: day }),
        }
    }
    windows
}

pub(super) fn number_of(day: Date) -> i64 {
    first_cell_of(day) / CELLS_PER_DAY
}

pub(super) fn day_of(number: i64) -> Date {
    date(1970, 1, 1).saturating_add(number.days())
}

/// The civil time of a minute since 1970-01-01.
pub(super) fn time_of(minute: i64) -> DateTime {
    let day = day_of(minute.div_euclid(MINUTES_PER_DAY));
    at_minute(day, minute.rem_euclid(MINUTES_PER_DAY) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_skip_what_is_empty_and_never_meet() {
        let days = BTreeSet::from([1, 2, 7, 8, 9, 300]);
        let found: Vec<_> = windows(&days).iter().map(|window| (window.first, window.last)).collect();
        assert_eq!(found, [(1, 7), (8, 9), (300, 300)]);
    }

    #[test]
    fn a_minute_reads_as_a_civil_time() {
        assert_eq!(time_of(-5).to_string(), "1969-12-31T23:55:00");
        assert_eq!(time_of(number_of(date(2026, 1, 6)) * MINUTES_PER_DAY + 540), date(2026, 1, 6).at(9, 0, 0, 0));
    }
}
