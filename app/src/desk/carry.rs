//! An appointment that is being carried to another place of the calendar, by hand or by keys, before it is put there.

mod bar;
mod ghost;
#[cfg(feature = "hydrate")]
mod hand;
mod step;
mod words;

use domain::board::{Card, Ground, Hindrance, Lane, Put};
use leptos::prelude::*;

use super::{
    axis::{Cut, Stands, lane_of},
    shown::Shown,
};
use crate::api::{
    Failure,
    placing::{Placed, ground_of, place},
};

pub use bar::{CarryBar, Moved};
pub use ghost::Ghost;
#[cfg(feature = "hydrate")]
pub use hand::follow_hand;
pub use step::Step;
#[cfg(feature = "ssr")]
pub use words::hindrance_words;

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

/// How a calendar carries.
#[derive(Clone, Copy)]
pub struct Carry {
    pub carried: RwSignal<Option<Carried>>,
    pub done: RwSignal<Option<Done>>,
    /// The last one was left where it was.
    pub left: RwSignal<bool>,
    pub lanes: RwSignal<Vec<Lane>>,
    pub cut: Cut,
    shown: Shown,
    /// The ISO days that the calendar shows.
    days: StoredValue<(String, String)>,
}

impl Carry {
    pub fn of(shown: Shown, cut: Cut, days: (String, String)) -> Self {
        Self {
            carried: RwSignal::new(None),
            done: RwSignal::new(None),
            left: RwSignal::new(false),
            lanes: RwSignal::new(Vec::new()),
            cut,
            shown,
            days: StoredValue::new(days),
        }
    }

    /// Whether a card can be carried at all; the server asks more.
    pub fn takes(card: &Card) -> bool {
        card.movable && card.status.is_ahead() && !card.workshop && !card.people.is_empty()
    }

    /// A card by its id.
    #[cfg(feature = "hydrate")]
    fn card(self, id: &str) -> Option<Card> {
        self.shown.cards.with_untracked(|cards| cards.iter().find(|card| card.id == id).cloned())
    }

    /// Takes a card up, and asks where it can go.
    pub fn pick_up(self, card: &Card, by_hand: bool) {
        if !Self::takes(card) {
            return;
        }
        let staff = card.people.first().copied().unwrap_or(0);
        let room = (self.cut == Cut::Rooms).then_some(card.room_id).flatten();
        let day = Stands::of(card).day;
        let put = Put { day, start: card.start_minute, minutes: card.minutes, staff, room };
        self.done.set(None);
        self.left.set(false);
        self.carried.set(Some(Carried { card: card.clone(), put, ground: None, by_hand }));
        let (id, (first, last)) = (card.id.clone(), self.days.get_value());
        leptos::task::spawn_local(async move {
            let told = ground_of(id.clone(), first, last).await;
            let ours = self.carried.try_with_untracked(|of| of.as_ref().is_some_and(|of| of.card.id == id));
            match told {
                _ if ours != Some(true) => {}
                Ok(ground) => self.carried.update(|of| {
                    if let Some(of) = of {
                        of.ground = Some(ground);
                    }
                }),
                Err(failure) => {
                    self.carried.set(None);
                    self.shown.refuse(failure);
                }
            }
        });
    }

    /// A step of the keys or buttons.
    pub fn step(self, step: Step) {
        let (lanes, cut) = (self.lanes.get_untracked(), self.cut);
        self.carried.update(|of| {
            if let Some(of) = of {
                of.put = step::stepped(of.put, step, (cut, &lanes));
            }
        });
    }

    /// To a lane, counted from one, and a minute of its day.
    #[cfg(feature = "hydrate")]
    pub fn point(self, lane: usize, start: u32) {
        let (lanes, cut) = (self.lanes.get_untracked(), self.cut);
        self.carried.update(|of| {
            if let Some(of) = of {
                of.put = step::in_lane(step::starting(of.put, start), lane, (cut, &lanes));
            }
        });
    }

    /// As long as to a minute of its day.
    #[cfg(feature = "hydrate")]
    pub fn stretch(self, end: u32) {
        self.carried.update(|of| {
            if let Some(of) = of {
                of.put = step::ending(of.put, end);
            }
        });
    }

    /// The lane in which it would stand.
    pub fn lane(self, put: &Put) -> usize {
        let stands = Stands { people: &[put.staff], room: put.room, day: put.day };
        self.lanes.with(|lanes| lane_of(self.cut, lanes, stands))
    }

    /// Leaves it where it was.
    pub fn leave(self) {
        if let Some(of) = self.carried.get_untracked() {
            self.left.set(true);
            self.put_focus_back(&of.card.id);
            self.carried.set(None);
        }
    }

    /// Puts it down. Where hours stand in the way and nobody has said why, it stays in the air.
    pub fn put(self, reason: String) {
        let Some(of) = self.carried.get_untracked() else { return };
        if of.is_where_it_was() {
            return self.leave();
        }
        match of.hindrance() {
            Some(Err(why)) if !why.yields_to_reason() || reason.is_empty() => {
                // The bar says what stands in the way, and asks.
                self.carried.update(|of| {
                    if let Some(of) = of {
                        of.by_hand = false;
                    }
                });
            }
            _ => self.send(of.card, of.put, reason),
        }
    }

    /// Takes the last one back.
    pub fn take_back(self, reason: String) {
        let Some(Done { id, version, was, .. }) = self.done.get_untracked() else { return };
        let card = self.shown.cards.with_untracked(|cards| cards.iter().find(|card| card.id == id).cloned());
        let Some(card) = card else { return };
        self.send(Card { version, ..card }, was, reason);
    }

    fn send(self, card: Card, put: Put, reason: String) {
        let was = Put {
            day: Stands::of(&card).day,
            start: card.start_minute,
            minutes: card.minutes,
            staff: card.people.first().copied().unwrap_or(0),
            room: card.room_id,
        };
        let back = self.done.with_untracked(Option::is_some);
        let tells = card
            .contact
            .as_ref()
            .is_some_and(|contact| contact.may_leave_message || contact.link.starts_with("mailto:"));
        leptos::task::spawn_local(async move {
            let placed = place(card.id.clone(), card.version, put, reason).await;
            match placed {
                Ok(Placed::Done(now)) => {
                    self.shown.notice.try_set(None);
                    self.put_focus_back(&card.id);
                    self.carried.try_set(None);
                    let version = now.as_ref().map(|now| now.version);
                    self.done.try_set(version.filter(|_| !back).map(|version| Done {
                        name: card.name.clone(),
                        id: card.id.clone(),
                        version,
                        was,
                        tells: tells && (was.day, was.start) != (put.day, put.start),
                    }));
                    if let Some(now) = now {
                        self.shown.patch(*now);
                    }
                }
                // What stood in the way was not there when the ground was told: the bar says it.
                Ok(Placed::Hindered(_)) => self.ask_again(&card),
                Err(failure) => self.refuse(failure),
            }
        });
    }

    fn ask_again(self, card: &Card) {
        let put = self.carried.try_get_untracked().flatten().map(|of| of.put);
        self.pick_up(card, false);
        if let Some(put) = put {
            self.carried.update(|of| {
                if let Some(of) = of {
                    of.put = put;
                }
            });
        }
    }

    /// What is in the air stays there while there is no line; whatever else refuses ends it.
    fn refuse(self, failure: Failure) {
        self.shown.refuse(failure);
        if failure != Failure::Offline {
            self.carried.try_set(None);
        }
    }

    fn put_focus_back(self, id: &str) {
        self.shown.focus.try_set(Some(id.to_owned()));
        #[cfg(feature = "hydrate")]
        crate::browser::focus_on(id);
    }
}
