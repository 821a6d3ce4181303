//! Carrying with the pointer: a card follows it, and its lower edge makes it longer or shorter. While one is carried by the
//! keys, a click or a touch in a lane says where it goes.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::{html::Div, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, Event, HtmlElement, js_sys::Reflect};

use super::Carry;
use crate::browser::where_is::{Place, all_within, number, place_of};

/// Pixels that a pointer goes before it carries: a click is no carrying.
const SLIP: f64 = 6.0;

/// A pointer that is down.
#[derive(Clone)]
struct Grip {
    card: String,
    x: f64,
    y: f64,
    /// Minutes between the card's start and the pointer.
    within: i32,
    /// By the lower edge.
    edge: bool,
    carries: bool,
}

/// Follows the pointer as long as the lanes are there.
pub fn follow_hand(carry: Carry, lanes: NodeRef<Div>, hours: Memo<(u32, u32)>) {
    let board = Board { carry, lanes, hours };
    let heard = StoredValue::new_local(Vec::<EventListener>::new());
    Effect::new(move |_| {
        if lanes.get().is_none() || heard.with_value(|heard| !heard.is_empty()) {
            return;
        }
        board.show_now();
        let hand = Rc::new(Hand::default());
        let kinds = ["pointerdown", "pointermove", "pointerup", "pointercancel", "keydown", "dragstart", "click"];
        let listeners = kinds.map(|kind| {
            let (hand, options) =
                (hand.clone(), EventListenerOptions { phase: EventListenerPhase::Capture, passive: false });
            EventListener::new_with_options(&document(), kind, options, move |event| board.hear(&hand, kind, event))
        });
        heard.set_value(Vec::from(listeners));
    });
    on_cleanup(move || drop(heard.try_update_value(std::mem::take)));
}

/// The hand at the pointer.
#[derive(Default)]
struct Hand {
    grip: RefCell<Option<Grip>>,
    /// The click that follows a drag is none.
    swallows: Cell<bool>,
}

fn key_of(event: &Event) -> String {
    event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key).unwrap_or_default()
}

/// The lanes as they lie on the screen.
#[derive(Clone, Copy)]
struct Board {
    carry: Carry,
    lanes: NodeRef<Div>,
    hours: Memo<(u32, u32)>,
}

impl Board {
    /// Where the day is higher than the window, what is now is what one sees first.
    fn show_now(self) {
        let (Some(lanes), [now, ..]) = (self.lanes.get_untracked(), &self.places(".lanes__now")[..]) else { return };
        let lanes: &Element = &lanes;
        let above = now.top - place_of(lanes).top;
        // A third of the window stays for what has just been.
        drop(Reflect::set(lanes, &"scrollTop".into(), &(above - number(lanes, "clientHeight") / 3.0).into()));
    }

    fn hear(self, hand: &Hand, kind: &str, event: &Event) {
        let carries = hand.grip.borrow().as_ref().is_some_and(|grip| grip.carries);
        match kind {
            "pointerdown" => self.down(hand, event),
            "pointermove" => self.go(hand, event),
            "pointerup" => hand.swallows.set(self.up(hand, event)),
            "pointercancel" => self.lose(hand),
            "keydown" if carries && key_of(event) == "Escape" => {
                event.stop_propagation();
                self.lose(hand);
            }
            // A link that is dragged would be dragged out of the page.
            "dragstart" if hand.grip.borrow().is_some() => event.prevent_default(),
            "click" if hand.swallows.take() => {
                event.prevent_default();
                event.stop_propagation();
            }
            "click" => self.point_in_gap(event),
            _ => {}
        }
    }

    fn down(self, hand: &Hand, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let within = |selector: &str| target.closest(selector).ok().flatten();
        let plain = number(event, "button") == 0.0 && !is_touch(event);
        let card = within(".lanes .visit--placed").filter(|_| plain && within(".visit__deeds").is_none());
        let Some(card) = card else { return };
        let (x, y) = point_of(event);
        let minute = self.minute_at(y);
        let known = self.carry.shown.card(&card.id()).filter(Carry::takes);
        hand.grip.replace(known.map(|known| Grip {
            card: card.id(),
            x,
            y,
            within: minute.unwrap_or(known.start_minute) as i32 - known.start_minute as i32,
            edge: within(".visit__grip").is_some(),
            carries: false,
        }));
    }

    fn go(self, hand: &Hand, event: &Event) {
        let Some(mut of) = hand.grip.borrow().clone() else { return };
        let (x, y) = point_of(event);
        if !of.carries {
            if (x - of.x).hypot(y - of.y) < SLIP {
                return;
            }
            of.carries = true;
            if let Some(card) = self.carry.shown.card(&of.card) {
                self.carry.pick_up(&card, true);
            }
            hand.grip.replace(Some(of.clone()));
        }
        event.prevent_default();
        let Some(minute) = self.minute_at(y) else { return };
        if of.edge {
            self.carry.stretch(minute);
        } else if let Some(lane) = self.lane_at(x) {
            // To the nearest line of five.
            self.carry.point(lane, minute.saturating_add_signed(-of.within) + 2);
        }
    }

    /// Puts down what is carried; answers whether the click that follows is none.
    fn up(self, hand: &Hand, event: &Event) -> bool {
        match hand.grip.take() {
            Some(of) if of.carries => {
                self.carry.put(String::new());
                true
            }
            _ => self.pointed(event),
        }
    }

    /// A touch in a lane, while something is carried by the keys, says where it goes.
    fn pointed(self, event: &Event) -> bool {
        let in_lanes = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let in_lanes = in_lanes.is_some_and(|at| at.closest(".lanes").is_ok_and(|found| found.is_some()));
        if !in_lanes || self.carry.carried_now().is_none() {
            return false;
        }
        let (x, y) = point_of(event);
        if let Some((lane, minute)) = self.lane_at(x).zip(self.minute_at(y)) {
            self.carry.point(lane, minute);
        }
        true
    }

    /// A click in a free stretch books at its height; the keyboard's click, which has none, where the stretch begins.
    fn point_in_gap(self, event: &Event) {
        let gap = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(gap) = gap.and_then(|at| at.closest(".lanes__gap").ok().flatten()) else { return };
        let minute_of = |name: &str| gap.get_attribute(name).and_then(|text| text.parse::<u32>().ok());
        let (x, y) = point_of(event);
        let pointed = self.minute_at(y).filter(|_| (x, y) != (0.0, 0.0));
        let bounds = minute_of("data-from").zip(minute_of("data-to"));
        let (Some(minute), Some((from, to)), Some(href)) = (pointed, bounds, gap.get_attribute("href")) else { return };
        let minute = (minute / 5 * 5).clamp(from, to.saturating_sub(5).max(from));
        let start = href.rsplit_once('T').map(|(day, _)| format!("{day}T{:02}:{:02}", minute / 60, minute % 60));
        drop(gap.set_attribute("href", &start.unwrap_or(href)));
    }

    fn lose(self, hand: &Hand) {
        if hand.grip.take().is_some_and(|of| of.carries) {
            self.carry.leave();
        }
    }

    /// The minute of the day at a height of the window: the lines of the hours tell.
    fn minute_at(self, y: f64) -> Option<u32> {
        let lines: Vec<Place> = self.places(".lanes__hour");
        let (first, last) = (lines.first()?.top, lines.last()?.top);
        let (from, to) = self.hours.get_untracked();
        let part = ((y - first) / (last - first)).clamp(0.0, 1.0);
        Some((f64::from(from * 60) + part * f64::from((to - from) * 60)) as u32)
    }

    /// The lane, counted from one, in which a point lies.
    fn lane_at(self, x: f64) -> Option<usize> {
        let heads = self.places(".lanes__lane");
        heads.iter().position(|head| head.left <= x && x < head.right).map(|at| at + 1)
    }

    fn places(self, selector: &str) -> Vec<Place> {
        let Some(lanes) = self.lanes.get_untracked() else { return Vec::new() };
        let lanes: &HtmlElement = &lanes;
        all_within(lanes, selector).iter().map(place_of).collect()
    }
}

fn point_of(event: &Event) -> (f64, f64) {
    (number(event, "clientX"), number(event, "clientY"))
}

fn is_touch(event: &Event) -> bool {
    crate::browser::where_is::word(event, "pointerType") == "touch"
}
