//! How far each page was read, so that Back leads to where somebody was.

use std::{cell::RefCell, collections::HashMap};

use gloo_events::EventListener;
use leptos::prelude::*;
use web_sys::{ScrollBehavior, ScrollRestoration, ScrollToOptions};

/// Pages whose place is remembered.
const MOST: usize = 100;

thread_local! {
    static READ: RefCell<HashMap<String, f64>> = RefCell::default();
}

/// From now on the client, not the browser, knows how far a page was read; a page that is loaded anew asks the browser.
pub fn take_charge() {
    let restore = |who| {
        if let Ok(history) = window().history() {
            drop(history.set_scroll_restoration(who));
        }
    };
    restore(ScrollRestoration::Manual);
    EventListener::new(&window(), "pagehide", move |_| restore(ScrollRestoration::Auto)).forget();
}

/// Remembers how far the page at `address` is read now.
pub fn remember(address: &str) {
    let read = window().scroll_y().unwrap_or_default();
    READ.with_borrow_mut(|pages| {
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(address.to_owned(), read);
    });
}

/// Leads to where the page at `address` was read to.
pub fn restore(address: &str) {
    to(READ.with_borrow(|pages| pages.get(address).copied().unwrap_or_default()));
}

/// To the top of the page, or to the part that the address names.
pub fn begin(hash: &str) {
    let part = hash.strip_prefix('#').filter(|name| !name.is_empty());
    match part.and_then(|name| document().get_element_by_id(name)) {
        Some(part) => part.scroll_into_view(),
        None => to(0.0),
    }
}

fn to(read: f64) {
    let place = ScrollToOptions::new();
    place.set_top(read);
    place.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&place);
}
