//! Civil time: five-minute cells of a centre's own clock, and the instants behind them.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time, date},
    tz::TimeZone,
};

/// Length of a cell.
pub const MINUTES_PER_CELL: i64 = 5;
/// Cells of a civil day; every day has them all, also one whose clock is moved.
pub const CELLS_PER_DAY: i64 = 24 * 60 / MINUTES_PER_CELL;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    #[error("not on a five-minute line")]
    OffTheGrid,
}

/// Number of the first cell of a day: days since 1970-01-01 times 288.
pub fn first_cell_of(day: Date) -> i64 {
    let days = day.since(date(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()));
    days * CELLS_PER_DAY
}

/// A day as a number that people can read, `20270104`: the id of its lane in a week.
pub fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day of such a number.
pub fn day_of_number(number: i64) -> Option<Date> {
    let small = |number: i64| i8::try_from(number % 100).ok();
    Date::new(i16::try_from(number / 10_000).ok()?, small(number / 100)?, small(number)?).ok()
}

/// Number of the cell that contains a civil time.
pub fn cell_of(time: DateTime) -> i64 {
    first_cell_of(time.date()) + minute_of_day(time) / MINUTES_PER_CELL
}

/// The civil time at which a cell begins.
pub fn time_of_cell(cell: i64) -> DateTime {
    let day = date(1970, 1, 1).saturating_add(cell.div_euclid(CELLS_PER_DAY).days());
    let minute = cell.rem_euclid(CELLS_PER_DAY) * MINUTES_PER_CELL;
    day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
}

/// The cells from `start` for `minutes`, ascending.
///
/// # Errors
/// When start or length is not a multiple of five minutes.
pub fn cells(start: DateTime, minutes: u32) -> Result<Vec<i64>, CellError> {
    let on_grid = minute_of_day(start) % MINUTES_PER_CELL == 0 && start.second() == 0 && start.subsec_nanosecond() == 0;
    if !on_grid || i64::from(minutes) % MINUTES_PER_CELL != 0 {
        return Err(CellError::OffTheGrid);
    }
    let first = cell_of(start);
    Ok((first..first + i64::from(minutes) / MINUTES_PER_CELL).collect())
}

/// Reads `2026-11-24T10:00`, as forms and addresses write a start, and nothing else.
pub fn read_start(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once('T')?;
    let mut parts = day.split('-').chain(time.split(':')).map(|part| part.parse::<i16>().ok());
    let mut next = || parts.next().flatten();
    let (year, month, day, hour, minute) = (next()?, next()?, next()?, next()?, next()?);
    let small = |number: i16| i8::try_from(number).ok();
    let well_formed = text.len() == 16 && parts.next().is_none();
    let day = Date::new(year, small(month)?, small(day)?).ok().filter(|_| well_formed)?;
    Some(day.to_datetime(Time::new(small(hour)?, small(minute)?, 0, 0).ok()?))
}

/// Writes a start as [`read_start`] reads it.
pub fn write_start(start: DateTime) -> String {
    start.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The instant of a civil time: `None` where the clock jumps over it, the earlier one where it comes twice.
pub fn instant_of(time: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let ambiguous = zone.to_ambiguous_timestamp(time);
    if matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
        return None;
    }
    ambiguous.compatible().ok()
}

/// Whether two sessions, each a start and its minutes, have time in common; two that only touch have none.
pub fn meet(one: (DateTime, u32), other: (DateTime, u32)) -> bool {
    let end_of = |(start, minutes): (DateTime, u32)| start.saturating_add(i64::from(minutes).minutes());
    one.0 < end_of(other) && other.0 < end_of(one)
}

fn minute_of_day(time: DateTime) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{civil::date, tz::TimeZoneDatabase};

    #[test]
    fn cells_count_from_1970_in_steps_of_five_minutes() {
        assert_eq!(cell_of(date(1970, 1, 1).at(0, 4, 0, 0)), 0);
        assert_eq!(cell_of(date(1970, 1, 2).at(0, 5, 0, 0)), 289);
        assert_eq!(cells(date(1970, 1, 1).at(23, 55, 0, 0), 10), Ok(vec![287, 288]));
        for cell in [-1, 0, 287, 288, 5_900_123] {
            assert_eq!(cell_of(time_of_cell(cell)), cell);
        }
    }

    #[test]
    fn a_day_and_its_number_are_each_other() {
        let day = date(2027, 1, 4);
        assert_eq!((day_number(day), day_of_number(20_270_104)), (20_270_104, Some(day)));
        for wrong in [0, -1, 20_270_230, 20_271_301, i64::MAX] {
            assert_eq!(day_of_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_start_is_read_in_one_form_only() {
        let start = date(2026, 11, 24).at(10, 5, 0, 0);
        assert_eq!(write_start(start), "2026-11-24T10:05");
        assert_eq!(read_start("2026-11-24T10:05"), Some(start));
        for wrong in
            ["", "2026-11-24", "2026-02-30T10:00", "2026-11-24T24:00", "2026-11-24T10:00:00", "2026-1-024T10:00Z"]
        {
            assert_eq!(read_start(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn two_sessions_meet_when_they_share_a_cell() {
        let day = date(2026, 11, 27);
        let starts = || [0, 5, 10, 15, 20, 25].map(|minute| day.at(10, minute, 0, 0));
        for (one, other) in starts().into_iter().flat_map(|one| starts().map(|other| (one, other))) {
            for (minutes, more) in [(5, 5), (5, 15), (20, 10), (60, 5)] {
                let taken = cells(one, minutes).unwrap();
                let shared = cells(other, more).unwrap().iter().any(|cell| taken.contains(cell));
                assert_eq!(meet((one, minutes), (other, more)), shared, "{one} {minutes}, {other} {more}");
            }
        }
        assert!(meet((day.at(23, 50, 0, 0), 20), (date(2026, 11, 28).at(0, 5, 0, 0), 5)), "past midnight");
    }

    #[test]
    fn what_is_off_the_grid_has_no_cells() {
        assert_eq!(cells(date(2026, 1, 1).at(9, 3, 0, 0), 10), Err(CellError::OffTheGrid));
        assert_eq!(cells(date(2026, 1, 1).at(9, 0, 0, 0), 7), Err(CellError::OffTheGrid));
    }

    #[test]
    fn fez_goes_back_for_ramadan_and_forward_after_it() {
        let fez = TimeZoneDatabase::bundled().get("Africa/Casablanca").expect("bundled zone");
        // 2026-02-15: 03:00 (+01) becomes 02:00 (+00), so 02:30 comes twice.
        let twice = instant_of(date(2026, 2, 15).at(2, 30, 0, 0), &fez).map(|t| t.to_string());
        assert_eq!(twice.as_deref(), Some("2026-02-15T01:30:00Z"));
        // 2026-03-22: 02:00 (+00) becomes 03:00 (+01), so 02:30 never comes.
        assert_eq!(instant_of(date(2026, 3, 22).at(2, 30, 0, 0), &fez), None);
    }
}
