//! The client's entry: it wakes the page that the server rendered, nothing else. The desk's code is a file of its own,
//! which no family downloads.

#![recursion_limit = "512"] // a page is one deep type

use leptos::lazy;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the client is loaded.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let path = leptos::prelude::location().pathname().unwrap_or_default();
    if path.starts_with("/staff") {
        // What the page needs besides comes at the same time.
        #[cfg(target_arch = "wasm32")]
        futures::future::join(app::staff::ahead(&path), __preload_wake_desk()).await;
        wake_desk().await;
    } else {
        app::wake().await;
    }
}

#[lazy]
fn wake_desk() {
    app::staff::wake();
}
