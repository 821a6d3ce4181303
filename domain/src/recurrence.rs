//! Absences that come back: a rule as RFC 5545 writes it, unfolded in civil time, so that no zone moves an occurrence.

use std::str::FromStr;

use chrono::{Datelike, TimeZone, Timelike};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use rrule::{Frequency, RRule, RRuleSet, Tz, Unvalidated};

/// A rule that can be unfolded, such as `FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231T235900`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    #[error("not a recurrence rule")]
    NotARule,
    #[error("comes back more often than daily")]
    TooFrequent,
}

/// More occurrences than a window of a year can hold.
const MOST: u16 = 1000;

impl Recurrence {
    /// Reads a rule. A zone mark of its end counts for nothing: the end is civil, too.
    ///
    /// # Errors
    /// [`RecurrenceError`] for what is no rule, or one of hours and minutes.
    pub fn parse(text: &str) -> Result<Self, RecurrenceError> {
        let parts = text.trim().split(';').map(|part| match part.strip_prefix("UNTIL=") {
            Some(until) if until.len() == 8 => format!("UNTIL={until}T235900"),
            _ => part.trim_end_matches('Z').to_owned(),
        });
        let rule = Self(parts.collect::<Vec<_>>().join(";"));
        let read = rule.unfolded().ok_or(RecurrenceError::NotARule)?;
        if matches!(read.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
            return Err(RecurrenceError::TooFrequent);
        }
        let start = at(Date::constant(2000, 1, 1).at(0, 0, 0, 0)).ok_or(RecurrenceError::NotARule)?;
        // A rule that ends before some start is still a rule.
        let endless = RRule::from_str(&without_end(&rule.0)).map_err(|_| RecurrenceError::NotARule)?;
        endless.validate(start).map_err(|_| RecurrenceError::NotARule)?;
        Ok(rule)
    }

    /// Every `weeks` weeks, up to and including `until`.
    pub fn weekly(weeks: u8, until: Option<Date>) -> Self {
        Self(format!("FREQ=WEEKLY;INTERVAL={}{}", weeks.max(1), end(until)))
    }

    /// On the same day of every month that has it.
    pub fn monthly(until: Option<Date>) -> Self {
        Self(format!("FREQ=MONTHLY{}", end(until)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The half-open civil spans of `minutes` that touch the days of `window` (both included), ascending, when the first
    /// one begins at `from`.
    pub fn occurrences(&self, from: DateTime, minutes: i64, window: (Date, Date)) -> Vec<(DateTime, DateTime)> {
        let (first, last) = (window.0.at(0, 0, 0, 0), window.1.saturating_add(1.day()).at(0, 0, 0, 0));
        let earliest = first.saturating_sub(minutes.minutes());
        let (Some(set), Some(after), Some(before)) = (self.set(from), at(earliest), at(last)) else {
            return Vec::new();
        };
        let starts = set.after(after).before(before).all(MOST).dates;
        let spans = starts
            .into_iter()
            .filter_map(|start| civil(&start))
            .map(|start| (start, start.saturating_add(minutes.minutes())));
        spans.filter(|(start, end)| *start < last && first < *end).collect()
    }

    /// When the last occurrence ends; `None` for a rule without end.
    pub fn last_end(&self, from: DateTime, minutes: i64) -> Option<DateTime> {
        let rule = self.unfolded()?;
        if rule.get_until().is_none() && rule.get_count().is_none() {
            return None;
        }
        let last = self.set(from).and_then(|set| civil(set.all(u16::MAX).dates.last()?));
        Some(last.unwrap_or(from).saturating_add(minutes.minutes()))
    }

    fn unfolded(&self) -> Option<RRule<Unvalidated>> {
        let parts =
            self.0.split(';').map(|part| if part.starts_with("UNTIL=") { format!("{part}Z") } else { part.to_owned() });
        RRule::from_str(&parts.collect::<Vec<_>>().join(";")).ok()
    }

    fn set(&self, from: DateTime) -> Option<RRuleSet> {
        self.unfolded()?.build(at(from)?).ok()
    }
}

fn end(until: Option<Date>) -> String {
    until.map_or_else(String::new, |day| format!(";UNTIL={}T235900", day.strftime("%Y%m%d")))
}

fn without_end(rule: &str) -> String {
    rule.split(';').filter(|part| !part.starts_with("UNTIL=")).collect::<Vec<_>>().join(";")
}

/// A civil time as the library wants it: as if it were UTC, which no clock moves.
fn at(time: DateTime) -> Option<chrono::DateTime<Tz>> {
    let (year, month, day) = (i32::from(time.year()), time.month().unsigned_abs(), time.day().unsigned_abs());
    let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
    Tz::UTC.with_ymd_and_hms(year, month.into(), day.into(), hour.into(), minute.into(), 0).single()
}

fn civil(time: &chrono::DateTime<Tz>) -> Option<DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    let day = Date::new(i16::try_from(time.year()).ok()?, small(time.month())?, small(time.day())?).ok()?;
    Some(day.at(small(time.hour())?, small(time.minute())?, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        appointment::Mode,
        schedule::{Opening, Purpose},
    };
    use jiff::civil::date;
    use proptest::prelude::*;

    fn days(rule: &Recurrence, from: DateTime, window: (Date, Date)) -> Vec<String> {
        rule.occurrences(from, 60, window).iter().map(|(start, _)| start.date().to_string()).collect()
    }

    #[test]
    fn a_rule_is_read_and_written_in_civil_time() {
        let rule = Recurrence::parse("FREQ=WEEKLY;UNTIL=20260310T235900Z").expect("a rule");
        assert_eq!(rule, Recurrence::weekly(1, Some(date(2026, 3, 10))).clone_without_interval());
        assert_eq!(Recurrence::parse("FREQ=WEEKLY;UNTIL=20260310"), Ok(rule));
        assert_eq!(Recurrence::parse("FREQ=HOURLY"), Err(RecurrenceError::TooFrequent));
        for wrong in ["", "every week", "FREQ=WEEKLY;INTERVAL=0x", "FREQ=WEEKLY;BYMONTH=13"] {
            assert_eq!(Recurrence::parse(wrong), Err(RecurrenceError::NotARule), "{wrong}");
        }
    }

    impl Recurrence {
        fn clone_without_interval(&self) -> Self {
            Self(self.0.replace(";INTERVAL=1", ""))
        }
    }

    #[test]
    fn every_second_week_comes_back_every_second_week() {
        let from = date(2026, 3, 3).at(14, 0, 0, 0);
        let window = (date(2026, 3, 1), date(2026, 4, 1));
        assert_eq!(days(&Recurrence::weekly(2, None), from, window), ["2026-03-03", "2026-03-17", "2026-03-31"]);
        let ended = Recurrence::weekly(2, Some(date(2026, 3, 17)));
        assert_eq!(days(&ended, from, window), ["2026-03-03", "2026-03-17"]);
        assert_eq!(ended.last_end(from, 60), Some(date(2026, 3, 17).at(15, 0, 0, 0)));
        assert_eq!(Recurrence::weekly(2, None).last_end(from, 60), None);
    }

    #[test]
    fn an_absence_over_midnight_touches_the_day_it_ends_on() {
        let from = date(2026, 3, 3).at(22, 0, 0, 0);
        let found = Recurrence::weekly(1, None).occurrences(from, 600, (date(2026, 3, 11), date(2026, 3, 11)));
        assert_eq!(found, [(date(2026, 3, 10).at(22, 0, 0, 0), date(2026, 3, 11).at(8, 0, 0, 0))]);
    }

    #[test]
    fn the_clock_of_no_zone_moves_an_occurrence() {
        let from = date(2026, 2, 8).at(2, 30, 0, 0); // the clock of Fez goes back a week later, at three
        let found = Recurrence::weekly(1, None).occurrences(from, 60, (date(2026, 2, 15), date(2026, 2, 15)));
        assert_eq!(found, [(date(2026, 2, 15).at(2, 30, 0, 0), date(2026, 2, 15).at(3, 30, 0, 0))]);
    }

    proptest! {
        /// A weekly plan is kept in columns, which the database can check and an index can find; it means the same.
        #[test]
        fn a_range_of_the_weekly_plan_holds_on_the_days_of_its_rule(
            weekday in 1_u8..=7,
            every_weeks in 1_u8..5,
            offset in 0_i64..60,
            length in 0_i64..80,
        ) {
            let first_day = date(2026, 1, 1).saturating_add(offset.days());
            let last_day = first_day.saturating_add(length.days());
            let opening = Opening { first_day, last_day, every_weeks, ..Opening::weekly(weekday, 540, 600) };
            let name = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(weekday) - 1];
            let until = last_day.strftime("%Y%m%d");
            let text = format!("FREQ=WEEKLY;INTERVAL={every_weeks};WKST=MO;BYDAY={name};UNTIL={until}");
            let rule = Recurrence::parse(&text).expect("a rule");
            let window = (date(2025, 12, 1), date(2026, 7, 1));
            let purpose = Purpose { service: 1, mode: Mode::InPerson };
            let mut expected = Vec::new();
            let mut day = window.0;
            while day <= window.1 {
                if opening.holds(day, purpose) {
                    expected.push((day.at(9, 0, 0, 0), day.at(10, 0, 0, 0)));
                }
                day = day.tomorrow().expect("a day");
            }
            prop_assert_eq!(rule.occurrences(first_day.at(9, 0, 0, 0), 60, window), expected);
        }

        #[test]
        fn the_days_are_those_of_counting(
            weeks in 1_u8..5,
            length in 1_i64..3000,
            until in prop::option::of(0_i64..400),
            offset in -50_i64..400,
        ) {
            let from = date(2024, 1, 3).at(9, 0, 0, 0);
            let until = until.map(|days| from.date().saturating_add(days.days()));
            let first = from.date().saturating_add(offset.days());
            let window = (first, first.saturating_add(40.days()));
            let mut expected = Vec::new();
            let mut start = from;
            while start.date() <= window.1 && until.is_none_or(|until| start.date() <= until) {
                let end = start.saturating_add(length.minutes());
                if end > window.0.at(0, 0, 0, 0) {
                    expected.push((start, end));
                }
                start = start.saturating_add(i64::from(weeks).weeks());
            }
            prop_assert_eq!(Recurrence::weekly(weeks, until).occurrences(from, length, window), expected);
        }
    }
}
