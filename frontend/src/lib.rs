//! The client's entry: it wakes the page that the server rendered, nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the client is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::PublicSite);
}
