//! Which times are free: a pure function of hours, closures, taken cells, the service and now.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::calendar::{cell_of, cells, instant_of};

/// What a service asks of a time.
#[derive(Clone, Copy, Debug)]
pub struct ServiceRules {
    /// Length of the session, a multiple of five.
    pub minutes: u32,
    /// Pause after it, a multiple of five; taken, too, but it may lie after closing time.
    pub buffer_minutes: u32,
    /// Starts lie this far apart, counted from the opening of a range.
    pub step_minutes: u32,
    /// Least time between now and the start.
    pub notice_minutes: u32,
    /// Last bookable day, counted from today.
    pub horizon_days: u32,
}

/// A range of a weekday in civil time.
#[derive(Clone, Copy, Debug)]
pub struct Hours {
    /// 1 is Monday, 7 Sunday.
    pub weekday: u8,
    pub from_minute: u16,
    pub to_minute: u16,
}

/// A half-open range of civil time in which nobody receives.
#[derive(Clone, Copy, Debug)]
pub struct Closure {
    pub from: DateTime,
    pub to: DateTime,
}

/// One person's question to the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub now: Timestamp,
    pub zone: &'a TimeZone,
    pub rules: &'a ServiceRules,
    pub hours: &'a [Hours],
    pub closures: &'a [Closure],
    /// Taken cells, ascending.
    pub taken: &'a [i64],
    pub first: Date,
    pub last: Date,
}

/// A free time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub start: DateTime,
    pub starts_at: Timestamp,
}

/// The free times from `first` to `last`, ascending.
pub fn open_slots(q: &Question) -> Vec<Slot> {
    let today = q.zone.to_datetime(q.now).date();
    let horizon = today.saturating_add(i64::from(q.rules.horizon_days).days());
    let mut slots = Vec::new();
    let mut day = q.first.max(today);
    while day <= q.last.min(horizon) {
        for (from, to) in ranges_of(q.hours, day) {
            slots.extend(starts(q.rules, from, to).filter_map(|minute| free_slot(q, day, minute)));
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    slots
}

/// Whether `start` is one of the free times.
pub fn is_open(q: &Question, start: DateTime) -> bool {
    let day = Question { first: start.date(), last: start.date(), ..*q };
    open_slots(&day).iter().any(|slot| slot.start == start)
}

/// The ranges of a day in minutes, ascending; those that touch or overlap are one.
fn ranges_of(hours: &[Hours], day: Date) -> Vec<(u32, u32)> {
    let weekday = day.weekday().to_monday_one_offset().unsigned_abs();
    let mut ranges: Vec<(u32, u32)> = hours
        .iter()
        .filter(|hours| hours.weekday == weekday)
        .map(|hours| (u32::from(hours.from_minute), u32::from(hours.to_minute)))
        .collect();
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The starting minutes that leave room for the whole session.
fn starts(rules: &ServiceRules, from: u32, to: u32) -> impl Iterator<Item = u32> + use<> {
    let (minutes, step) = (rules.minutes, rules.step_minutes.max(1));
    (from..to).step_by(step as usize).take_while(move |start| start + minutes <= to)
}

fn free_slot(q: &Question, day: Date, minute: u32) -> Option<Slot> {
    let start = day.at(0, 0, 0, 0).checked_add(i64::from(minute).minutes()).ok()?;
    let end = start.checked_add(i64::from(q.rules.minutes).minutes()).ok()?;
    let starts_at = instant_of(start, q.zone)?;
    let ends_at = instant_of(end, q.zone)?;
    // A session during which the clock is moved would begin or end at another time than the person was told.
    let steady = ends_at.as_second() - starts_at.as_second() == i64::from(q.rules.minutes) * 60;
    let in_time = starts_at.as_second() - q.now.as_second() >= i64::from(q.rules.notice_minutes) * 60;
    let open = !q.closures.iter().any(|closure| closure.from < end && start < closure.to);
    (steady && in_time && open && nothing_taken(q, start)).then_some(Slot { start, starts_at })
}

/// Whether session and pause find every cell free. Off the five-minute lines nothing can be claimed.
fn nothing_taken(q: &Question, start: DateTime) -> bool {
    let Ok(wanted) = cells(start, q.rules.minutes + q.rules.buffer_minutes) else { return false };
    let next = q.taken.partition_point(|cell| *cell < cell_of(start));
    match (q.taken.get(next), wanted.last()) {
        (Some(taken), Some(last)) => taken > last,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
