//! An appointment that is being carried to another place of the calendar, by hand or by keys, before it is put there.

mod air;
mod bar;
mod ghost;
#[cfg(feature = "hydrate")]
mod grip;
#[cfg(feature = "hydrate")]
mod hand;
mod put_down;
#[cfg(feature = "hydrate")]
mod spots;
mod step;
#[cfg(feature = "hydrate")]
mod stretch;
mod tools;
mod words;

use domain::{
    board::{Card, Lane, Put},
    language::Language,
};
use leptos::prelude::*;

use super::{
    axis::{Cut, Stands, lane_of},
    shown::Shown,
};
use crate::api::placing::ground_of;

pub use air::{Air, Carried, Done};
pub use step::Step;
#[cfg(feature = "hydrate")]
pub use tools::follow_hand;
pub use tools::{CarryBar, Ghost, Moved, carry_of, pick_up};
#[cfg(feature = "ssr")]
pub use words::hindrance_words;

/// The calendar that carries.
#[derive(Clone)]
struct Board {
    lanes: Vec<Lane>,
    /// The ISO days that it shows.
    days: (String, String),
}

/// How a calendar carries.
#[derive(Clone, Copy)]
pub struct Carry {
    pub air: RwSignal<Air>,
    cut: Cut,
    shown: Shown,
    board: StoredValue<Board>,
    /// How far somebody has scrolled the lanes.
    #[cfg(feature = "hydrate")]
    looked: StoredValue<Option<f64>>,
    /// What carries, once it is here.
    tools: RwSignal<Option<Tools>>,
}

/// First and last hour of the axis.
type Hours = Memo<(u32, u32)>;

/// What carries, as a part of the client of its own brings it.
#[derive(Clone, Copy)]
struct Tools {
    lift: fn(Carry, &Card),
    ghost: fn(Language, Carry, Hours) -> AnyView,
    bar: fn(Language, Carry) -> AnyView,
    moved: fn(Language, Carry) -> AnyView,
    #[cfg(feature = "hydrate")]
    hand: fn(Carry, NodeRef<leptos::html::Div>, Hours),
}

impl Carry {
    fn of(shown: Shown, cut: Cut, days: (String, String)) -> Self {
        let board = StoredValue::new(Board { lanes: Vec::new(), days });
        Self {
            air: RwSignal::new(Air::Nothing),
            cut,
            shown,
            board,
            #[cfg(feature = "hydrate")]
            looked: StoredValue::new(None),
            tools: RwSignal::new(None),
        }
    }

    /// The lanes as they are drawn.
    pub fn draw(self, lanes: &[Lane]) {
        self.board.update_value(|board| board.lanes = lanes.to_vec());
    }

    /// What is carried.
    pub fn carried(self) -> Option<Carried> {
        match self.air.get() {
            Air::Carried(of) => Some(*of),
            _ => None,
        }
    }

    fn carried_now(self) -> Option<Carried> {
        untrack(|| self.carried())
    }

    fn change(self, change: impl FnOnce(&mut Carried)) {
        if let Some(mut of) = self.carried_now() {
            change(&mut of);
            self.air.set(Air::Carried(Box::new(of)));
        }
    }

    /// Whether a card can be carried at all; the server asks more.
    pub fn takes(card: &Card) -> bool {
        card.movable && card.status.is_ahead() && !card.workshop && !card.people.is_empty()
    }

    /// Takes a card up, and asks where it can go.
    fn lift(self, card: &Card, by_hand: bool) {
        if !Self::takes(card) {
            return;
        }
        let staff = card.people.first().copied().unwrap_or(0);
        let room = (self.cut == Cut::Rooms).then_some(card.room_id).flatten();
        let day = Stands::of(card).day;
        let put = Put { day, start: card.start_minute, minutes: card.minutes, staff, room };
        self.air.set(Air::Carried(Box::new(Carried { card: card.clone(), put, ground: None, by_hand })));
        let (id, (first, last)) = (card.id.clone(), self.board.with_value(|board| board.days.clone()));
        leptos::task::spawn_local(async move {
            let told = ground_of(id.clone(), first, last).await;
            if self.air.is_disposed() || self.carried_now().is_none_or(|of| of.card.id != id) {
                return;
            }
            match told {
                Ok(ground) => self.change(|of| of.ground = Some(ground)),
                Err(failure) => {
                    self.air.set(Air::Nothing);
                    self.shown.refuse(failure);
                }
            }
        });
    }

    /// A step of the keys or buttons.
    pub fn step(self, step: Step) {
        self.board.with_value(|board| {
            self.change(|of| of.put = step::stepped(of.put, step, (self.cut, &board.lanes)));
        });
    }

    /// To a lane, counted from one, and a minute of its day.
    #[cfg(feature = "hydrate")]
    pub fn point(self, lane: usize, start: u32) {
        self.board.with_value(|board| {
            self.change(|of| of.put = step::in_lane(step::starting(of.put, start), lane, (self.cut, &board.lanes)));
        });
    }

    /// As long as to a minute of its day.
    #[cfg(feature = "hydrate")]
    pub fn stretch(self, end: u32) {
        self.change(|of| of.put = step::ending(of.put, end));
    }

    /// The lane in which it would stand, and its name.
    pub fn lane(self, put: &Put) -> (usize, String) {
        let stands = Stands { people: &[put.staff], room: put.room, day: put.day };
        self.board.with_value(|board| {
            let lane = lane_of(self.cut, &board.lanes, stands);
            (lane, board.lanes.get(lane - 1).map(|lane| lane.name.clone()).unwrap_or_default())
        })
    }
}
