//! What a pointer holds while it is down.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;

use super::stretch::Stretch;

/// What a pointer has pressed.
#[derive(Clone)]
pub enum Pressed {
    Card {
        id: String,
        /// Minutes between the card's start and the pointer.
        within: i32,
        /// By the lower edge.
        edge: bool,
    },
    Free(Stretch),
}

/// A pointer that is down.
#[derive(Clone)]
pub struct Grip {
    pub on: Pressed,
    pub x: f64,
    pub y: f64,
    /// A finger scrolls until it has rested.
    pub touch: bool,
    pub carries: bool,
}

/// The hand at the pointer.
#[derive(Default)]
pub struct Hand {
    pub grip: RefCell<Option<Grip>>,
    pub rest: RefCell<Option<Timeout>>,
    /// The click that follows a drag is none.
    pub swallows: Cell<bool>,
}

impl Hand {
    pub fn carries(&self) -> bool {
        self.grip.borrow().as_ref().is_some_and(|grip| grip.carries)
    }
}
