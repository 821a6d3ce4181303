//! When one person or one room receives: weekly ranges, seasons that replace them, changes of one day, absences.

use jiff::civil::{Date, DateTime, date};

use crate::appointment::Mode;

/// First day of what has no beginning; a Monday.
pub const ALWAYS: Date = date(1, 1, 1);
/// Last day of what has no end.
pub const FOREVER: Date = date(9999, 12, 31);

/// A range of a weekday that comes back, in civil time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// 1 is Monday, 7 Sunday.
    pub weekday: u8,
    /// Minutes of the day, multiples of five, `from < to <= 1440`.
    pub from_minute: u16,
    pub to_minute: u16,
    /// Both included.
    pub first_day: Date,
    pub last_day: Date,
    /// 1 is every week, 2 every second one, counted from the week of `first_day`.
    pub every_weeks: u8,
    /// How people can meet then.
    pub modes: Modes,
    /// Kept for this service alone.
    pub service: Option<i64>,
}

/// A set of ways to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    pub in_person: bool,
    pub telephone: bool,
    pub video: bool,
}

/// A dated period whose hours replace everybody's weekly plan, as in Ramadan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Season {
    pub first_day: Date,
    /// Included.
    pub last_day: Date,
    /// `(weekday, from, to)` in minutes of the day.
    pub hours: Vec<(u8, u16, u16)>,
}

/// One day on which somebody receives longer, or shorter, than their plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayChange {
    pub day: Date,
    pub from_minute: u16,
    pub to_minute: u16,
    /// Adds the range; otherwise takes it away.
    pub opens: bool,
}

/// A half-open range of civil time in which nobody is received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: DateTime,
    pub to: DateTime,
}

/// The plan of one person or room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    pub openings: Vec<Opening>,
    pub changes: Vec<DayChange>,
    pub absences: Vec<Span>,
}

/// What holds for the whole centre: seasons, closures and holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CentreCalendar {
    pub seasons: Vec<Season>,
    pub closed: Vec<Span>,
}

/// What somebody comes for, as far as hours depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub service: i64,
    pub mode: Mode,
}

impl Modes {
    pub const ALL: Self = Self { in_person: true, telephone: true, video: true };

    pub fn contains(self, mode: Mode) -> bool {
        match mode {
            Mode::InPerson => self.in_person,
            Mode::Telephone => self.telephone,
            Mode::Video => self.video,
        }
    }
}

impl Opening {
    /// A range of every week, for everything.
    pub fn weekly(weekday: u8, from_minute: u16, to_minute: u16) -> Self {
        let (first_day, last_day) = (ALWAYS, FOREVER);
        Self { weekday, from_minute, to_minute, first_day, last_day, every_weeks: 1, modes: Modes::ALL, service: None }
    }

    /// Whether the range holds on `day` for `purpose`.
    pub fn holds(&self, day: Date, purpose: Purpose) -> bool {
        self.holds_on(day) && self.suits(purpose)
    }

    /// Whether it can be for `purpose`.
    fn suits(&self, purpose: Purpose) -> bool {
        self.modes.contains(purpose.mode) && self.service.is_none_or(|service| service == purpose.service)
    }

    /// Whether the range holds on `day`, for whatever it is.
    fn holds_on(&self, day: Date) -> bool {
        self.weekday == weekday(day)
            && (self.first_day..=self.last_day).contains(&day)
            && (week_of(day) - week_of(self.first_day)) % i64::from(self.every_weeks.max(1)) == 0
    }
}

impl Schedule {
    /// Open day and night, as a room without hours of its own.
    pub fn always() -> Self {
        Self { openings: (1..=7).map(|weekday| Opening::weekly(weekday, 0, 1440)).collect(), ..Self::default() }
    }

    /// The ranges of a day in minutes, ascending; those that touch or overlap are one. A season replaces the hours of
    /// those who receive on that day at all; what a day adds stays on top.
    pub fn ranges(&self, day: Date, purpose: Purpose, seasons: &[Season]) -> Vec<(u32, u32)> {
        self.ranges_of(day, seasons, |opening| opening.suits(purpose))
    }

    /// The same whatever somebody comes for.
    pub fn ranges_for_anything(&self, day: Date, seasons: &[Season]) -> Vec<(u32, u32)> {
        self.ranges_of(day, seasons, |_| true)
    }

    fn ranges_of(&self, day: Date, seasons: &[Season], suits: impl Fn(&Opening) -> bool) -> Vec<(u32, u32)> {
        let own = self.openings.iter().filter(|opening| opening.holds_on(day) && suits(opening));
        let mut ranges: Vec<_> = own.map(|opening| minutes(opening.from_minute, opening.to_minute)).collect();
        let season = seasons.iter().find(|season| (season.first_day..=season.last_day).contains(&day));
        if let Some(season) = season.filter(|_| !ranges.is_empty()) {
            let of_day = season.hours.iter().filter(|(of, _, _)| *of == weekday(day));
            ranges = of_day.map(|(_, from, to)| minutes(*from, *to)).collect();
        }
        let added = self.changes.iter().filter(|change| change.opens && change.day == day);
        ranges.extend(added.map(|change| minutes(change.from_minute, change.to_minute)));
        merged(ranges)
    }

    /// When this person or room is away: absences, and what a day takes from the plan.
    pub fn away(&self) -> impl Iterator<Item = Span> + '_ {
        let taken = self.changes.iter().filter(|change| !change.opens).map(|change| Span {
            from: at_minute(change.day, change.from_minute.into()),
            to: at_minute(change.day, change.to_minute.into()),
        });
        self.absences.iter().copied().chain(taken)
    }
}

/// Whether a session of `minutes` from `start` lies within the hours, whoever else has the time.
pub fn receives(
    schedule: &Schedule,
    calendar: &CentreCalendar,
    purpose: Purpose,
    start: DateTime,
    minutes: u32,
) -> bool {
    let day = start.date();
    let from = minute_of(start);
    let end = at_minute(day, from + minutes);
    let inside = |&(open, close): &(u32, u32)| open <= from && from + minutes <= close;
    schedule.ranges(day, purpose, &calendar.seasons).iter().any(inside)
        && !schedule.away().chain(calendar.closed.iter().copied()).any(|span| span.from < end && start < span.to)
}

/// The civil time of a minute of a day; 1440 is midnight after it.
pub fn at_minute(day: Date, minute: u32) -> DateTime {
    let (days, minute) = (minute / 1440, minute % 1440);
    let day = (0..days).fold(day, |day, _| day.tomorrow().unwrap_or(day));
    day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
}

/// The minute of the day of a civil time.
pub fn minute_of(time: DateTime) -> u32 {
    u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs())
}

/// 1 is Monday, 7 Sunday.
pub fn weekday(day: Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

/// Number of the week that begins on a Monday.
fn week_of(day: Date) -> i64 {
    let days = crate::calendar::first_cell_of(day) / crate::calendar::CELLS_PER_DAY;
    (days + 3).div_euclid(7) // 1970-01-01 was a Thursday
}

fn minutes(from: u16, to: u16) -> (u32, u32) {
    (from.into(), to.into())
}

fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
