//! What is in the air, or was last.

use domain::board::{Card, Ground, Hindrance, Minutes, Put};

use crate::desk::axis::Stands;

/// What is carried, and where it would be put.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    pub card: Card,
    pub put: Put,
    /// Unknown until the server has told it.
    pub ground: Option<Ground>,
    /// By the pointer, which puts it down where it lets go.
    pub by_hand: bool,
}

impl Carried {
    /// What stands in the way; nothing is known before the ground is.
    pub fn hindrance(&self) -> Option<Result<(), Hindrance>> {
        self.ground.as_ref().map(|ground| ground.room_at(&self.put, false).map(drop))
    }

    pub fn is_where_it_was(&self) -> bool {
        let Put { day, start, minutes, staff, room } = self.put;
        let card = &self.card;
        day == Stands::of(card).day
            && (start, minutes) == (card.start_minute, card.minutes)
            && Some(&staff) == card.people.first()
            && room.is_none_or(|room| Some(room) == card.room_id)
    }
}

/// What was put somewhere last, and where it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub name: String,
    pub id: String,
    pub version: i32,
    pub was: Put,
    /// Whether a message tells them.
    pub tells: bool,
}

/// What is in the air, or was last.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Air {
    #[default]
    Nothing,
    Carried(Box<Carried>),
    /// What the pointer draws in a free stretch of a lane, counted from one: an appointment is booked there next.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a pointer draws"))]
    Drawn {
        lane: usize,
        time: Minutes,
    },
    /// It was left where it was.
    Left,
    Done(Done),
}
