//! Where a session that stands can be put by hand: who is free when, in which room, and what stands in the way.

use serde::{Deserialize, Serialize};

use super::day::{Minutes, Shut};

/// The shortest and the longest session that is set by hand, in minutes.
pub const LENGTHS: (u32, u32) = (5, 480);

/// Whether a session can be set by hand to last so many minutes.
pub fn is_length(minutes: u32) -> bool {
    let (shortest, longest) = LENGTHS;
    minutes.is_multiple_of(5) && (shortest..=longest).contains(&minutes)
}

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
        if !put.start.is_multiple_of(5) || !is_length(put.minutes) || put.time().to > 1440 {
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
mod tests;
