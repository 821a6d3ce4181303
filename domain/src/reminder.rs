//! When a person is reminded: a day before, at the same time by the centre's own clock.

use jiff::{ToSpan, civil::DateTime};

/// Whether the reminder of `start` is due by the clock of the centre, when the person was last told something at `told`.
/// Whoever was told of it since it fell due is not reminded.
pub fn is_due(start: DateTime, clock: DateTime, told: Option<DateTime>) -> bool {
    let due = start.saturating_sub(1.day());
    due <= clock && clock < start && told.is_none_or(|told| told < due)
}

#[cfg(test)]
mod tests {
    use super::is_due;
    use jiff::civil::date;

    #[test]
    fn a_reminder_is_due_a_day_before_and_not_for_whoever_was_just_told() {
        let day = |day| date(2026, 3, day).at(10, 0, 0, 0);
        assert!(!is_due(day(23), date(2026, 3, 22).at(9, 59, 0, 0), None));
        assert!(is_due(day(23), day(22), None));
        assert!(is_due(day(23), day(22), Some(day(20))));
        assert!(!is_due(day(23), day(22), Some(day(22))), "told since");
        assert!(!is_due(day(23), day(23), None), "over");
    }
}
