use leptos::{prelude::window, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, UrlSearchParams, js_sys::Promise};

/// What the server answers to a question for `address`; `None` where there is no line to it.
pub async fn fetch(address: &str) -> Option<Response> {
    answer(window().fetch_with_str(address)).await
}

/// What the server answers to a form.
pub async fn send(address: &str, fields: &UrlSearchParams) -> Option<Response> {
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_body(fields);
    answer(window().fetch_with_str_and_init(address, &how)).await
}

async fn answer(coming: Promise) -> Option<Response> {
    JsFuture::from(coming).await.ok()?.dyn_into().ok()
}
