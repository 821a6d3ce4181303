use jiff::civil::date;

use super::*;

const FOR: Purpose = Purpose { service: 1, mode: Mode::InPerson };

fn plan(openings: Vec<Opening>) -> Schedule {
    Schedule { openings, ..Schedule::default() }
}

/// Tuesday, 3 March 2026.
fn tuesday() -> Date {
    date(2026, 3, 3)
}

fn after(weeks: i64) -> Date {
    tuesday().checked_add(jiff::Span::new().weeks(weeks)).expect("a day")
}

#[test]
fn every_second_week_is_counted_from_the_first() {
    let plan = plan(vec![Opening { every_weeks: 2, first_day: date(2026, 3, 1), ..Opening::weekly(2, 540, 600) }]);
    // 1 March is the Sunday of the week before.
    let open: Vec<bool> = (0..4).map(|week| !plan.ranges(after(week), FOR, &[]).is_empty()).collect();
    assert_eq!(open, [false, true, false, true]);
}

#[test]
fn a_plan_begins_and_ends_on_its_days() {
    let plan = plan(vec![Opening { first_day: after(1), last_day: after(2), ..Opening::weekly(2, 540, 600) }]);
    let open: Vec<bool> = (0..4).map(|week| !plan.ranges(after(week), FOR, &[]).is_empty()).collect();
    assert_eq!(open, [false, true, true, false]);
}

#[test]
fn hours_may_be_kept_for_a_service_or_a_way_to_meet() {
    let by_phone = Modes { in_person: false, telephone: true, video: false };
    let plan = plan(vec![
        Opening { service: Some(7), ..Opening::weekly(2, 480, 540) },
        Opening { modes: by_phone, ..Opening::weekly(2, 540, 600) },
        Opening::weekly(2, 660, 720),
    ]);
    let ranges = |service, mode| plan.ranges(tuesday(), Purpose { service, mode }, &[]);
    assert_eq!(ranges(1, Mode::InPerson), [(660, 720)]);
    assert_eq!(ranges(1, Mode::Telephone), [(540, 600), (660, 720)]);
    assert_eq!(ranges(7, Mode::Telephone), [(480, 600), (660, 720)]);
}

#[test]
fn a_season_replaces_the_hours_of_those_who_receive_that_day() {
    let ramadan = Season { first_day: tuesday(), last_day: after(1), hours: vec![(2, 540, 900), (3, 540, 900)] };
    let tuesdays = plan(vec![Opening::weekly(2, 510, 750), Opening::weekly(2, 810, 990)]);
    let seasons = [ramadan];
    assert_eq!(tuesdays.ranges(tuesday(), FOR, &seasons), [(540, 900)]);
    assert_eq!(tuesdays.ranges(after(1), FOR, &seasons), [(540, 900)]);
    assert_eq!(tuesdays.ranges(after(2), FOR, &seasons), [(510, 750), (810, 990)]);
    assert_eq!(tuesdays.ranges(date(2026, 3, 4), FOR, &seasons), []);
}

#[test]
fn one_day_can_be_longer_or_shorter() {
    let mut plan = plan(vec![Opening::weekly(2, 540, 720)]);
    plan.changes.push(DayChange { day: tuesday(), from_minute: 720, to_minute: 780, opens: true });
    plan.changes.push(DayChange { day: tuesday(), from_minute: 540, to_minute: 600, opens: false });
    assert_eq!(plan.ranges(tuesday(), FOR, &[]), [(540, 780)]);
    let receives =
        |hour, minutes| receives(&plan, &CentreCalendar::default(), FOR, tuesday().at(hour, 0, 0, 0), minutes);
    assert!(!receives(9, 60));
    assert!(receives(10, 180));
    assert!(!receives(10, 185));
}

#[test]
fn nobody_is_received_while_the_centre_is_closed() {
    let plan = Schedule::always();
    let closed = Span { from: tuesday().at(10, 0, 0, 0), to: tuesday().at(11, 0, 0, 0) };
    let calendar = CentreCalendar { closed: vec![closed], ..CentreCalendar::default() };
    let receives = |hour, minute| receives(&plan, &calendar, FOR, tuesday().at(hour, minute, 0, 0), 30);
    assert!(receives(9, 30));
    assert!(!receives(9, 35));
    assert!(!receives(10, 55));
    assert!(receives(11, 0));
}

#[test]
fn midnight_after_a_day_is_its_minute_1440() {
    assert_eq!(at_minute(tuesday(), 1440), date(2026, 3, 4).at(0, 0, 0, 0));
    assert_eq!(at_minute(tuesday(), 1435), tuesday().at(23, 55, 0, 0));
}
