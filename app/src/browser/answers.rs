//! The answer to a form of the page at hand.

use std::rc::Rc;

use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::HtmlElement;

use super::{
    address::Address,
    frame,
    moves::{Entry, PLACE, arrive_at_heading, at, go_to_screen, load, show, stays_here},
    pages::Page,
    progress::show_moving,
    transition::in_transition,
};
use crate::place::is_screen;

/// Marks a middle that is the answer to a form.
const ANSWERED: &str = "data-answered";

/// Shows the answer to a form of the page at hand: the same page with what is wrong, or where the server leads.
pub fn show_answer(page: Rc<Page>) {
    let here = at();
    let to = Address { page: if page.is_led { page.address.clone() } else { here.clone() }, hash: String::new() };
    if !stays_here(&to.page) {
        return load(&to, Entry::New);
    }
    if page.is_led && is_screen(to.path()) && frame::fits(to.path()) {
        return go_to_screen(&to.page);
    }
    let Some(document) = page.document().filter(frame::is_of_this_version) else { return load(&to, Entry::Old) };
    let entry = if to.page == here { Entry::Old } else { Entry::New };
    let arrive = match entry {
        Entry::New => arrive_at_heading,
        Entry::Old if page.is_led => arrive_in_place,
        Entry::Old => arrive_at_answer,
    };
    in_transition(move || show(&document, &to, entry, arrive));
}

/// The form itself came back, with what is wrong or with something that is shown once: it stands until somebody goes on.
fn arrive_at_answer() {
    if let Some(place) = document().query_selector(PLACE).ok().flatten() {
        drop(place.set_attribute(ANSWERED, ""));
    }
    arrive_in_place();
}

/// The page at hand has answered: what it says of that takes the focus, and the page stays where it was read.
fn arrive_in_place() {
    show_moving(None);
    let answer = "#main .error-summary, #main [role=alert], #main .field--error :is(input, select, textarea), \
                  #main [role=status]";
    request_animation_frame(move || {
        if let Some(said) = document().query_selector(answer).ok().flatten() {
            if !said.matches("input, select, textarea").unwrap_or(false) {
                drop(said.set_attribute("tabindex", "-1"));
            }
            if let Ok(said) = said.dyn_into::<HtmlElement>() {
                drop(said.focus());
            }
        }
    });
}
