//! Steps of what is carried, within the day and the lanes that there are.

#[cfg(any(feature = "hydrate", test))]
use domain::board::Minutes;
use domain::board::{LENGTHS, Lane, Put};

use crate::desk::axis::{Cut, Stands, lane_of};

/// A step of the keys or buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Minutes later; fewer than none is earlier.
    Later(i32),
    /// Minutes longer; fewer than none is shorter.
    Longer(i32),
    /// Lanes on in the order of reading.
    Lane(i32),
}

/// Minutes of a day.
const DAY: u32 = 1440;

pub fn stepped(put: Put, step: Step, (cut, lanes): (Cut, &[Lane])) -> Put {
    match step {
        Step::Later(minutes) => starting(put, put.start.saturating_add_signed(minutes)),
        Step::Longer(minutes) => ending(put, (put.start + put.minutes).saturating_add_signed(minutes)),
        Step::Lane(by) => {
            let stands = Stands { people: &[put.staff], room: put.room, day: put.day };
            let lane = lane_of(cut, lanes, stands) as i32 + by;
            in_lane(put, lane.clamp(1, lanes.len().max(1) as i32) as usize, (cut, lanes))
        }
    }
}

/// The same from another minute, on a line of five; it ends before midnight.
pub fn starting(put: Put, start: u32) -> Put {
    let last = DAY.saturating_sub(put.minutes);
    Put { start: (start / 5 * 5).min(last), ..put }
}

/// The same up to another minute.
pub fn ending(put: Put, end: u32) -> Put {
    let (shortest, longest) = LENGTHS;
    let end = end.next_multiple_of(5).min(DAY);
    Put { minutes: end.saturating_sub(put.start).clamp(shortest, longest), ..put }
}

/// The same in another lane, counted from one.
pub fn in_lane(put: Put, lane: usize, (cut, lanes): (Cut, &[Lane])) -> Put {
    let Some(lane) = lanes.get(lane.saturating_sub(1)) else { return put };
    match cut {
        Cut::People => Put { staff: lane.id, ..put },
        Cut::Rooms => Put { room: Some(lane.id), ..put },
        Cut::Days => Put { day: lane.id, ..put },
    }
}

/// What is drawn in a free stretch from where it began to where the pointer is, on lines of five and within what is free.
#[cfg(any(feature = "hydrate", test))]
pub fn drawn(free: Minutes, began: u32, minute: u32) -> Minutes {
    let (shortest, longest) = LENGTHS;
    let minute = minute.clamp(free.from, free.to);
    let (from, to) = (began.min(minute) / 5 * 5, began.max(minute).next_multiple_of(5));
    let from = from.max(free.from).min(free.to.saturating_sub(shortest));
    Minutes { from, to: to.clamp(from + shortest, (from + longest).min(free.to)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUT: Put = Put { day: 20_270_104, start: 600, minutes: 45, staff: 1, room: None };

    fn lanes() -> Vec<Lane> {
        [1, 2, 3].map(|id| Lane { id, name: String::new(), shut: Vec::new() }).to_vec()
    }

    #[test]
    fn it_stays_within_the_day_and_on_the_lines() {
        let step = |put, step| stepped(put, step, (Cut::People, &lanes()));
        assert_eq!(step(PUT, Step::Later(5)).start, 605);
        assert_eq!(step(PUT, Step::Later(-900)).start, 0);
        assert_eq!(step(PUT, Step::Later(2000)).start, 1395);
        assert_eq!(starting(PUT, 613).start, 610);
        assert_eq!(step(PUT, Step::Longer(-60)).minutes, 5);
        assert_eq!(step(PUT, Step::Longer(9000)).minutes, 480);
        assert_eq!(ending(Put { start: 1420, ..PUT }, 1500).minutes, 20);
    }

    #[test]
    fn it_goes_from_lane_to_lane_and_no_further() {
        let people = |by| stepped(PUT, Step::Lane(by), (Cut::People, &lanes())).staff;
        assert_eq!([people(1), people(-1), people(9)], [2, 1, 3]);
        assert_eq!(in_lane(PUT, 3, (Cut::Rooms, &lanes())).room, Some(3));
        assert_eq!(in_lane(PUT, 2, (Cut::Days, &lanes())).day, 2);
        assert_eq!(in_lane(PUT, 9, (Cut::Days, &lanes())), PUT);
        assert_eq!(stepped(PUT, Step::Lane(1), (Cut::Rooms, &[])), PUT);
    }

    #[test]
    fn what_is_drawn_stays_within_what_is_free() {
        let drawn = |began, minute| {
            let Minutes { from, to } = drawn(Minutes { from: 540, to: 720 }, began, minute);
            (from, to)
        };
        assert_eq!(drawn(602, 648), (600, 650));
        assert_eq!(drawn(648, 602), (600, 650), "upwards is the same");
        assert_eq!(drawn(600, 600), (600, 605));
        assert_eq!(drawn(720, 720), (715, 720));
        assert_eq!((drawn(700, 900), drawn(600, 0)), ((700, 720), (540, 600)));
        let long = super::drawn(Minutes { from: 0, to: 1440 }, 0, 1440);
        assert_eq!(long, Minutes { from: 0, to: 480 });
    }
}
