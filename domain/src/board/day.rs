//! The day around the cards: lanes of people and rooms on one axis of time, and what stands in them that is nobody's
//! appointment.

use serde::{Deserialize, Serialize};

use crate::schedule::{CentreCalendar, Purpose, Schedule, Span, minute_of};
use jiff::civil::Date;

/// Minutes of a civil day, `from < to <= 1440`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Minutes {
    pub from: u32,
    pub to: u32,
}

/// Why nobody is received in a stretch of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shut {
    /// Outside the hours.
    Outside,
    /// This person or room is away.
    Away,
    /// The centre is closed.
    Closed,
}

/// A person, or a room, of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    pub id: i64,
    pub name: String,
    /// Ascending, apart from each other.
    pub shut: Vec<(Minutes, Shut)>,
}

/// What takes time of a lane and is no appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Id of the session.
    pub session: String,
    pub time: Minutes,
    /// Who leads it, and the room.
    pub people: Vec<i64>,
    pub room: Option<i64>,
    pub service: String,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Held for somebody who waits.
    Held,
    /// A workshop, with the seats that are taken of those there are.
    Workshop { taken: u32, seats: u32 },
}

/// Whole hours that the day shows: the hours of all lanes, and whatever takes place outside them.
pub fn hours_shown(lanes: &[Lane], taken: impl IntoIterator<Item = Minutes>) -> (u32, u32) {
    let open = lanes.iter().flat_map(|lane| {
        let outside = |minute: u32| lane.shut.iter().any(|(of, _)| of.from <= minute && minute < of.to);
        let opens = (0..1440).step_by(5).find(|minute| !outside(*minute));
        let closes = (0..1440).step_by(5).rfind(|minute| !outside(*minute));
        opens.zip(closes).map(|(from, to)| Minutes { from, to: to + 5 })
    });
    let all: Vec<Minutes> = open.chain(taken).collect();
    let first = all.iter().map(|of| of.from / 60).min().unwrap_or(9);
    let last = all.iter().map(|of| of.to.div_ceil(60)).max().unwrap_or(17);
    (first, last.clamp(first + 1, 24))
}

/// The stretches of `day` in which somebody receives nobody, whatever it is for.
pub fn shut(schedule: &Schedule, calendar: &CentreCalendar, day: Date) -> Vec<(Minutes, Shut)> {
    shut_around(schedule.ranges_for_anything(day, &calendar.seasons), schedule, calendar, day)
}

/// The stretches of `day` in which somebody receives nobody for `purpose`.
pub fn shut_for(purpose: Purpose, schedule: &Schedule, calendar: &CentreCalendar, day: Date) -> Vec<(Minutes, Shut)> {
    shut_around(schedule.ranges(day, purpose, &calendar.seasons), schedule, calendar, day)
}

fn shut_around(
    ranges: Vec<(u32, u32)>,
    schedule: &Schedule,
    calendar: &CentreCalendar,
    day: Date,
) -> Vec<(Minutes, Shut)> {
    // By cells of five minutes; what weighs more is written last.
    let mut cells = [Some(Shut::Outside); 288];
    let mut write = |of: Minutes, what: Option<Shut>| {
        for cell in of.from / 5..of.to.div_ceil(5).min(288) {
            cells[cell as usize] = what;
        }
    };
    for (from, to) in ranges {
        write(Minutes { from, to }, None);
    }
    for span in schedule.away() {
        if let Some(of) = on_day(span, day) {
            write(of, Some(Shut::Away));
        }
    }
    for span in &calendar.closed {
        if let Some(of) = on_day(*span, day) {
            write(of, Some(Shut::Closed));
        }
    }
    gathered((0..).step_by(5).zip(cells))
}

/// The stretches in which nobody of several receives anybody; why is what the first of them says.
pub fn shut_for_all(each: &[Vec<(Minutes, Shut)>]) -> Vec<(Minutes, Shut)> {
    let at = |of: &[(Minutes, Shut)], minute: u32| {
        of.iter().find(|(time, _)| time.from <= minute && minute < time.to).map(|(_, why)| *why)
    };
    let cells = (0..288).map(|cell| cell * 5);
    let all = cells.map(|minute| {
        let whys = each.iter().map(|of| at(of, minute));
        (minute, whys.collect::<Option<Vec<Shut>>>().and_then(|whys| whys.first().copied()))
    });
    gathered(all)
}

/// Cells of one cause that touch, as one stretch.
fn gathered(cells: impl Iterator<Item = (u32, Option<Shut>)>) -> Vec<(Minutes, Shut)> {
    let mut found: Vec<(Minutes, Shut)> = Vec::new();
    for (minute, what) in cells {
        let Some(what) = what else { continue };
        match found.last_mut() {
            Some((of, before)) if of.to == minute && *before == what => of.to += 5,
            _ => found.push((Minutes { from: minute, to: minute + 5 }, what)),
        }
    }
    found
}

/// The part of a span that lies on a day.
fn on_day(span: Span, day: Date) -> Option<Minutes> {
    let from = if span.from.date() < day { 0 } else { minute_of(span.from) };
    let to = if span.to.date() > day { 1440 } else { minute_of(span.to) };
    (span.from.date() <= day && span.to.date() >= day && from < to).then_some(Minutes { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{DayChange, Opening};
    use jiff::civil::date;

    const DAY: Date = date(2027, 1, 4); // a Monday

    fn plan() -> Schedule {
        Schedule { openings: vec![Opening::weekly(1, 540, 720), Opening::weekly(1, 840, 1020)], ..Schedule::default() }
    }

    fn of(found: &[(Minutes, Shut)]) -> Vec<(u32, u32, Shut)> {
        found.iter().map(|(of, what)| (of.from, of.to, *what)).collect()
    }

    #[test]
    fn a_day_is_shut_around_its_hours() {
        let found = shut(&plan(), &CentreCalendar::default(), DAY);
        assert_eq!(of(&found), [(0, 540, Shut::Outside), (720, 840, Shut::Outside), (1020, 1440, Shut::Outside)]);
        let lane = Lane { id: 1, name: String::new(), shut: found };
        assert_eq!(hours_shown(&[lane], []), (9, 17));
    }

    #[test]
    fn who_is_away_is_away_within_the_hours_and_outside_them() {
        let mut plan = plan();
        plan.absences.push(Span { from: date(2027, 1, 3).at(12, 0, 0, 0), to: DAY.at(10, 0, 0, 0) });
        plan.changes.push(DayChange { day: DAY, from_minute: 900, to_minute: 960, opens: false });
        let found = of(&shut(&plan, &CentreCalendar::default(), DAY));
        assert_eq!(found[0], (0, 600, Shut::Away));
        assert!(found.contains(&(900, 960, Shut::Away)), "{found:?}");
    }

    #[test]
    fn a_holiday_shuts_the_whole_day() {
        let closed = vec![Span { from: DAY.at(0, 0, 0, 0), to: date(2027, 1, 5).at(0, 0, 0, 0) }];
        let found = shut(&plan(), &CentreCalendar { closed, ..CentreCalendar::default() }, DAY);
        assert_eq!(of(&found), [(0, 1440, Shut::Closed)]);
    }

    #[test]
    fn all_are_shut_when_each_is() {
        let early = Schedule { openings: vec![Opening::weekly(1, 480, 600)], ..Schedule::default() };
        let each = [plan(), early].map(|plan| shut(&plan, &CentreCalendar::default(), DAY));
        assert_eq!(
            of(&shut_for_all(&each)),
            [(0, 480, Shut::Outside), (720, 840, Shut::Outside), (1020, 1440, Shut::Outside)]
        );
        assert!(shut_for_all(&[]).len() < 2, "nobody: the whole day, or nothing");
    }

    #[test]
    fn the_axis_reaches_whatever_takes_place() {
        assert_eq!(hours_shown(&[], []), (9, 17));
        let late = Minutes { from: 1130, to: 1190 };
        assert_eq!(hours_shown(&[], [late]), (18, 20));
        let lane = Lane { id: 1, name: String::new(), shut: shut(&plan(), &CentreCalendar::default(), DAY) };
        assert_eq!(hours_shown(&[lane], [late]), (9, 20));
    }
}
