//! The obvious way: ask of every five-minute line of every day, person by person, whether it would do.

mod cases;

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
    tz::AmbiguousOffset,
};
use proptest::prelude::*;

use cases::{resources, some_case, some_rules};

use super::{FOR, zone};
use crate::{
    appointment::Mode,
    availability::{Question, Resource, open_slots, slot_at},
    calendar::{cell_of, first_cell_of},
    schedule::{DayChange, Opening, Span},
};

type Found = (DateTime, Vec<i64>, Vec<i64>, Vec<i64>);

fn reference(q: &Question, taken: &[BTreeSet<i64>], rooms_taken: &[BTreeSet<i64>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut time = q.first.at(0, 0, 0, 0);
    while time.date() <= q.last {
        if clock_allows(q, time) {
            let at = |resource: &Resource, taken: &BTreeSet<i64>, seasons: bool| {
                Person { q, resource, taken, seasons }.is_free(time)
            };
            let ids = |want_lead: bool| -> Vec<i64> {
                let free = q.people.iter().zip(taken).filter(|(person, taken)| at(person, taken, true));
                let leads = |person: &Resource, taken: &BTreeSet<i64>| {
                    person.may_lead && Person { q, resource: person, taken, seasons: true }.is_on_grid(time)
                };
                free.filter(|(person, taken)| leads(person, taken) == want_lead).map(|(person, _)| person.id).collect()
            };
            let (leads, mut joins) = (ids(true), ids(false));
            if q.rules.mediators < 2 {
                joins.clear();
            }
            let rooms: Vec<i64> = if q.rules.needs_room {
                let free = q.rooms.iter().zip(rooms_taken).filter(|(room, taken)| at(room, taken, false));
                free.map(|(room, _)| room.id).collect()
            } else {
                Vec::new()
            };
            let room_found = !q.rules.needs_room || !rooms.is_empty();
            if !leads.is_empty() && leads.len() + joins.len() >= q.rules.mediators && room_found {
                found.push((time, leads, joins, rooms));
            }
        }
        time = time.checked_add(5.minutes()).expect("within the calendar");
    }
    found
}

fn clock_allows(q: &Question, start: DateTime) -> bool {
    let end = start.checked_add(i64::from(q.rules.minutes).minutes()).expect("a time");
    let only = |time: DateTime| q.zone.to_ambiguous_timestamp(time);
    let gap = |time: DateTime| matches!(only(time).offset(), AmbiguousOffset::Gap { .. });
    if gap(start) || gap(end) {
        return false;
    }
    let (Ok(starts_at), Ok(ends_at)) = (only(start).earlier(), only(end).earlier()) else { return false };
    let today = q.zone.to_datetime(q.now).date();
    let last_day = today.checked_add(i64::from(q.rules.horizon_days).days()).expect("a day");
    starts_at >= q.now.checked_add(i64::from(q.rules.notice_minutes).minutes()).expect("an instant")
        && ends_at.duration_since(starts_at).as_mins() == i64::from(q.rules.minutes)
        && (today..=last_day).contains(&start.date())
}

/// One person or room, cell by cell.
struct Person<'a> {
    q: &'a Question<'a>,
    resource: &'a Resource,
    taken: &'a BTreeSet<i64>,
    seasons: bool,
}

impl Person<'_> {
    fn is_free(&self, start: DateTime) -> bool {
        let rules = self.q.rules;
        let cells = |from: i64, to: i64| {
            (from..to).step_by(5).map(move |minute| start.checked_add(minute.minutes()).expect("a time"))
        };
        let (minutes, after) = (i64::from(rules.minutes), i64::from(rules.after_minutes));
        let end = start.checked_add(minutes.minutes()).expect("a time");
        let one_day = end.date() == start.date() || end == start.date().tomorrow().expect("a day").at(0, 0, 0, 0);
        one_day
            && cells(0, minutes).all(|time| self.plan_has(time) && !self.is_away(time))
            && cells(-i64::from(rules.before_minutes), minutes + after).all(|time| !self.taken.contains(&cell_of(time)))
    }

    /// Whether `start` lies a whole number of steps after the opening of its range.
    fn is_on_grid(&self, start: DateTime) -> bool {
        let mut opening = start;
        while opening.time() != Time::midnight() {
            let before = opening.checked_sub(5.minutes()).expect("a time");
            if !self.plan_has(before) {
                break;
            }
            opening = before;
        }
        (minute(start) - minute(opening)) % i64::from(self.q.rules.step_minutes) == 0
    }

    fn plan_has(&self, time: DateTime) -> bool {
        let (day, now) = (time.date(), minute(time));
        let within = |from: u16, to: u16| (i64::from(from)..i64::from(to)).contains(&now);
        let today: Vec<&Opening> = self.resource.schedule.openings.iter().filter(|o| self.holds(o, day)).collect();
        let season = self.q.calendar.seasons.iter().find(|s| self.seasons && s.first_day <= day && day <= s.last_day);
        let by_plan = match season {
            Some(season) if !today.is_empty() => {
                season.hours.iter().any(|(weekday, from, to)| *weekday == number(day) && within(*from, *to))
            }
            _ => today.iter().any(|o| within(o.from_minute, o.to_minute)),
        };
        let added =
            |change: &DayChange| change.opens && change.day == day && within(change.from_minute, change.to_minute);
        by_plan || self.resource.schedule.changes.iter().any(added)
    }

    fn holds(&self, opening: &Opening, day: Date) -> bool {
        let mut monday = opening.first_day;
        while number(monday) != 1 {
            monday = monday.yesterday().expect("a day");
        }
        let weeks = (first_cell_of(day) - first_cell_of(monday)) / 288 / 7;
        let mode = match self.q.purpose.mode {
            Mode::InPerson => opening.modes.in_person,
            Mode::Telephone => opening.modes.telephone,
            Mode::Video => opening.modes.video,
        };
        number(day) == opening.weekday
            && opening.first_day <= day
            && day <= opening.last_day
            && weeks % i64::from(opening.every_weeks) == 0
            && mode
            && (opening.service.is_none() || opening.service == Some(self.q.purpose.service))
    }

    fn is_away(&self, time: DateTime) -> bool {
        let schedule = &self.resource.schedule;
        let shorter = |change: &DayChange| {
            !change.opens
                && change.day == time.date()
                && (i64::from(change.from_minute)..i64::from(change.to_minute)).contains(&minute(time))
        };
        let inside = |span: &Span| span.from <= time && time < span.to;
        schedule.changes.iter().any(shorter)
            || schedule.absences.iter().any(inside)
            || self.q.calendar.closed.iter().any(inside)
    }
}

fn minute(time: DateTime) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

fn number(day: Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_free_times_are_those_of_the_obvious_way(
        ((name, first), calendar, people, rooms) in some_case(),
        rules in some_rules(),
        now_minutes in 0_i64..6000,
    ) {
        let zone = zone(name);
        let now = zone.to_timestamp(first.at(0, 0, 0, 0)).expect("an instant").checked_add(now_minutes.minutes()).expect("an instant");
        let ((people, taken), (rooms, rooms_taken)) = (resources(&people, first), resources(&rooms, first));
        let last = first.checked_add(4.days()).expect("a day");
        let q = Question {
            now, zone: &zone, rules: &rules, purpose: FOR, calendar: &calendar, people: &people, rooms: &rooms, first, last,
        };
        let slots = open_slots(&q);
        let found: Vec<Found> =
            slots.iter().map(|slot| (slot.start, slot.leads.clone(), slot.joins.clone(), slot.rooms.clone())).collect();
        prop_assert_eq!(&found, &reference(&q, &taken, &rooms_taken));
        for slot in slots.iter().take(3) {
            prop_assert_eq!(slot_at(&q, slot.start), Some(slot.clone()));
            prop_assert_eq!(zone.to_datetime(slot.starts_at), slot.start);
        }
    }
}
