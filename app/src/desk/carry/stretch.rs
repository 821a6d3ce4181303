//! A free stretch of a lane under the pointer: a click books at its height, a drag as long as it was drawn.

use domain::board::Minutes;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::{Air, Carry, step::drawn};

/// A free stretch, and where in it somebody began to draw.
#[derive(Clone)]
pub struct Stretch {
    link: HtmlElement,
    lane: usize,
    free: Minutes,
    began: u32,
}

impl Stretch {
    /// The stretch around `at`, pressed at a minute.
    pub fn of(at: &Element, lane: usize, minute: u32) -> Option<Self> {
        use leptos::wasm_bindgen::JsCast;

        let link: HtmlElement = at.closest(".lanes__gap").ok().flatten()?.dyn_into().ok()?;
        let read = |name: &str| link.get_attribute(name)?.parse::<u32>().ok();
        let free = Minutes { from: read("data-from")?, to: read("data-to")? };
        let began = minute.clamp(free.from, free.to);
        Some(Self { link, lane, free, began })
    }

    /// What is drawn when the pointer is at `minute`: up or down, on lines of five, within what is free.
    pub fn draw(&self, carry: Carry, minute: u32) {
        let time = drawn(self.free, self.began, minute);
        carry.air.set(Air::Drawn { lane: self.lane, time });
    }

    /// The link leads to a booking at a minute, and as long as `minutes` where they are drawn.
    pub fn lead_to(&self, minute: u32, minutes: Option<u32>) {
        let Some(href) = self.link.get_attribute("href") else { return };
        let latest = self.free.to.saturating_sub(5).max(self.free.from);
        let minute = (minute / 5 * 5).clamp(self.free.from, latest);
        let Some((day, _)) = href.rsplit_once('T') else { return };
        let long = minutes.map_or_else(String::new, |minutes| format!("&minutes={minutes}"));
        drop(self.link.set_attribute("href", &format!("{day}T{:02}:{:02}{long}", minute / 60, minute % 60)));
    }

    /// Follows the link to what is drawn.
    pub fn follow(&self, carry: Carry) {
        if let Air::Drawn { time, .. } = carry.air.get_untracked() {
            carry.air.set(Air::Nothing);
            self.lead_to(time.from, Some(time.to - time.from));
            self.link.click();
        }
    }
}
