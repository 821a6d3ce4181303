//! Keys that work on every page of the desk, by their place on the keyboard: an Arabic or a French one has other signs
//! there.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{
    ev::KeyboardEvent,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{
    Element, Event, HtmlElement,
    js_sys::{Function, Reflect},
};

use super::moves;

/// Menus that are open until somebody turns elsewhere.
const MENUS: &str = ".visit__more[open], .own[open]";

/// Hears keys as long as the page lives.
pub fn listen() {
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", may_prevent, |event| {
        if let Some(event) = event.dyn_ref() {
            pressed(event);
        }
    })
    .forget();
    EventListener::new(&document(), "click", |event| {
        if asks_for_help(event) {
            help();
        }
        close_menus(event.target().and_then(|target| target.dyn_into().ok()).as_ref());
    })
    .forget();
}

fn pressed(event: &KeyboardEvent) {
    let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    if command && (event.code() == "KeyK" || event.key().eq_ignore_ascii_case("k")) {
        event.prevent_default();
        if document().query_selector(".deskbar a[href='/staff/find']").is_ok_and(|link| link.is_some()) {
            moves::go_to_screen("/staff/find");
        }
    } else if matches!(event.key().as_str(), "?" | "؟") && !command && !is_writing() {
        event.prevent_default();
        help();
    } else if event.key() == "Escape" {
        escape();
    }
}

/// Whether what is pressed is meant for a field.
fn is_writing() -> bool {
    document()
        .active_element()
        .is_some_and(|at| at.matches("input, textarea, select, [contenteditable]").unwrap_or(false))
}

fn asks_for_help(event: &Event) -> bool {
    let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    pressed.is_some_and(|pressed| pressed.closest("[data-keys]").is_ok_and(|found| found.is_some()))
}

/// Shows what the keys do.
fn help() {
    let Some(dialog) = document().get_element_by_id("keys").filter(|dialog| !dialog.has_attribute("open")) else {
        return;
    };
    let show = Reflect::get(&dialog, &"showModal".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(show) = show {
        drop(show.call1(&dialog, &JsValue::UNDEFINED));
    }
}

/// Closes the menu that has the focus, which goes back to where it was opened.
fn escape() {
    let Some(at) = document().active_element() else { return };
    if let Ok(Some(menu)) = at.closest(MENUS) {
        drop(menu.remove_attribute("open"));
        let mark = menu.query_selector("summary").ok().flatten();
        if let Some(mark) = mark.and_then(|mark| mark.dyn_into::<HtmlElement>().ok()) {
            drop(mark.focus());
        }
    }
}

/// Closes every menu that `at` is not in.
fn close_menus(at: Option<&Element>) {
    let own = at.and_then(|at| at.closest(MENUS).ok().flatten());
    let Ok(open) = document().query_selector_all(MENUS) else { return };
    for n in 0..open.length() {
        let Some(menu) = open.get(n).and_then(|menu| menu.dyn_into::<Element>().ok()) else { continue };
        if own.as_ref() != Some(&menu) {
            drop(menu.remove_attribute("open"));
        }
    }
}
