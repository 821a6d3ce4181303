//! Which links the client follows itself, and what it asks for when one is pointed at.

use std::cell::{Cell, RefCell};

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
};
use web_sys::{Element, HtmlAnchorElement};

use super::{
    address::Address,
    frame::{self, language_of_document},
    moves::{self, Entry, go, is_at},
    pages::ask_ahead,
};
use crate::place::{is_bare, is_ours, is_screen, language_in};

/// Longer than a pointer needs to pass over a link.
const DWELL: std::time::Duration = std::time::Duration::from_millis(65);

thread_local! {
    /// Brings the screens of booking ahead of time.
    static BRING: Cell<Option<fn()>> = const { Cell::new(None) };
    static POINTED_AT: RefCell<Option<Address>> = RefCell::default();
}

/// Hears every click and every pointing finger, as long as the page lives. `bring` asks for the screens of booking.
pub fn listen(bring: fn()) {
    BRING.set(Some(bring));
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", may_prevent, |event| {
        if let Some(event) = event.dyn_ref() {
            clicked(event);
        }
    })
    .forget();
    for kind in ["mouseover", "focusin"] {
        EventListener::new(&document(), kind, |event| pointed_at(event, DWELL)).forget();
    }
    EventListener::new(&document(), "touchstart", |event| pointed_at(event, std::time::Duration::ZERO)).forget();
}

fn clicked(event: &MouseEvent) {
    let altered = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || altered {
        return;
    }
    let Some(link) = link_of(event) else { return };
    match address_of(&link) {
        // A part of the page at hand, or no page of the site: the browser knows how, and the router must not try.
        None => event.stop_propagation(),
        Some(address) if is_at(&address) && !address.hash.is_empty() => event.stop_propagation(),
        Some(address) if is_next_screen(&address) => moves::leave_for(&address.page),
        Some(address) => {
            event.prevent_default();
            spawn_local(go(address, Entry::New));
        }
    }
}

fn pointed_at(event: &Event, dwell: std::time::Duration) {
    let address = link_of(event).and_then(|link| address_of(&link)).filter(|address| !is_at(address));
    POINTED_AT.set(address.clone());
    let Some(address) = address else { return };
    let fetch = move || {
        if POINTED_AT.with_borrow(|now| now.as_ref() != Some(&address)) {
            return;
        }
        if let Some(bring) = BRING.get().filter(|_| is_screen(address.path())) {
            bring();
        }
        let ours = language_in(address.path()) == Some(language_of_document());
        if ours && !is_next_screen(&address) && !is_bare(address.path()) {
            ask_ahead(&address.page);
        }
    };
    if dwell.is_zero() { fetch() } else { set_timeout(fetch, dwell) }
}

/// Whether the router shows it without more of a page than it has.
fn is_next_screen(address: &Address) -> bool {
    is_screen(address.path()) && frame::fits(address.path())
}

/// The link that an event is about, unless the browser is to follow it.
fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let kept = link.has_attribute("download")
        || !link.target().is_empty()
        || link.rel().split(' ').any(|word| word == "external");
    (!kept).then_some(link)
}

/// Where a link leads, if to a page of the root at hand.
fn address_of(link: &HtmlAnchorElement) -> Option<Address> {
    let path = link.pathname();
    let ours = link.origin() == window().location().origin().ok()? && is_ours(&path, Address::of_window().path());
    ours.then(|| Address::new(&path, &link.search(), &link.hash()))
}
