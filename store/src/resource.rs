//! What has hours and is taken: people, and rooms.

pub(crate) const STAFF: &str = "staff";

pub(crate) const ROOM: &str = "room";

/// Whose hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    Staff(i64),
    Room(i64),
}

impl Resource {
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Staff(_) => STAFF,
            Self::Room(_) => ROOM,
        }
    }

    pub(crate) fn id(self) -> i64 {
        match self {
            Self::Staff(id) | Self::Room(id) => id,
        }
    }
}

/// A cell of a resource: kind, id, number.
pub(crate) type Cell = (&'static str, i64, i64);
