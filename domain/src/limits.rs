//! Until when a person may change an appointment alone, and how much they may say about it.

use jiff::Timestamp;

/// Characters of the reason of a cancellation.
pub const MOST_REASON: usize = 500;

/// A reason as it was typed: `None` when nothing was said.
///
/// # Errors
/// What was typed, when it is longer than [`MOST_REASON`].
pub fn read_reason(typed: &str) -> Result<Option<&str>, &str> {
    let reason = typed.trim();
    if reason.chars().count() > MOST_REASON {
        return Err(reason);
    }
    Ok((!reason.is_empty()).then_some(reason))
}

/// Whether more than `limit_minutes` remain before the start.
pub fn may_still_change(now: Timestamp, starts_at: Timestamp, limit_minutes: u32) -> bool {
    starts_at.as_second() - now.as_second() > i64::from(limit_minutes) * 60
}

#[cfg(test)]
mod tests {
    use super::{MOST_REASON, may_still_change, read_reason};
    use jiff::Timestamp;

    #[test]
    fn a_reason_may_be_left_out_and_has_an_end() {
        assert_eq!(read_reason(" \n "), Ok(None));
        assert_eq!(read_reason(" مرض "), Ok(Some("مرض")));
        let long = "م".repeat(MOST_REASON);
        assert_eq!(read_reason(&long), Ok(Some(long.as_str())));
        assert!(read_reason(&(long + "م")).is_err());
    }

    #[test]
    fn the_limit_itself_is_too_late() {
        let at = |second| Timestamp::from_second(second).expect("a second of this century");
        assert!(may_still_change(at(0), at(3601), 60));
        assert!(!may_still_change(at(0), at(3600), 60));
        assert!(!may_still_change(at(4000), at(3600), 0));
    }
}
