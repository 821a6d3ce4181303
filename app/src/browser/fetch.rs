use leptos::{prelude::window, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// What the server answers to a question for `address`; `None` where there is no line to it.
pub async fn fetch(address: &str) -> Option<Response> {
    JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()
}
