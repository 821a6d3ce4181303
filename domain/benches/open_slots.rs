//! How long the pure rules take: a month and six months of half-full calendars, the first time after full months, and
//! two mediators with a room.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use domain::{
    appointment::Mode,
    availability::{Question, Resource, ServiceRules, first_open, open_slots},
    cell_set::CellSet,
    schedule::{CentreCalendar, Opening, Purpose, Schedule, at_minute, minute_of, weekday},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
    tz::{TimeZone, TimeZoneDatabase},
};

const FIRST: Date = date(2026, 1, 5);
const RULES: ServiceRules = ServiceRules {
    minutes: 40,
    before_minutes: 0,
    after_minutes: 10,
    step_minutes: 30,
    notice_minutes: 180,
    horizon_days: 365,
    mediators: 1,
    needs_room: false,
};

/// A centre with everything that a question needs.
struct Centre {
    zone: TimeZone,
    calendar: CentreCalendar,
    people: Vec<Resource>,
    rooms: Vec<Resource>,
    rules: ServiceRules,
    now: Timestamp,
}

impl Centre {
    /// `people` receive morning and afternoon from Monday to Friday; of their hours, two in four are taken.
    fn half_full(people: i64, rules: ServiceRules) -> Self {
        let openings = (1..=5).flat_map(|day| [Opening::weekly(day, 510, 750), Opening::weekly(day, 810, 990)]);
        let schedule = Schedule { openings: openings.collect(), ..Schedule::default() };
        let resource = |id| {
            let mut busy = CellSet::over(FIRST, FIRST.saturating_add(250.days()));
            for n in 0..250_i64 {
                let day = FIRST.saturating_add(n.days());
                let hours = (0..7).filter(|hour| (hour + n + id) % 4 < 2 && weekday(day) < 6);
                for from in hours.map(|hour| 510 + 60 * hour as u32) {
                    busy.insert_span(at_minute(day, from), at_minute(day, from + 50));
                }
            }
            Resource { id, schedule: schedule.clone(), busy, may_lead: true }
        };
        let room = |id| Resource { schedule: Schedule::always(), may_lead: false, ..resource(id) };
        Self {
            zone: TimeZoneDatabase::bundled().get("Africa/Casablanca").expect("bundled zone"),
            calendar: CentreCalendar::default(),
            people: (1..=people).map(resource).collect(),
            rooms: (1..=4).map(room).collect(),
            rules,
            now: "2026-01-05T06:00:00Z".parse().expect("an instant"),
        }
    }

    /// Nothing is free for the first `days`.
    fn full_for(mut self, days: i64) -> Self {
        let until = FIRST.saturating_add(days.days());
        for person in &mut self.people {
            person.busy.insert_span(at_minute(FIRST, 0), at_minute(until, 0));
        }
        self
    }

    fn question(&self, days: i64) -> Question<'_> {
        Question {
            now: self.now,
            zone: &self.zone,
            rules: &self.rules,
            purpose: Purpose { service: 1, mode: Mode::InPerson },
            calendar: &self.calendar,
            people: &self.people,
            rooms: &self.rooms,
            first: FIRST,
            last: FIRST.saturating_add((days - 1).days()),
        }
    }
}

fn months(c: &mut Criterion) {
    let mut group = c.benchmark_group("open_slots");
    for people in [1, 10, 60] {
        let centre = Centre::half_full(people, RULES);
        for (name, days) in [("a month", 31), ("six months", 183)] {
            let question = centre.question(days);
            group.bench_function(BenchmarkId::new(name, people), |b| b.iter(|| open_slots(black_box(&question))));
        }
    }
    group.finish();
}

fn first_after_full_months(c: &mut Criterion) {
    let mut group = c.benchmark_group("first_open");
    for full in [0, 60, 150] {
        let centre = Centre::half_full(10, RULES).full_for(full);
        let question = centre.question(183);
        let found = first_open(&question).map(|slot| minute_of(slot.start));
        assert!(found.is_some(), "nothing is free");
        group
            .bench_function(BenchmarkId::new("after full days", full), |b| b.iter(|| first_open(black_box(&question))));
    }
    group.finish();
}

fn two_mediators_with_a_room(c: &mut Criterion) {
    let rules = ServiceRules { minutes: 90, mediators: 2, needs_room: true, ..RULES };
    let mut group = c.benchmark_group("two mediators and a room");
    for people in [10, 60] {
        let centre = Centre::half_full(people, rules);
        let question = centre.question(31);
        group.bench_function(BenchmarkId::new("a month", people), |b| b.iter(|| open_slots(black_box(&question))));
    }
    group.finish();
}

criterion_group!(benches, months, first_after_full_months, two_mediators_with_a_room);
criterion_main!(benches);
