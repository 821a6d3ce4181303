//! Which times are free: a pure function of plans, closures, taken cells, the service and now.

mod clock;

use std::collections::BTreeMap;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::{
    calendar::{MINUTES_PER_CELL, cell_of, first_cell_of},
    cell_set::CellSet,
    schedule::{CentreCalendar, Purpose, Schedule, at_minute},
};
use clock::DayClock;

/// What a service asks of a time. Minutes are multiples of five unless said otherwise.
#[derive(Clone, Copy, Debug)]
pub struct ServiceRules {
    /// Length of the session.
    pub minutes: u32,
    /// Taken before and after it, too; they may lie outside the hours.
    pub before_minutes: u32,
    pub after_minutes: u32,
    /// Starts lie this far apart, counted from the opening of a range.
    pub step_minutes: u32,
    /// Least time between now and the start; any number of minutes.
    pub notice_minutes: u32,
    /// Last bookable day, counted from today.
    pub horizon_days: u32,
    /// How many people lead it together; all are free at once.
    pub mediators: usize,
    /// Whether it takes a room.
    pub needs_room: bool,
}

/// A person or room, with what is known of its time.
#[derive(Clone, Debug)]
pub struct Resource {
    pub id: i64,
    pub schedule: Schedule,
    /// Taken cells, over at least the days asked for and one on each side.
    pub busy: CellSet,
    /// Whether this person may be the one that was asked for; others can only join. Rooms do not lead.
    pub may_lead: bool,
}

/// A question to the calendar of a centre.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub now: Timestamp,
    pub zone: &'a TimeZone,
    pub rules: &'a ServiceRules,
    pub purpose: Purpose,
    pub calendar: &'a CentreCalendar,
    pub people: &'a [Resource],
    pub rooms: &'a [Resource],
    pub first: Date,
    pub last: Date,
}

/// A free time and who could take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub start: DateTime,
    pub starts_at: Timestamp,
    /// Those who could lead, ascending by their place in the question.
    pub leads: Vec<i64>,
    /// Those who could only join; empty for a service with one mediator.
    pub joins: Vec<i64>,
    /// Free rooms; empty for a service without.
    pub rooms: Vec<i64>,
}

/// The free times from `first` to `last`, ascending.
pub fn open_slots(q: &Question) -> Vec<Slot> {
    slots(q).collect()
}

/// The first free time; nothing after its day is looked at.
pub fn first_open(q: &Question) -> Option<Slot> {
    slots(q).next()
}

/// The free time at `start`, if it is one.
pub fn slot_at(q: &Question, start: DateTime) -> Option<Slot> {
    let day = Question { first: start.date(), last: start.date(), ..*q };
    slots(&day).find(|slot| slot.start == start)
}

fn slots<'q>(q: &'q Question<'q>) -> impl Iterator<Item = Slot> + 'q {
    let today = q.zone.to_datetime(q.now).date();
    let horizon = today.saturating_add(i64::from(q.rules.horizon_days).days());
    let (first, last) = (q.first.max(today), q.last.min(horizon));
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last);
    days.flat_map(move |day| slots_of_day(q, day))
}

fn slots_of_day(q: &Question, day: Date) -> Vec<Slot> {
    let midnight = first_cell_of(day);
    let open: Vec<Open> = q.people.iter().map(|person| Open::of(q, person, day)).collect();
    let mut starts: BTreeMap<u32, Vec<i64>> = BTreeMap::new();
    for (person, open) in q.people.iter().zip(&open).filter(|(person, _)| person.may_lead) {
        for minute in open.ranges.iter().flat_map(|&(from, to)| starts_in(q.rules, from, to)) {
            if open.is_free(q.rules, person, midnight, minute) {
                starts.entry(minute).or_default().push(person.id);
            }
        }
    }
    let clock = DayClock::of(day, q.zone);
    let mut rooms = None;
    let found = starts.into_iter().filter_map(|(minute, leads)| {
        let starts_at = clock.instant_of_session(minute, q.rules.minutes)?;
        if starts_at.as_second() - q.now.as_second() < i64::from(q.rules.notice_minutes) * 60 {
            return None;
        }
        let joins = joining(q, &open, &leads, midnight, minute);
        let rooms = rooms.get_or_insert_with(|| open_rooms(q, day));
        let free = rooms.iter().filter(|(room, open)| open.is_free(q.rules, room, midnight, minute));
        let free: Vec<i64> = free.map(|(room, _)| room.id).collect();
        let enough = leads.len() + joins.len() >= q.rules.mediators && !(q.rules.needs_room && free.is_empty());
        enough.then(|| Slot { start: at_minute(day, minute), starts_at, leads, joins, rooms: free })
    });
    found.collect()
}

/// Those who are free besides `leads`, when the service takes more than one.
fn joining(q: &Question, open: &[Open], leads: &[i64], midnight: i64, minute: u32) -> Vec<i64> {
    if q.rules.mediators < 2 {
        return Vec::new();
    }
    let others = q.people.iter().zip(open).filter(|(person, _)| !leads.contains(&person.id));
    others
        .filter(|(person, open)| open.is_free(q.rules, person, midnight, minute))
        .map(|(person, _)| person.id)
        .collect()
}

fn open_rooms<'q>(q: &Question<'q>, day: Date) -> Vec<(&'q Resource, Open)> {
    let rooms = if q.rules.needs_room { q.rooms } else { &[] };
    rooms.iter().map(|room| (room, Open::of_room(q, room, day))).collect()
}

/// The starting minutes that leave room for the whole session. Off the five-minute lines nothing can be claimed.
fn starts_in(rules: &ServiceRules, from: u32, to: u32) -> impl Iterator<Item = u32> + use<> {
    let (minutes, step) = (rules.minutes, rules.step_minutes.max(1));
    let on_line = |minute: &u32| i64::from(*minute) % MINUTES_PER_CELL == 0;
    (from..to).step_by(step as usize).take_while(move |start| start + minutes <= to).filter(on_line)
}

/// One day of a person or room: its ranges, and the cells in which a session may lie.
struct Open {
    ranges: Vec<(u32, u32)>,
    cells: CellSet,
}

impl Open {
    fn of(q: &Question, person: &Resource, day: Date) -> Self {
        Self::within(q, person, day, person.schedule.ranges(day, q.purpose, &q.calendar.seasons))
    }

    /// Seasons are hours of people: a room keeps its own.
    fn of_room(q: &Question, room: &Resource, day: Date) -> Self {
        Self::within(q, room, day, room.schedule.ranges(day, q.purpose, &[]))
    }

    fn within(q: &Question, resource: &Resource, day: Date, ranges: Vec<(u32, u32)>) -> Self {
        if ranges.is_empty() {
            return Self { ranges, cells: CellSet::default() };
        }
        let mut cells = CellSet::over(day, day);
        for &(from, to) in &ranges {
            cells.insert_span(at_minute(day, from), at_minute(day, to));
        }
        for span in resource.schedule.away().chain(q.calendar.closed.iter().copied()) {
            cells.remove_span(span.from, span.to);
        }
        Self { ranges, cells }
    }

    /// Whether the session lies in open cells, and nothing is taken from its preparation to its pause.
    fn is_free(&self, rules: &ServiceRules, resource: &Resource, midnight: i64, minute: u32) -> bool {
        let cells = |minutes: u32| i64::from(minutes) / MINUTES_PER_CELL;
        let start = midnight + cells(minute);
        let end = start + cells(rules.minutes);
        self.cells.has_all(start, end)
            && resource.busy.has_none(start - cells(rules.before_minutes), end + cells(rules.after_minutes))
    }
}

/// How many cells of the week around `day` (Monday to Sunday) are taken: the least loaded is asked first.
pub fn load_of_week(resource: &Resource, day: Date) -> i64 {
    let days_before = i64::from(day.weekday().to_monday_zero_offset());
    let monday = cell_of(day.at(0, 0, 0, 0)) - days_before * crate::calendar::CELLS_PER_DAY;
    resource.busy.count(monday, monday + 7 * crate::calendar::CELLS_PER_DAY)
}

#[cfg(test)]
mod tests;
