//! What a day's board shows, and what changes it.

use domain::{appointment::Status, board::Card};
use leptos::prelude::*;

use crate::api::{
    Failure,
    visits::{set_status, undo},
};

/// Why the last move did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardNotice {
    Stale,
    Taken,
    Offline,
}

/// What can be done with a card: a move, or taking the last one back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    To(Status),
    Back,
}

/// The board as the page holds it.
#[derive(Clone, Copy)]
pub struct Shown {
    /// By time; only this day's.
    pub cards: RwSignal<Vec<Card>>,
    pub notice: RwSignal<Option<BoardNotice>>,
    /// The card that takes the focus when it is drawn again.
    pub focus: RwSignal<Option<String>>,
    pub days: StoredValue<Days>,
}

/// Which cards belong to what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// Those of an ISO day.
    Day(String),
    /// Those of some days as numbers, of the mediators and rooms that are named, or of all.
    Week { days: Vec<i64>, with: Vec<i64>, room: Vec<i64> },
}

impl Days {
    fn have(&self, card: &Card) -> bool {
        match self {
            Self::Day(day) => *day == card.day,
            Self::Week { days, with, room } => {
                let day = card.day.replace('-', "").parse().unwrap_or(0);
                let all = with.is_empty() && room.is_empty();
                let led = card.people.iter().any(|id| with.contains(id));
                days.contains(&day) && (all || led || card.room_id.is_some_and(|id| room.contains(&id)))
            }
        }
    }
}

impl Shown {
    pub fn of(cards: Vec<Card>, days: Days) -> Self {
        Self {
            cards: RwSignal::new(cards),
            notice: RwSignal::new(use_context::<BoardNotice>()),
            focus: RwSignal::new(None),
            days: StoredValue::new(days),
        }
    }

    /// Follows what happens: cards one by one; what stands around them, and whatever was missed, by asking `again`.
    /// `seen` is the last event that the cards know of.
    #[cfg(feature = "hydrate")]
    pub fn follow(self, seen: i64, again: impl Fn() + 'static) {
        use crate::browser::heard::{Heard, join};

        join(seen, move |heard| match heard {
            Heard::Card(text) => {
                if let Ok(card) = serde_json::from_slice(text.as_bytes()) {
                    self.patch(card);
                }
            }
            Heard::Gone(id) => self.drop_card(&id),
            Heard::Changed(part) if part != "day" => {}
            Heard::Changed(_) | Heard::Missed => again(),
        });
    }

    /// Takes a step with a card, as it was seen.
    pub fn take(self, id: String, version: i32, step: Step) {
        // Before asking: the live line may bring the card sooner than the answer.
        self.focus.set(Some(id.clone()));
        leptos::task::spawn_local(async move {
            let done = match step {
                Step::To(status) => set_status(id, version, status).await,
                Step::Back => undo(id, version).await,
            };
            match done {
                Ok(card) => {
                    self.notice.set(None);
                    self.patch(card);
                }
                Err(failure) => {
                    self.focus.set(None);
                    self.refuse(failure);
                }
            }
        });
    }

    /// Puts a card where it belongs; one that left the day goes.
    pub fn patch(self, card: Card) {
        let known =
            self.cards.with_untracked(|cards| cards.iter().any(|old| old.id == card.id && old.version > card.version));
        if known {
            return;
        }
        let ours = self.days.with_value(|days| days.have(&card));
        self.cards.update(|cards| {
            cards.retain(|old| old.id != card.id);
            if ours {
                cards.push(card);
                cards.sort_by(|a, b| (&a.day, &a.time, &a.id).cmp(&(&b.day, &b.time, &b.id)));
            }
        });
    }

    /// A card by its id.
    pub fn card(self, id: &str) -> Option<Card> {
        self.cards.with_untracked(|cards| cards.iter().find(|card| card.id == id).cloned())
    }

    /// Takes a card away that its reader leads no longer.
    #[cfg(feature = "hydrate")]
    pub fn drop_card(self, id: &str) {
        self.cards.update(|cards| cards.retain(|card| card.id != id));
    }

    /// Tells why a move did not happen.
    pub fn refuse(self, failure: Failure) {
        self.notice.set(Some(match failure {
            Failure::Taken => BoardNotice::Taken,
            Failure::Offline | Failure::Server => BoardNotice::Offline,
            _ => BoardNotice::Stale,
        }));
    }
}
