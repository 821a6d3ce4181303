//! What a day's board shows, and what changes it.

use domain::board::Card;
use leptos::prelude::*;

use crate::api::Failure;

/// Why the last move did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardNotice {
    Stale,
    Taken,
    Offline,
}

/// The board as the page holds it.
#[derive(Clone, Copy)]
pub struct Shown {
    /// By time; only this day's.
    pub cards: RwSignal<Vec<Card>>,
    pub notice: RwSignal<Option<BoardNotice>>,
    /// The card that takes the focus when it is drawn again.
    pub focus: RwSignal<Option<String>>,
    pub day: StoredValue<String>,
}

impl Shown {
    /// Puts a card where it belongs; one that left the day goes.
    pub fn patch(self, card: Card) {
        let known =
            self.cards.with_untracked(|cards| cards.iter().any(|old| old.id == card.id && old.version > card.version));
        if known {
            return;
        }
        let ours = self.day.with_value(|day| *day == card.day);
        self.cards.update(|cards| {
            cards.retain(|old| old.id != card.id);
            if ours {
                cards.push(card);
                cards.sort_by(|a, b| (&a.time, &a.id).cmp(&(&b.time, &b.id)));
            }
        });
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

/// How the live line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))] // the server opens no line
pub enum Line {
    /// Not asked for yet; so it stays without script, and on the server.
    Unopened,
    Live,
    /// Lost; the page tries again by itself.
    Lost,
    /// The session is over: only signing in again helps.
    SignedOut,
}
