//! Where the focus is.

use leptos::{ev::KeyboardEvent, prelude::document, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlElement};

/// Moves the focus to the element with this id.
pub fn focus_on(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Moves the focus to the first element that `selector` names, if there is one.
pub fn focus_first(event: &KeyboardEvent, selector: &str) {
    let first = document().query_selector(selector).ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        drop(first.focus());
    }
}

/// Moves the focus to the element `step` places after the one that the key was pressed in, among those that `selector` names.
pub fn focus_neighbour(event: &KeyboardEvent, selector: &str, step: i32) {
    let found = || -> Option<HtmlElement> {
        let own: Element = event.current_target()?.dyn_into().ok()?;
        let all = document().query_selector_all(selector).ok()?;
        let place = (0..all.length()).find(|n| all.get(*n).is_some_and(|other| other.is_same_node(Some(&own))))?;
        all.get(place.checked_add_signed(step)?)?.dyn_into().ok()
    };
    if let Some(neighbour) = found() {
        event.prevent_default();
        drop(neighbour.focus());
    }
}
