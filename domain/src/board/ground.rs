//! Where a session that stands can be put by hand: who is free when, in which room, and what stands in the way.

use serde::{Deserialize, Serialize};

use super::day::{Minutes, Shut};

/// The shortest and the longest session that is set by hand, in minutes.
pub const LENGTHS: (u32, u32) = (5, 480);

/// One person or room on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "TrackRow", into = "TrackRow")]
pub struct Track {
    pub id: i64,
    /// As a number: `20270104`.
    pub day: i64,
    /// Ascending, apart from each other; likewise `taken`.
    pub shut: Vec<(Minutes, Shut)>,
    /// By other sessions, from their preparation to their pause.
    pub taken: Vec<Minutes>,
}

crate::travels_as_row!(Track as TrackRow { id: i64, day: i64, shut: Vec<(Minutes, Shut)>, taken: Vec<Minutes> });

/// Everything that decides where one session can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "GroundRow", into = "GroundRow")]
pub struct Ground {
    /// Minutes that it takes before and after itself; they may lie outside the hours.
    pub before: u32,
    pub after: u32,
    /// The day, as a number, and the minute that have come: what lies before is over.
    pub now: (i64, u32),
    /// Those who can lead it.
    pub people: Vec<Track>,
    /// Those that it can take, the smallest first; none for a session without a room.
    pub rooms: Vec<Track>,
    /// How it stands.
    pub at: Put,
    /// Who leads it along.
    pub joins: Option<i64>,
    pub needs_room: bool,
}

crate::travels_as_row!(Ground as GroundRow {
    before: u32,
    after: u32,
    now: (i64, u32),
    people: Vec<Track>,
    rooms: Vec<Track>,
    at: Put,
    joins: Option<i64>,
    needs_room: bool,
});

/// A place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "PutRow", into = "PutRow")]
pub struct Put {
    /// As a number: `20270104`.
    pub day: i64,
    /// Minute of the day.
    pub start: u32,
    pub minutes: u32,
    pub staff: i64,
    /// The room that it is to have; `None` for whichever is free.
    pub room: Option<i64>,
}

crate::travels_as_row!(Put as PutRow { day: i64, start: u32, minutes: u32, staff: i64, room: Option<i64> });

impl Put {
    pub fn time(&self) -> Minutes {
        Minutes { from: self.start, to: self.start + self.minutes }
    }

    /// Its start as forms write it: `2027-01-04T10:00`.
    pub fn written(&self) -> String {
        let Self { day, start, .. } = self;
        let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", start / 60, start % 60)
    }
}

/// Whose time stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Mediator,
    CoMediator,
    Room,
}

/// Why a session cannot stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// That time is over.
    Over,
    /// It would last beyond midnight, or is no time of a session.
    NoTime,
    /// This person does not offer the service.
    NotTheirs,
    /// Another session has the time.
    Taken(Whose),
    /// It lies outside somebody's hours.
    Shut(Whose, Shut),
}

impl Hindrance {
    /// Hours are the centre's own: the desk may set a time outside them, with a reason. Nobody is in two places.
    pub fn yields_to_reason(self) -> bool {
        matches!(self, Self::Shut(..))
    }
}

impl Ground {
    /// The room that the session gets at `put`, if it takes one.
    ///
    /// # Errors
    /// What stands in the way; `overrule` looks past hours.
    pub fn room_at(&self, put: &Put, overrule: bool) -> Result<Option<i64>, Hindrance> {
        let (shortest, longest) = LENGTHS;
        let on_line = put.start.is_multiple_of(5) && put.minutes.is_multiple_of(5);
        if !on_line || put.minutes < shortest || put.minutes > longest || put.time().to > 1440 {
            return Err(Hindrance::NoTime);
        }
        if (put.day, put.start) < self.now {
            return Err(Hindrance::Over);
        }
        let leads = self.track(&self.people, put, put.staff).ok_or(Hindrance::NotTheirs)?;
        let joins = self.joins_at(put).map(|id| self.track(&self.people, put, id));
        let joins = match joins {
            Some(None) => return Err(Hindrance::NotTheirs),
            joins => joins.flatten(),
        };
        let people = [(Whose::Mediator, Some(leads)), (Whose::CoMediator, joins)];
        let people = || people.iter().filter_map(|(whose, track)| track.map(|track| (*whose, track)));
        for (whose, track) in people() {
            self.is_free(track, put).then_some(()).ok_or(Hindrance::Taken(whose))?;
        }
        let rooms = self.free_rooms(put)?;
        for (whose, track) in people().filter(|_| !overrule) {
            shut_at(track, put).map_or(Ok(()), |why| Err(Hindrance::Shut(whose, why)))?;
        }
        let open = rooms.iter().find(|room| overrule || shut_at(room, put).is_none());
        match (open, rooms.first()) {
            (None, Some(room)) => Err(Hindrance::Shut(Whose::Room, shut_at(room, put).unwrap_or(Shut::Outside))),
            (open, _) => Ok(open.map(|room| room.id)),
        }
    }

    /// Who leads it along at `put`: whoever is handed a session that they join changes places.
    pub fn joins_at(&self, put: &Put) -> Option<i64> {
        self.joins.map(|joins| if joins == put.staff { self.at.staff } else { joins })
    }

    /// Rooms that nobody has then, the one that it has first. None where it needs none.
    fn free_rooms(&self, put: &Put) -> Result<Vec<&Track>, Hindrance> {
        if !self.needs_room {
            return Ok(Vec::new());
        }
        let suits = |room: &&Track| room.day == put.day && put.room.is_none_or(|wanted| wanted == room.id);
        let mut free: Vec<&Track> = self.rooms.iter().filter(suits).filter(|room| self.is_free(room, put)).collect();
        free.sort_by_key(|room| Some(room.id) != self.at.room);
        if free.is_empty() { Err(Hindrance::Taken(Whose::Room)) } else { Ok(free) }
    }

    fn track<'a>(&self, of: &'a [Track], put: &Put, id: i64) -> Option<&'a Track> {
        of.iter().find(|track| track.id == id && track.day == put.day)
    }

    fn is_free(&self, track: &Track, put: &Put) -> bool {
        let (from, to) = (put.start.saturating_sub(self.before), put.time().to + self.after);
        !track.taken.iter().any(|of| of.from < to && from < of.to)
    }
}

/// Why a track is shut in some minute of a session.
fn shut_at(track: &Track, put: &Put) -> Option<Shut> {
    let Minutes { from, to } = put.time();
    track.shut.iter().find(|(of, _)| of.from < to && from < of.to).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minutes(from: u32, to: u32) -> Minutes {
        Minutes { from, to }
    }

    fn track(id: i64, shut: &[(u32, u32)], taken: &[(u32, u32)]) -> Track {
        let shut = shut.iter().map(|&(from, to)| (minutes(from, to), Shut::Outside)).collect();
        Track { id, day: 1, shut, taken: taken.iter().map(|&(from, to)| minutes(from, to)).collect() }
    }

    fn put(start: u32, minutes: u32, staff: i64) -> Put {
        Put { day: 1, start, minutes, staff, room: None }
    }

    fn ground() -> Ground {
        Ground {
            before: 5,
            after: 15,
            now: (1, 480),
            people: vec![track(1, &[(0, 540), (1020, 1440)], &[(720, 780)]), track(2, &[], &[])],
            rooms: vec![track(7, &[], &[(600, 660)]), track(8, &[(900, 1440)], &[])],
            at: Put { room: Some(8), ..put(600, 60, 1) },
            joins: None,
            needs_room: true,
        }
    }

    #[test]
    fn each_cause_has_its_name() {
        let at = |start, minutes, staff| ground().room_at(&put(start, minutes, staff), false);
        assert_eq!(at(600, 60, 1), Ok(Some(8)));
        assert_eq!(at(600, 45, 3), Err(Hindrance::NotTheirs));
        assert_eq!(at(475, 45, 2), Err(Hindrance::Over));
        assert_eq!(at(1400, 45, 2), Err(Hindrance::NoTime));
        assert_eq!(at(602, 45, 2), Err(Hindrance::NoTime));
        assert_eq!(at(600, 0, 2), Err(Hindrance::NoTime));
        assert_eq!(at(650, 60, 1), Err(Hindrance::Taken(Whose::Mediator)), "its pause meets the next session");
        assert_eq!(at(535, 60, 1), Err(Hindrance::Shut(Whose::Mediator, Shut::Outside)));
        assert_eq!(at(540, 60, 1), Ok(Some(8)), "its preparation may lie outside the hours");
        assert_eq!(at(900, 60, 2), Ok(Some(7)), "the other room is open");
    }

    #[test]
    fn a_start_is_written_as_forms_read_it() {
        let put = Put { day: 20_270_104, ..put(605, 60, 1) };
        assert_eq!(put.written(), "2027-01-04T10:05");
    }

    #[test]
    fn a_reason_opens_hours_and_nothing_else() {
        let at = |start, staff| ground().room_at(&put(start, 60, staff), true);
        assert_eq!(at(1020, 1), Ok(Some(8)), "in the room that it has");
        assert_eq!(at(720, 1), Err(Hindrance::Taken(Whose::Mediator)));
        assert_eq!(at(540, 3), Err(Hindrance::NotTheirs));
        assert!(Hindrance::Shut(Whose::Room, Shut::Closed).yields_to_reason());
        assert!(!Hindrance::Taken(Whose::Room).yields_to_reason());
    }

    #[test]
    fn a_room_that_is_asked_for_is_the_room_or_none() {
        let at = |start, room| ground().room_at(&Put { room: Some(room), ..put(start, 60, 2) }, false);
        assert_eq!(at(700, 7), Ok(Some(7)));
        assert_eq!(at(600, 7), Err(Hindrance::Taken(Whose::Room)));
        assert_eq!(at(900, 8), Err(Hindrance::Shut(Whose::Room, Shut::Outside)));
        assert_eq!(at(900, 9), Err(Hindrance::Taken(Whose::Room)), "no such room");
        let without = Ground { needs_room: false, ..ground() };
        assert_eq!(without.room_at(&put(600, 60, 2), false), Ok(None));
    }

    #[test]
    fn who_leads_along_is_needed_too_and_changes_places() {
        let mut ground = Ground { joins: Some(2), ..ground() };
        ground.people[1].taken = vec![minutes(840, 900)];
        assert_eq!(ground.room_at(&put(800, 60, 1), false), Err(Hindrance::Taken(Whose::CoMediator)));
        assert_eq!(ground.joins_at(&put(600, 60, 2)), Some(1));
        assert_eq!(ground.joins_at(&put(600, 60, 1)), Some(2));
    }

    /// The same, minute by minute.
    fn slowly(of: &Ground, put: &Put, overrule: bool) -> bool {
        let free = |track: &Track| {
            (put.start.saturating_sub(of.before)..put.start + put.minutes + of.after)
                .all(|minute| !track.taken.iter().any(|of| (of.from..of.to).contains(&minute)))
        };
        let open = |track: &Track| {
            overrule || put.time().all(|minute| !track.shut.iter().any(|(of, _)| (of.from..of.to).contains(&minute)))
        };
        let good = |track: &&Track| track.day == put.day && free(track) && open(track);
        put.start.is_multiple_of(5)
            && (put.day, put.start) >= of.now
            && put.start + put.minutes <= 1440
            && of.people.iter().filter(|track| track.id == put.staff).any(|track| good(&track))
            && of.rooms.iter().any(|track| good(&track))
    }

    impl Minutes {
        fn all(self, is: impl Fn(u32) -> bool) -> bool {
            (self.from..self.to).all(is)
        }
    }

    proptest! {
        #[test]
        fn whatever_the_day_it_agrees_with_looking_at_every_minute(
            spans in prop::collection::vec((0_u32..280, 1_u32..40, 0_usize..4, any::<bool>()), 0..12),
            start in 90_u32..1440, length in 1_u32..30, overrule in any::<bool>(),
        ) {
            let mut ground = ground();
            for (from, long, whose, shut) in spans {
                let of = minutes(from * 5, (from + long).min(288) * 5);
                let (people, rooms) = (&mut ground.people, &mut ground.rooms);
                let track = people.iter_mut().chain(rooms).nth(whose);
                if let Some(track) = track {
                    if shut { track.shut.push((of, Shut::Away)) } else { track.taken.push(of) }
                }
            }
            let put = put(start, length * 5, 1);
            prop_assert_eq!(ground.room_at(&put, overrule).is_ok(), slowly(&ground, &put, overrule));
        }
    }
}
