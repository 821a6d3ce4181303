//! The obvious way: ask of every five-minute line of every day, person by person, whether it would do.

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, date},
    tz::AmbiguousOffset,
};
use proptest::prelude::*;

use super::{FOR, zone};
use crate::{
    appointment::Mode,
    availability::{Question, Resource, ServiceRules, open_slots, slot_at},
    calendar::{cell_of, first_cell_of},
    cell_set::CellSet,
    schedule::{ALWAYS, CentreCalendar, DayChange, FOREVER, Modes, Opening, Schedule, Season, Span},
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

prop_compose! {
    fn some_rules()(
        (minutes, before, after) in (1_u32..20, 0_u32..6, 0_u32..6),
        step in 1_u32..12,
        notice in 0_u32..3000,
        horizon in 0_u32..9,
        mediators in 1_usize..3,
        needs_room in any::<bool>(),
    ) -> ServiceRules {
        ServiceRules {
            minutes: minutes * 5, before_minutes: before * 5, after_minutes: after * 5, step_minutes: step * 5,
            notice_minutes: notice, horizon_days: horizon, mediators, needs_room,
        }
    }
}

/// A range in five-minute lines of a day.
fn some_range() -> impl Strategy<Value = (u16, u16)> {
    (0_u16..280, 1_u16..120).prop_map(|(from, length)| (from * 5, ((from + length) * 5).min(1440)))
}

fn some_opening(first: Date) -> impl Strategy<Value = Opening> {
    let bound = move |days: i64| first.checked_add(days.days()).expect("a day");
    let validity = (prop::option::of(-20_i64..6), prop::option::of(-1_i64..9), 1_u8..4);
    let kept = (any::<[bool; 2]>(), prop::option::of(1_i64..3));
    (1_u8..=7, some_range(), validity, kept).prop_map(
        move |(weekday, range, (from, until, every_weeks), (modes, service))| Opening {
            weekday,
            from_minute: range.0,
            to_minute: range.1,
            first_day: from.map_or(ALWAYS, bound),
            last_day: until.map_or(FOREVER, bound),
            every_weeks,
            modes: Modes { in_person: modes[0] || modes[1], telephone: modes[1], video: false },
            service: service.filter(|_| modes[0]),
        },
    )
}

fn some_span(first: Date) -> impl Strategy<Value = Span> {
    let line = move |cell: i64| first.at(0, 0, 0, 0).checked_add((cell * 5).minutes()).expect("a time");
    (0_i64..1400, 1_i64..300).prop_map(move |(from, length)| Span { from: line(from), to: line(from + length) })
}

fn some_schedule(first: Date) -> impl Strategy<Value = Schedule> {
    let change = (0_i64..5, some_range(), any::<bool>()).prop_map(move |(day, (from_minute, to_minute), opens)| {
        DayChange { day: first.checked_add(day.days()).expect("a day"), from_minute, to_minute, opens }
    });
    let openings = prop::collection::vec(some_opening(first), 0..10);
    (openings, prop::collection::vec(change, 0..3), prop::collection::vec(some_span(first), 0..2))
        .prop_map(|(openings, changes, absences)| Schedule { openings, changes, absences })
}

fn some_calendar(first: Date) -> impl Strategy<Value = CentreCalendar> {
    let hours = prop::collection::vec((1_u8..=7, some_range()), 0..6);
    let season = (0_i64..5, 0_i64..5, hours).prop_map(move |(from, days, hours)| Season {
        first_day: first.checked_add(from.days()).expect("a day"),
        last_day: first.checked_add((from + days).days()).expect("a day"),
        hours: hours.into_iter().map(|(weekday, (from, to))| (weekday, from, to)).collect(),
    });
    (prop::collection::vec(season, 0..2), prop::collection::vec(some_span(first), 0..2))
        .prop_map(|(seasons, closed)| CentreCalendar { seasons, closed })
}

/// A person or room: plan, taken cells counted from the first day, whether it may lead.
fn some_resource(first: Date) -> impl Strategy<Value = (Schedule, BTreeSet<i64>, bool)> {
    let taken = prop::collection::btree_set(-20_i64..1460, 0..25);
    (some_schedule(first), taken, prop::bool::weighted(0.8))
}

/// Days around which clocks move, in Fez, in Paris and, at midnight, in Beirut.
fn some_week() -> impl Strategy<Value = (&'static str, Date)> {
    prop_oneof![
        Just(("Africa/Casablanca", date(2026, 2, 13))),
        Just(("Africa/Casablanca", date(2026, 3, 20))),
        Just(("Africa/Casablanca", date(2027, 2, 5))),
        Just(("Africa/Casablanca", date(2027, 3, 12))),
        Just(("Europe/Paris", date(2026, 3, 27))),
        Just(("Europe/Paris", date(2026, 10, 23))),
        Just(("Asia/Beirut", date(2026, 3, 27))),
    ]
}

type Parts = (Schedule, BTreeSet<i64>, bool);

fn some_case() -> impl Strategy<Value = ((&'static str, Date), CentreCalendar, Vec<Parts>, Vec<Parts>)> {
    some_week().prop_flat_map(|(name, first)| {
        let people = prop::collection::vec(some_resource(first), 1..4);
        let rooms = prop::collection::vec(some_resource(first), 0..3);
        (Just((name, first)), some_calendar(first), people, rooms)
    })
}

fn resources(parts: &[Parts], first: Date) -> (Vec<Resource>, Vec<BTreeSet<i64>>) {
    let (before, after) = (first.checked_sub(2.days()).expect("a day"), first.checked_add(7.days()).expect("a day"));
    let both = (1_i64..).zip(parts).map(|(id, (schedule, taken, may_lead))| {
        let mut busy = CellSet::over(before, after);
        let taken: BTreeSet<i64> = taken.iter().map(|cell| first_cell_of(first) + cell).collect();
        taken.iter().for_each(|cell| busy.insert(*cell, cell + 1));
        (Resource { id, schedule: schedule.clone(), busy, may_lead: *may_lead }, taken)
    });
    both.unzip()
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
