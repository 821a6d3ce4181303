//! Carrying with the pointer: a card follows it, its lower edge makes it longer or shorter, and in a free stretch it draws
//! an appointment. A finger that rests on a card takes it up; one that moves at once scrolls. While something is carried by
//! the keys, a click or a touch in a lane says where it goes.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use leptos::{
    html::Div,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{
    Element, Event,
    js_sys::{Function, Reflect},
};

use super::{
    Carry,
    grip::{Grip, Hand, Pressed},
    spots::{Spots, point_of},
    stretch::Stretch,
};
use crate::browser::where_is::{number, word};

/// Pixels that a pointer goes before it carries: a click is no carrying.
const SLIP: f64 = 6.0;
/// Milliseconds that a finger rests on a card before it takes it up.
const REST: u32 = 450;

const KINDS: [&str; 10] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "keydown",
    "dragstart",
    "click",
    "scroll",
    "contextmenu",
    "touchmove",
];

/// Follows the pointer as long as the lanes are there.
pub fn follow_hand(carry: Carry, lanes: NodeRef<Div>, hours: Memo<(u32, u32)>) {
    let board = Board { carry, spots: Spots { lanes, hours } };
    let heard = StoredValue::new_local(Vec::<EventListener>::new());
    Effect::new(move |_| {
        let Some(drawn) = lanes.get() else { return };
        if heard.with_value(|heard| !heard.is_empty()) {
            return;
        }
        board.spots.look(carry);
        let hand = Rc::new(Hand::default());
        let listeners = KINDS.map(|kind| {
            let (hand, options) =
                (hand.clone(), EventListenerOptions { phase: EventListenerPhase::Capture, passive: false });
            EventListener::new_with_options(&document(), kind, options, move |event| board.hear(&hand, kind, event))
        });
        heard.set_value(Vec::from(listeners));
        // From now on a card can be taken by hand, and looks like it.
        drop(drawn.set_attribute("data-hand", ""));
    });
    on_cleanup(move || drop(heard.try_update_value(std::mem::take)));
}

#[derive(Clone, Copy)]
struct Board {
    carry: Carry,
    spots: Spots,
}

impl Board {
    fn hear(self, hand: &Rc<Hand>, kind: &str, event: &Event) {
        match kind {
            "pointerdown" => self.down(hand, event),
            "pointermove" => self.go(hand, event),
            "pointerup" => hand.swallows.set(self.up(hand, event)),
            "pointercancel" => self.lose(hand),
            "keydown" if hand.carries() && word(event, "key") == "Escape" => {
                event.stop_propagation();
                self.lose(hand);
            }
            // A link that is dragged would be dragged out of the page.
            "dragstart" if hand.grip.borrow().is_some() => event.prevent_default(),
            // What a finger carries is neither scrolled away nor asked about.
            "touchmove" | "contextmenu" if hand.carries() => event.prevent_default(),
            "click" if hand.swallows.take() => {
                event.prevent_default();
                event.stop_propagation();
            }
            "click" => self.point_in_gap(event),
            "scroll" => self.spots.scrolled(self.carry, event),
            _ => {}
        }
    }

    fn down(self, hand: &Rc<Hand>, event: &Event) {
        // A second finger is no carrying.
        self.lose(hand);
        hand.swallows.set(false);
        let Some(target) = element_of(event) else { return };
        let first = Reflect::get(event, &"isPrimary".into()).is_ok_and(|it| it.is_truthy());
        // What the keys carry is pointed at, not pressed.
        if number(event, "button") != 0.0 || !first || self.carry.carried_now().is_some() {
            return;
        }
        let touch = word(event, "pointerType") == "touch";
        let (x, y) = point_of(event);
        let Some(minute) = self.spots.minute_at(y) else { return };
        let Some(on) = self.pressed(&target, (x, minute), touch) else { return };
        let rests = touch && matches!(on, Pressed::Card { .. });
        hand.grip.replace(Some(Grip { on, x, y, touch, carries: false }));
        if rests {
            let (of, pointer) = (Rc::downgrade(hand), event.clone());
            let rested = Timeout::new(REST, move || {
                if let Some(hand) = of.upgrade() {
                    self.take_up(&hand, &pointer);
                }
            });
            hand.rest.replace(Some(rested));
        }
    }

    /// What can be carried or drawn where the pointer is.
    fn pressed(self, target: &Element, (x, minute): (f64, u32), touch: bool) -> Option<Pressed> {
        let within = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(card) = within(".lanes .visit--placed").filter(|_| within(".visit__deeds").is_none()) {
            let known = self.carry.shown.card(&card.id()).filter(Carry::takes)?;
            let (within_it, edge) = (minute as i32 - known.start_minute as i32, within(".visit__grip").is_some());
            return Some(Pressed::Card { id: card.id(), within: within_it, edge });
        }
        // A finger in a free stretch scrolls, or taps.
        let lane = self.spots.lane_at(x).filter(|_| !touch)?;
        Stretch::of(target, lane, minute).map(Pressed::Free)
    }

    /// What is pressed is carried from now on, also where the pointer leaves the window.
    fn take_up(self, hand: &Hand, event: &Event) {
        let Some(mut of) = hand.grip.borrow().clone().filter(|of| !of.carries) else { return };
        if let Pressed::Card { id, .. } = &of.on {
            let Some(card) = self.carry.shown.card(id) else { return };
            self.carry.lift(&card, true);
        }
        of.carries = true;
        hand.grip.replace(Some(of));
        if let Some(lanes) = self.spots.lanes.get_untracked() {
            let lanes: &JsValue = &lanes;
            let hold =
                Reflect::get(lanes, &"setPointerCapture".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
            drop(hold.map(|hold| hold.call1(lanes, &number(event, "pointerId").into())));
        }
    }

    fn go(self, hand: &Hand, event: &Event) {
        let Some(of) = hand.grip.borrow().clone() else { return };
        let (x, y) = point_of(event);
        if !of.carries {
            if (x - of.x).hypot(y - of.y) < SLIP {
                return;
            }
            if of.touch {
                // It scrolls.
                self.lose(hand);
                return;
            }
            self.take_up(hand, event);
        }
        event.prevent_default();
        let Some(minute) = self.spots.minute_at(y) else { return };
        match &of.on {
            Pressed::Free(stretch) => stretch.draw(self.carry, minute),
            Pressed::Card { edge: true, .. } => self.carry.stretch(minute),
            Pressed::Card { within, .. } => {
                if let Some(lane) = self.spots.lane_at(x) {
                    // To the nearest line of five.
                    self.carry.point(lane, minute.saturating_add_signed(-within) + 2);
                }
            }
        }
    }

    /// Puts down what is carried; answers whether the click that follows is none.
    fn up(self, hand: &Hand, event: &Event) -> bool {
        hand.rest.take();
        match hand.grip.take() {
            Some(Grip { on, carries: true, .. }) => {
                match on {
                    Pressed::Card { .. } => self.carry.put(String::new()),
                    Pressed::Free(stretch) => stretch.follow(self.carry),
                }
                true
            }
            _ => self.pointed(event),
        }
    }

    /// A touch in a lane, while something is carried by the keys, says where it goes.
    fn pointed(self, event: &Event) -> bool {
        let in_lanes = element_of(event).is_some_and(|at| at.closest(".lanes").is_ok_and(|found| found.is_some()));
        if !in_lanes || self.carry.carried_now().is_none() {
            return false;
        }
        let (x, y) = point_of(event);
        if let Some((lane, minute)) = self.spots.lane_at(x).zip(self.spots.minute_at(y)) {
            self.carry.point(lane, minute);
        }
        true
    }

    /// A click in a free stretch books at its height; the keyboard's click, which has none, where the stretch begins.
    fn point_in_gap(self, event: &Event) {
        let (x, y) = point_of(event);
        let pointed = self.spots.minute_at(y).filter(|_| (x, y) != (0.0, 0.0));
        let Some((target, minute)) = element_of(event).zip(pointed) else { return };
        if let Some(stretch) = Stretch::of(&target, 0, minute) {
            stretch.lead_to(minute, None);
        }
    }

    fn lose(self, hand: &Hand) {
        hand.rest.take();
        match hand.grip.take() {
            Some(Grip { on: Pressed::Card { .. }, carries: true, .. }) => self.carry.leave(),
            Some(Grip { on: Pressed::Free(_), carries: true, .. }) => self.carry.air.set(super::Air::Nothing),
            _ => {}
        }
    }
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
