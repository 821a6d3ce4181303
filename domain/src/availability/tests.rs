use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date, datetime},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::{Closure, Hours, Question, ServiceRules, is_open, open_slots};
use crate::calendar::{cell_of, first_cell_of};

const RULES: ServiceRules =
    ServiceRules { minutes: 40, buffer_minutes: 10, step_minutes: 30, notice_minutes: 180, horizon_days: 60 };

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("bundled zone")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Monday to Sunday, one range.
fn every_day(from_minute: u16, to_minute: u16) -> Vec<Hours> {
    (1..=7).map(|weekday| Hours { weekday, from_minute, to_minute }).collect()
}

/// The times of one day as text.
fn times(q: &Question) -> Vec<String> {
    open_slots(q).iter().map(|slot| slot.start.strftime("%H:%M").to_string()).collect()
}

fn on<'a>(day: Date, zone: &'a TimeZone, hours: &'a [Hours]) -> Question<'a> {
    let now = at("2026-01-01T00:00:00Z");
    Question { now, zone, rules: &RULES, hours, closures: &[], taken: &[], first: day, last: day }
}

#[test]
fn starts_follow_the_grid_and_the_session_ends_before_closing() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(510, 750));
    let q = on(date(2026, 1, 5), &fez, &hours);
    assert_eq!(times(&q), ["08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]);
}

#[test]
fn ranges_that_touch_are_one() {
    let fez = zone("Africa/Casablanca");
    let hours = [
        Hours { weekday: 1, from_minute: 600, to_minute: 630 },
        Hours { weekday: 1, from_minute: 630, to_minute: 660 },
    ];
    assert_eq!(times(&on(date(2026, 1, 5), &fez, &hours)), ["10:00"]);
    assert_eq!(times(&on(date(2026, 1, 6), &fez, &hours)), [""; 0]);
}

#[test]
fn a_slot_that_starts_in_the_past_or_without_notice_is_not_offered() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(510, 750));
    let now = at("2026-01-05T07:00:00Z"); // 08:00 in Fez; three hours of notice
    let q = Question { now, ..on(date(2026, 1, 5), &fez, &hours) };
    assert_eq!(times(&q), ["11:00", "11:30"]);
    let late = Question { now: at("2026-01-05T23:00:00Z"), ..q };
    assert_eq!(times(&late), [""; 0]);
}

#[test]
fn the_last_day_is_the_horizon() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(600, 640));
    let day = date(2026, 1, 1).checked_add(60.days()).expect("a day");
    assert_eq!(times(&on(day, &fez, &hours)), ["10:00"]);
    assert_eq!(times(&on(day.tomorrow().expect("a day"), &fez, &hours)), [""; 0]);
}

#[test]
fn a_taken_cell_blocks_every_session_whose_time_or_pause_needs_it() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(510, 750));
    let taken = [cell_of(datetime(2026, 1, 5, 10, 0, 0, 0))];
    let q = Question { taken: &taken, ..on(date(2026, 1, 5), &fez, &hours) };
    assert_eq!(times(&q), ["08:30", "09:00", "10:30", "11:00", "11:30"]);
}

#[test]
fn a_closure_blocks_what_it_touches() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(510, 750));
    let closures = [Closure { from: datetime(2026, 1, 5, 9, 10, 0, 0), to: datetime(2026, 1, 5, 11, 0, 0, 0) }];
    let q = Question { closures: &closures, ..on(date(2026, 1, 5), &fez, &hours) };
    assert_eq!(times(&q), ["08:30", "11:00", "11:30"]);
}

#[test]
fn nothing_is_offered_while_the_clock_of_fez_moves() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(60, 300));
    let back = on(date(2026, 2, 15), &fez, &hours); // 03:00 becomes 02:00
    assert_eq!(times(&back), ["01:00", "01:30", "02:00", "03:00", "03:30", "04:00"].map(String::from).to_vec());
    let forward = Question { now: at("2026-03-01T00:00:00Z"), ..on(date(2026, 3, 22), &fez, &hours) }; // 02:00 becomes 03:00
    assert_eq!(times(&forward), ["01:00", "03:00", "03:30", "04:00"].map(String::from).to_vec());
}

#[test]
fn the_offset_of_each_season_is_the_one_of_fez() {
    let (fez, hours) = (zone("Africa/Casablanca"), every_day(600, 640));
    let utc = |day: Date, now: &str| {
        let q = Question { now: at(now), ..on(day, &fez, &hours) };
        open_slots(&q).first().map(|slot| slot.starts_at.to_string())
    };
    assert_eq!(utc(date(2026, 2, 14), "2026-02-01T00:00:00Z").as_deref(), Some("2026-02-14T09:00:00Z"));
    assert_eq!(utc(date(2026, 2, 16), "2026-02-01T00:00:00Z").as_deref(), Some("2026-02-16T10:00:00Z"));
    assert_eq!(utc(date(2026, 3, 23), "2026-02-01T00:00:00Z").as_deref(), Some("2026-03-23T09:00:00Z"));
}

/// The obvious way: ask of every five-minute line of every day whether it would do.
fn reference(q: &Question) -> Vec<DateTime> {
    let mut found = Vec::new();
    let mut time = q.first.at(0, 0, 0, 0);
    while time.date() <= q.last {
        if would_do(q, time) {
            found.push(time);
        }
        time = time.checked_add(5.minutes()).expect("within the calendar");
    }
    found
}

fn would_do(q: &Question, start: DateTime) -> bool {
    let minutes = |n: u32| (0..n).step_by(5).map(move |m| start.checked_add(i64::from(m).minutes()).expect("a time"));
    let open_at = |time: DateTime| {
        let minute = i32::from(time.hour()) * 60 + i32::from(time.minute());
        q.hours.iter().any(|h| {
            i32::from(h.weekday) == i32::from(time.weekday().to_monday_one_offset())
                && (i32::from(h.from_minute)..i32::from(h.to_minute)).contains(&minute)
        })
    };
    let mut opening = start;
    while open_at(opening) && opening.time() != jiff::civil::Time::midnight() {
        let before = opening.checked_sub(5.minutes()).expect("a time");
        if !open_at(before) {
            break;
        }
        opening = before;
    }
    let since = i64::from(start.hour()) * 60 + i64::from(start.minute())
        - i64::from(opening.hour()) * 60
        - i64::from(opening.minute());
    let end = start.checked_add(i64::from(q.rules.minutes).minutes()).expect("a time");
    let one_day = end.date() == start.date() || end == start.date().tomorrow().expect("a day").at(0, 0, 0, 0);
    let only = |time: DateTime| q.zone.to_ambiguous_timestamp(time);
    let gap = |time: DateTime| matches!(only(time).offset(), jiff::tz::AmbiguousOffset::Gap { .. });
    if gap(start) || gap(end) {
        return false;
    }
    let (Ok(starts_at), Ok(ends_at)) = (only(start).earlier(), only(end).earlier()) else { return false };
    let last_day = q.zone.to_datetime(q.now).date().checked_add(i64::from(q.rules.horizon_days).days()).expect("a day");
    minutes(q.rules.minutes).all(open_at)
        && one_day
        && since % i64::from(q.rules.step_minutes) == 0
        && minutes(q.rules.minutes + q.rules.buffer_minutes).all(|time| !q.taken.contains(&cell_of(time)))
        && minutes(q.rules.minutes).all(|time| !q.closures.iter().any(|c| c.from <= time && time < c.to))
        && starts_at >= q.now.checked_add(i64::from(q.rules.notice_minutes).minutes()).expect("an instant")
        && ends_at.duration_since(starts_at).as_mins() == i64::from(q.rules.minutes)
        && start.date() <= last_day
        && start.date() >= q.zone.to_datetime(q.now).date()
}

prop_compose! {
    fn some_rules()(minutes in 1_u32..20, buffer in 0_u32..6, step in 1_u32..12, notice in 0_u32..3000, horizon in 0_u32..9) -> ServiceRules {
        ServiceRules { minutes: minutes * 5, buffer_minutes: buffer * 5, step_minutes: step * 5, notice_minutes: notice, horizon_days: horizon }
    }
}

prop_compose! {
    fn some_hours()(ranges in prop::collection::vec((1_u8..=7, 0_u16..280, 1_u16..100), 0..12)) -> Vec<Hours> {
        ranges
            .into_iter()
            .map(|(weekday, from, length)| Hours { weekday, from_minute: from * 5, to_minute: ((from + length) * 5).min(1440) })
            .collect()
    }
}

/// Days around which clocks move, in Fez and in Paris.
fn some_week() -> impl Strategy<Value = (&'static str, Date)> {
    prop_oneof![
        Just(("Africa/Casablanca", date(2026, 2, 13))),
        Just(("Africa/Casablanca", date(2026, 3, 20))),
        Just(("Africa/Casablanca", date(2027, 2, 5))),
        Just(("Africa/Casablanca", date(2027, 3, 12))),
        Just(("Europe/Paris", date(2026, 3, 27))),
        Just(("Europe/Paris", date(2026, 10, 23))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_free_times_are_those_of_the_obvious_way(
        (name, first) in some_week(),
        rules in some_rules(),
        hours in some_hours(),
        now_minutes in 0_i64..6000,
        taken in prop::collection::btree_set(0_i64..1440, 0..40),
        closed in prop::collection::vec((0_i64..1400, 1_i64..200), 0..3),
    ) {
        let zone = zone(name);
        let now = zone.to_timestamp(first.at(0, 0, 0, 0)).expect("an instant").checked_add(now_minutes.minutes()).expect("an instant");
        let taken: Vec<i64> = taken.into_iter().map(|cell| first_cell_of(first) + cell).collect();
        let line = |cell: i64| first.at(0, 0, 0, 0).checked_add((cell * 5).minutes()).expect("a time");
        let closures: Vec<Closure> = closed.into_iter().map(|(from, length)| Closure { from: line(from), to: line(from + length) }).collect();
        let last = first.checked_add(4.days()).expect("a day");
        let q = Question { now, zone: &zone, rules: &rules, hours: &hours, closures: &closures, taken: &taken, first, last };
        let found: Vec<DateTime> = open_slots(&q).into_iter().map(|slot| slot.start).collect();
        prop_assert_eq!(&found, &reference(&q));
        for start in found.iter().take(3) {
            prop_assert!(is_open(&q, *start));
        }
    }
}
