//! Rules, plans, seasons and taken times of every kind, around days on which clocks move.

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

use crate::{
    availability::{Resource, ServiceRules},
    calendar::first_cell_of,
    cell_set::CellSet,
    schedule::{ALWAYS, CentreCalendar, DayChange, FOREVER, Modes, Opening, Schedule, Season, Span},
};

prop_compose! {
    pub fn some_rules()(
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

pub fn some_case() -> impl Strategy<Value = ((&'static str, Date), CentreCalendar, Vec<Parts>, Vec<Parts>)> {
    some_week().prop_flat_map(|(name, first)| {
        let people = prop::collection::vec(some_resource(first), 1..4);
        let rooms = prop::collection::vec(some_resource(first), 0..3);
        (Just((name, first)), some_calendar(first), people, rooms)
    })
}

pub fn resources(parts: &[Parts], first: Date) -> (Vec<Resource>, Vec<BTreeSet<i64>>) {
    let (before, after) = (first.checked_sub(2.days()).expect("a day"), first.checked_add(7.days()).expect("a day"));
    let both = (1_i64..).zip(parts).map(|(id, (schedule, taken, may_lead))| {
        let mut busy = CellSet::over(before, after);
        let taken: BTreeSet<i64> = taken.iter().map(|cell| first_cell_of(first) + cell).collect();
        taken.iter().for_each(|cell| busy.insert(*cell, cell + 1));
        (Resource { id, schedule: schedule.clone(), busy, may_lead: *may_lead }, taken)
    });
    both.unzip()
}
