//! The thin line that says that a page is on its way.

use leptos::prelude::*;

/// Shows, or shows no more, that the page at an address is on its way. Should the client die now, the browser loads it.
pub fn show_moving(to: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    drop(match to {
        Some(address) => root.set_attribute("data-moving", address),
        None => root.remove_attribute("data-moving"),
    });
}

/// What the router tells of its own moves; the progress line goes when one ends.
pub fn set_routing() -> WriteSignal<bool> {
    let (moving, set_moving) = signal(false);
    Effect::new(move |_| {
        if !moving.get() {
            show_moving(None);
        }
    });
    set_moving
}
