//! What has hours and is taken: people, and rooms.

use crate::words::{Word, words};

words! {
    /// What a row of hours, or of taken time, is of. Time is taken in this order.
    pub enum ResourceKind {
        /// Everybody and every room, of an absence.
        Centre = "centre",
        Room = "room",
        Staff = "staff",
    }
}

impl std::fmt::Display for ResourceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whose hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    Staff(i64),
    Room(i64),
}

impl Resource {
    pub(crate) fn kind(self) -> Word<ResourceKind> {
        Word(match self {
            Self::Staff(_) => ResourceKind::Staff,
            Self::Room(_) => ResourceKind::Room,
        })
    }

    pub(crate) fn id(self) -> i64 {
        match self {
            Self::Staff(id) | Self::Room(id) => id,
        }
    }
}

/// A cell of a resource: kind, id, number.
pub(crate) type Cell = (ResourceKind, i64, i64);
