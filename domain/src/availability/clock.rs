//! The clock of one civil day: cheap on the many days on which nobody moves it.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{calendar::instant_of, schedule::at_minute};

pub(super) enum DayClock<'a> {
    /// Instant of midnight, in seconds: every minute of the day follows from it.
    Steady(i64),
    /// The clock is moved on this day.
    Moved(Date, &'a TimeZone),
}

impl<'a> DayClock<'a> {
    pub fn of(day: Date, zone: &'a TimeZone) -> Self {
        let steady = || {
            let midnight = instant_of(at_minute(day, 0), zone)?.as_second();
            let end = instant_of(at_minute(day, 1440), zone)?.as_second();
            // The second before counts: a move at midnight itself makes midnight come twice, or never.
            let from = Timestamp::from_second(midnight - 1).ok()?;
            let moved = zone.following(from).next().is_some_and(|move_| move_.timestamp().as_second() <= end);
            (!moved && end - midnight == 86_400).then_some(midnight)
        };
        steady().map_or(Self::Moved(day, zone), Self::Steady)
    }

    /// When a session begins. `None` while the clock is moved: it would begin or end at another time than was said.
    pub fn instant_of_session(&self, minute: u32, minutes: u32) -> Option<Timestamp> {
        match self {
            Self::Steady(midnight) => Timestamp::from_second(midnight + i64::from(minute) * 60).ok(),
            Self::Moved(day, zone) => {
                let starts_at = instant_of(at_minute(*day, minute), zone)?;
                let ends_at = instant_of(at_minute(*day, minute + minutes), zone)?;
                (ends_at.as_second() - starts_at.as_second() == i64::from(minutes) * 60).then_some(starts_at)
            }
        }
    }
}
