use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date, datetime},
    tz::{TimeZone, TimeZoneDatabase},
};

use super::{Question, Resource, ServiceRules, first_open, load_of_week, open_slots, slot_at};
use crate::{
    appointment::Mode,
    calendar::{cell_of, first_cell_of},
    cell_set::CellSet,
    schedule::{CentreCalendar, Opening, Purpose, Schedule, Season, Span},
};

mod reference;

pub(super) const RULES: ServiceRules = ServiceRules {
    minutes: 40,
    before_minutes: 0,
    after_minutes: 10,
    step_minutes: 30,
    notice_minutes: 180,
    horizon_days: 60,
    mediators: 1,
    needs_room: false,
};
pub(super) const FOR: Purpose = Purpose { service: 1, mode: Mode::InPerson };

pub(super) fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("bundled zone")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Monday to Sunday, one range.
fn every_day(from: u16, to: u16) -> Schedule {
    Schedule { openings: (1..=7).map(|weekday| Opening::weekly(weekday, from, to)).collect(), ..Schedule::default() }
}

fn resource(id: i64, schedule: Schedule, day: Date) -> Resource {
    let (first, last) = (day.checked_sub(8.days()).expect("a day"), day.checked_add(8.days()).expect("a day"));
    Resource { id, schedule, busy: CellSet::over(first, last), may_lead: true }
}

/// A question about one day, long before it.
struct Asked {
    zone: TimeZone,
    calendar: CentreCalendar,
    people: Vec<Resource>,
    rooms: Vec<Resource>,
    day: Date,
    now: Timestamp,
    rules: ServiceRules,
}

impl Asked {
    fn on(day: Date, schedule: Schedule) -> Self {
        Self {
            zone: zone("Africa/Casablanca"),
            calendar: CentreCalendar::default(),
            people: vec![resource(1, schedule, day)],
            rooms: Vec::new(),
            day,
            now: at("2026-01-01T00:00:00Z"),
            rules: RULES,
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            now: self.now,
            zone: &self.zone,
            rules: &self.rules,
            purpose: FOR,
            calendar: &self.calendar,
            people: &self.people,
            rooms: &self.rooms,
            first: self.day,
            last: self.day,
        }
    }

    /// The times of the day as text.
    fn times(&self) -> Vec<String> {
        open_slots(&self.question()).iter().map(|slot| slot.start.strftime("%H:%M").to_string()).collect()
    }

    fn take(&mut self, from: DateTime, to: DateTime) {
        self.people[0].busy.insert_span(from, to);
    }
}

/// Monday, 5 January 2026.
fn monday() -> Date {
    date(2026, 1, 5)
}

fn hour(hour: i8, minute: i8) -> DateTime {
    datetime(2026, 1, 5, hour, minute, 0, 0)
}

const NO_TIMES: [&str; 0] = [];

#[test]
fn starts_follow_the_grid_and_the_session_ends_before_closing() {
    let asked = Asked::on(monday(), every_day(510, 750));
    assert_eq!(asked.times(), ["08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]);
}

#[test]
fn ranges_that_touch_are_one() {
    let openings = vec![Opening::weekly(1, 600, 630), Opening::weekly(1, 630, 660)];
    let mut asked = Asked::on(monday(), Schedule { openings, ..Schedule::default() });
    assert_eq!(asked.times(), ["10:00"]);
    asked.day = date(2026, 1, 6);
    assert_eq!(asked.times(), NO_TIMES);
}

#[test]
fn a_slot_that_starts_in_the_past_or_without_notice_is_not_offered() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.now = at("2026-01-05T07:00:00Z"); // 08:00 in Fez; three hours of notice
    assert_eq!(asked.times(), ["11:00", "11:30"]);
    asked.now = at("2026-01-05T23:00:00Z");
    assert_eq!(asked.times(), NO_TIMES);
}

#[test]
fn the_last_day_is_the_horizon() {
    let day = date(2026, 1, 1).checked_add(60.days()).expect("a day");
    assert_eq!(Asked::on(day, every_day(600, 640)).times(), ["10:00"]);
    assert_eq!(Asked::on(day.tomorrow().expect("a day"), every_day(600, 640)).times(), NO_TIMES);
}

#[test]
fn a_taken_cell_blocks_every_session_whose_time_or_pause_needs_it() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.take(hour(10, 0), hour(10, 5));
    assert_eq!(asked.times(), ["08:30", "09:00", "10:30", "11:00", "11:30"]);
    asked.rules.before_minutes = 30;
    assert_eq!(asked.times(), ["08:30", "09:00", "11:00", "11:30"]);
}

#[test]
fn a_closure_blocks_what_it_touches() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.calendar.closed.push(Span { from: hour(9, 10), to: hour(11, 0) });
    assert_eq!(asked.times(), ["08:30", "11:00", "11:30"]);
}

#[test]
fn a_service_with_two_mediators_needs_both_at_once() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.rules.mediators = 2;
    assert_eq!(asked.times(), NO_TIMES);
    // The second receives from another minute on: it joins on the grid of the first, and leads on its own.
    asked.people.push(resource(2, every_day(615, 720), monday()));
    assert_eq!(asked.times(), ["10:15", "10:30", "10:45", "11:00", "11:15"]);
    asked.people[1].may_lead = false;
    let slots = open_slots(&asked.question());
    let who: Vec<_> = slots.iter().map(|slot| (slot.leads.clone(), slot.joins.clone())).collect();
    assert_eq!(who, [(vec![1], vec![2]), (vec![1], vec![2])]);
    assert_eq!(asked.times(), ["10:30", "11:00"]);
}

#[test]
fn a_service_with_a_room_waits_for_one() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.rules.needs_room = true;
    assert_eq!(asked.times(), NO_TIMES);
    asked.rooms = vec![resource(7, every_day(600, 660), monday()), resource(8, Schedule::always(), monday())];
    asked.rooms[1].busy.insert_span(hour(8, 0), hour(11, 0));
    let slots = open_slots(&asked.question());
    let found: Vec<_> =
        slots.iter().map(|slot| (slot.start.strftime("%H:%M").to_string(), slot.rooms.clone())).collect();
    let expected = [("10:00", vec![7]), ("11:00", vec![8]), ("11:30", vec![8])];
    assert_eq!(found, expected.map(|(time, rooms)| (time.to_owned(), rooms)));
}

#[test]
fn the_first_free_time_is_the_first_of_all() {
    let mut asked = Asked::on(monday(), every_day(510, 750));
    asked.take(hour(0, 0), hour(11, 0));
    let question = Question { last: date(2026, 1, 20), ..asked.question() };
    assert_eq!(first_open(&question).map(|slot| slot.start), Some(hour(11, 0)));
    assert_eq!(first_open(&question), open_slots(&question).into_iter().next());
}

#[test]
fn the_load_is_that_of_the_week_from_monday_to_sunday() {
    let mut person = resource(1, every_day(510, 750), date(2026, 1, 7));
    for day in [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12)] {
        person.busy.insert_span(day.at(9, 0, 0, 0), day.at(10, 0, 0, 0));
    }
    assert_eq!(load_of_week(&person, date(2026, 1, 7)), 24);
    assert_eq!(load_of_week(&person, date(2026, 1, 11)), 24);
}

#[test]
fn nothing_is_offered_while_the_clock_of_fez_moves() {
    let back = Asked::on(date(2026, 2, 15), every_day(60, 300)); // 03:00 becomes 02:00
    assert_eq!(back.times(), ["01:00", "01:30", "02:00", "03:00", "03:30", "04:00"]);
    let mut forward = Asked::on(date(2026, 3, 22), every_day(60, 300)); // 02:00 becomes 03:00
    forward.now = at("2026-03-01T00:00:00Z");
    assert_eq!(forward.times(), ["01:00", "03:00", "03:30", "04:00"]);
}

#[test]
fn the_offset_of_each_season_is_the_one_of_fez() {
    let utc = |day: Date| {
        let mut asked = Asked::on(day, every_day(600, 640));
        asked.now = at("2026-02-01T00:00:00Z");
        open_slots(&asked.question()).first().map(|slot| slot.starts_at.to_string())
    };
    assert_eq!(utc(date(2026, 2, 14)).as_deref(), Some("2026-02-14T09:00:00Z"));
    assert_eq!(utc(date(2026, 2, 16)).as_deref(), Some("2026-02-16T10:00:00Z"));
    assert_eq!(utc(date(2026, 3, 23)).as_deref(), Some("2026-03-23T09:00:00Z"));
}

#[test]
fn a_zone_whose_clock_moves_at_midnight_offers_only_what_exists() {
    // Beirut goes forward at midnight: on 29 March 2026, 00:00 becomes 01:00.
    let mut asked = Asked::on(date(2026, 3, 29), every_day(0, 120));
    asked.zone = zone("Asia/Beirut");
    asked.now = at("2026-03-01T00:00:00Z");
    assert_eq!(asked.times(), ["01:00"]);
}

#[test]
fn ramadan_hours_are_offered_in_ramadan() {
    let mut asked = Asked::on(date(2026, 2, 23), every_day(510, 750));
    let hours = (1..=5).map(|weekday| (weekday, 540, 620)).collect();
    asked.calendar.seasons.push(Season { first_day: date(2026, 2, 18), last_day: date(2026, 3, 19), hours });
    assert_eq!(asked.times(), ["09:00", "09:30"]);
}

#[test]
fn one_time_is_asked_like_many() {
    let asked = Asked::on(monday(), every_day(510, 750));
    let slots = open_slots(&asked.question());
    for slot in &slots {
        assert_eq!(slot_at(&asked.question(), slot.start).as_ref(), Some(slot));
    }
    assert_eq!(slot_at(&asked.question(), hour(8, 35)), None);
    assert_eq!(cell_of(hour(0, 5)), first_cell_of(monday()) + 1);
}
