//! Until when a person may change an appointment alone.

use jiff::Timestamp;

/// Whether more than `limit_minutes` remain before the start.
pub fn may_still_change(now: Timestamp, starts_at: Timestamp, limit_minutes: u32) -> bool {
    starts_at.as_second() - now.as_second() > i64::from(limit_minutes) * 60
}

#[cfg(test)]
mod tests {
    use super::may_still_change;
    use jiff::Timestamp;

    #[test]
    fn the_limit_itself_is_too_late() {
        let at = |second| Timestamp::from_second(second).expect("a second of this century");
        assert!(may_still_change(at(0), at(3601), 60));
        assert!(!may_still_change(at(0), at(3600), 60));
        assert!(!may_still_change(at(4000), at(3600), 0));
    }
}
