//! How many appointments lie on which day: a full past, and a future that empties out over six months.

use domain::schedule::weekday;
use jiff::{ToSpan, civil::Date};

use crate::{Error, Result, generate::day::slots};

/// Days ahead that are filled, today included; about six months.
pub(super) const AHEAD: i64 = 183;
/// Days of the past at least; more when the appointments need them.
const BEHIND: usize = 183;
/// Of a day's places, at most this many percent.
const FULL: u64 = 90;
/// Of all appointments, this many percent lie ahead, as far as they fit.
const SHARE_AHEAD: u64 = 40;
/// A past of more years is not a history but a mistake.
const YEARS: i64 = 30;

/// Days and numbers of one centre, in order; they add up to `appointments`.
///
/// # Errors
/// [`Error::Setting`] when `people` cannot have so many.
pub(super) fn shape(today: Date, people: usize, appointments: u32) -> Result<Vec<(Date, usize)>> {
    let places = |day: Date| slots(weekday(day)).len() as u64 * people as u64;
    let ahead: Vec<(Date, u64)> = (0..AHEAD)
        .map(|n| {
            let day = today.saturating_add(n.days());
            // A day is the emptier the farther it is.
            (day, places(day) * FULL * (AHEAD - n).unsigned_abs() / (100 * AHEAD.unsigned_abs()))
        })
        .collect();
    let appointments = u64::from(appointments);
    let later = (appointments * SHARE_AHEAD / 100).min(ahead.iter().map(|(_, most)| most).sum());
    let mut behind: Vec<(Date, u64)> = Vec::new();
    let (mut day, mut found) = (today, 0);
    while found < appointments - later || behind.len() < BEHIND {
        day = day.saturating_sub(1.days());
        if today.year() - day.year() > YEARS as i16 {
            let why = format!("{people} mediators of a centre cannot have {appointments} in {YEARS} years");
            return Err(Error::Setting("--appointments", why));
        }
        let most = places(day) * FULL / 100;
        found += most;
        behind.push((day, most));
    }
    behind.reverse();
    let mut days = spread(&behind, appointments - later);
    days.extend(spread(&ahead, later));
    Ok(days)
}

/// Shares `number` out in proportion to what each day can take.
fn spread(days: &[(Date, u64)], number: u64) -> Vec<(Date, usize)> {
    let total: u64 = days.iter().map(|(_, most)| most).sum();
    let (mut sum, mut given) = (0, 0);
    let share = |(day, most): &(Date, u64)| {
        sum += most;
        let due = number * sum / total.max(1);
        let own = due - given;
        given = due;
        (*day, own as usize)
    };
    days.iter().map(share).filter(|(_, number)| *number > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_appointment_has_a_day_and_no_day_more_than_its_places() {
        for (people, wanted) in [(1, 0), (1, 7), (4, 1_000), (10, 50_000)] {
            let days = shape(date(2026, 1, 5), people, wanted).expect("they fit");
            assert_eq!(days.iter().map(|(_, number)| *number).sum::<usize>(), wanted as usize);
            assert!(days.iter().all(|(day, number)| *number <= slots(weekday(*day)).len() * people));
            assert!(days.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }

    #[test]
    fn near_days_are_fuller_than_far_ones_and_too_many_are_refused() {
        let days = shape(date(2026, 1, 5), 10, 50_000).expect("they fit");
        let on = |day| days.iter().find(|(of, _)| *of == day).map_or(0, |(_, number)| *number);
        assert!(on(date(2026, 1, 12)) > 50 && on(date(2026, 6, 29)) < 6, "{days:?}");
        assert!(shape(date(2026, 1, 5), 1, 1_000_000).is_err());
        assert!(shape(date(2026, 1, 5), 0, 1).is_err());
    }
}
