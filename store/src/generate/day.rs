//! The hours of a day at which generated sessions begin.

use crate::network::centres::mediators::FIRST_HOURS;

/// An hour at which a session can begin, in minutes of the day, and whether a long one can, which lasts into the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub minute: i32,
    pub long: bool,
}

/// Every service with its pause is over within the hour, except the joint session, which takes two.
pub(crate) const HOUR: i32 = 60;

/// Length of a joint session.
pub(crate) const JOINT_MINUTES: i32 = 90;

/// The hours of a weekday (1 is Monday) at which sessions begin.
pub(crate) fn slots(weekday: u8) -> Vec<Slot> {
    let ranges = FIRST_HOURS.iter().filter(|(of, _, _)| *of == i16::from(weekday));
    let of_range = |&(_, from, to): &(i16, i32, i32)| {
        let starts = (from..).step_by(HOUR as usize).take_while(move |start| start + HOUR <= to);
        starts.map(move |minute| Slot { minute, long: minute + 2 * HOUR <= to })
    };
    ranges.flat_map(of_range).collect()
}
