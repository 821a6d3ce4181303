//! The client's entry: it wakes the page that the server rendered, nothing else. The desk's code is a file of its own,
//! which no family downloads.

#![recursion_limit = "512"] // a page is one deep type

use leptos::{
    lazy,
    mount::{hydrate_body, hydrate_from},
    prelude::document,
    wasm_bindgen::JsCast,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Called by the page once the client is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    if path.starts_with("/staff") {
        spawn_local(wake_desk());
    } else if let Some(main) = document().get_element_by_id("main") {
        hydrate_from(main.unchecked_into(), app::booking::BookingFlow).forget();
    }
}

#[lazy]
fn wake_desk() {
    hydrate_body(app::desk::StaffDesk);
}
