//! How what is carried comes down: where it was, or somewhere else, and back again.

use domain::board::{Card, CardContact, Put};
use leptos::prelude::*;

use super::{Air, Carry, Done};
use crate::{
    api::{
        Failure,
        placing::{Placed, place},
    },
    desk::axis::Stands,
};

impl Carry {
    /// Leaves it where it was.
    pub fn leave(self) {
        if let Some(of) = self.carried_now() {
            self.put_focus_back(&of.card.id);
            self.air.set(Air::Left);
        }
    }

    /// Puts it down. Where hours stand in the way and nobody has said why, it stays in the air.
    pub fn put(self, reason: String) {
        let Some(of) = self.carried_now() else { return };
        if of.is_where_it_was() {
            return self.leave();
        }
        match of.hindrance() {
            Some(Err(why)) if !why.yields_to_reason() || reason.is_empty() => {
                // The bar says what stands in the way, and asks.
                self.change(|of| of.by_hand = false);
            }
            _ => self.send(of.card, of.put, reason),
        }
    }

    /// Takes the last one back.
    pub fn take_back(self, reason: String) {
        let Air::Done(Done { id, version, was, .. }) = self.air.get_untracked() else { return };
        if let Some(card) = self.shown.card(&id) {
            self.send(Card { version, ..card }, was, reason);
        }
    }

    fn send(self, card: Card, put: Put, reason: String) {
        let was = Put {
            day: Stands::of(&card).day,
            start: card.start_minute,
            minutes: card.minutes,
            staff: card.people.first().copied().unwrap_or(0),
            room: card.room_id,
        };
        let goes_back = matches!(self.air.get_untracked(), Air::Done(_));
        let hears = |contact: &CardContact| contact.may_leave_message || contact.link.starts_with("mailto:");
        let tells = card.contact.as_ref().is_some_and(hears) && (was.day, was.start) != (put.day, put.start);
        leptos::task::spawn_local(async move {
            let room = put.room.map(|room| room.to_string()).unwrap_or_default();
            let (start, Put { minutes, staff, .. }) = (put.written(), put);
            let placed = place(card.id.clone(), card.version, start, minutes, staff, room, reason).await;
            if self.air.is_disposed() {
                return;
            }
            match placed {
                Ok(Placed { hindered: false, card: now }) => {
                    self.shown.notice.set(None);
                    self.put_focus_back(&card.id);
                    let version = now.as_ref().map(|now| now.version).filter(|_| !goes_back);
                    let done = version.map(|version| Done { name: card.name, id: card.id, version, was, tells });
                    self.air.set(done.map_or(Air::Nothing, Air::Done));
                    if let Some(now) = now {
                        self.shown.patch(now);
                    }
                }
                // What stands in the way was not there when the ground was told: it is asked for again, and the bar says it.
                Ok(_) => {
                    self.lift(&card, false);
                    self.change(|of| of.put = put);
                }
                // What is in the air stays there while there is no line; whatever else refuses ends it.
                Err(failure) => {
                    self.shown.refuse(failure);
                    if failure == Failure::Offline {
                        // The bar puts it down when there is a line again.
                        self.change(|of| of.by_hand = false);
                    } else {
                        self.air.set(Air::Nothing);
                    }
                }
            }
        });
    }

    fn put_focus_back(self, id: &str) {
        self.shown.focus.try_set(Some(id.to_owned()));
        #[cfg(feature = "hydrate")]
        crate::browser::focus_on(id);
    }
}
