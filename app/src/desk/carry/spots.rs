//! The lanes as they lie on the screen: which lane and which minute a point of the window is.

use leptos::{html::Div, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, Event, HtmlElement, js_sys::Reflect};

use super::Carry;
use crate::browser::where_is::{Place, all_within, number, place_of};

#[derive(Clone, Copy)]
pub struct Spots {
    pub lanes: NodeRef<Div>,
    pub hours: Memo<(u32, u32)>,
}

impl Spots {
    /// Where the day is higher than the window, what is now is what one sees first; whoever has looked elsewhere stays there
    /// when the lanes are drawn anew.
    pub fn look(self, carry: Carry) {
        let Some(lanes) = self.lanes.get_untracked() else { return };
        let lanes: &Element = &lanes;
        let looked = carry.looked.get_value();
        let to = looked.or_else(|| {
            let now = self.places(".lanes__now").first()?.top;
            // A third of the window stays for what has just been.
            Some(now - place_of(lanes).top - number(lanes, "clientHeight") / 3.0)
        });
        if let Some(to) = to {
            drop(Reflect::set(lanes, &"scrollTop".into(), &to.into()));
        }
    }

    /// Remembers how far somebody has scrolled the lanes.
    pub fn scrolled(self, carry: Carry, event: &Event) {
        let Some(lanes) = self.lanes.get_untracked() else { return };
        let lanes: &Element = &lanes;
        if event.target().is_some_and(|target| target.dyn_ref::<Element>() == Some(lanes)) {
            carry.looked.set_value(Some(number(lanes, "scrollTop")));
        }
    }

    /// The minute of the day at a height of the window: the lines of the hours tell. None where there are none, as in the
    /// list of a telephone.
    pub fn minute_at(self, y: f64) -> Option<u32> {
        let lines: Vec<Place> = self.places(".lanes__hour");
        let (first, last) = (lines.first()?.top, lines.last()?.top);
        if last <= first {
            return None;
        }
        let (from, to) = self.hours.get_untracked();
        let part = ((y - first) / (last - first)).clamp(0.0, 1.0);
        Some((f64::from(from * 60) + part * f64::from((to - from) * 60)) as u32)
    }

    /// The lane, counted from one, in which a point lies.
    pub fn lane_at(self, x: f64) -> Option<usize> {
        let heads = self.places(".lanes__lane");
        heads.iter().position(|head| head.left <= x && x < head.right).map(|at| at + 1)
    }

    fn places(self, selector: &str) -> Vec<Place> {
        let Some(lanes) = self.lanes.get_untracked() else { return Vec::new() };
        let lanes: &HtmlElement = &lanes;
        all_within(lanes, selector).iter().map(place_of).collect()
    }
}

pub fn point_of(event: &Event) -> (f64, f64) {
    (number(event, "clientX"), number(event, "clientY"))
}
