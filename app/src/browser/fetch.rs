use leptos::{prelude::window, wasm_bindgen::JsCast};
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Response, UrlSearchParams,
    js_sys::{Object, Promise, Reflect},
};

/// What the server answers to a question for `address`; `None` where there is no line to it.
pub async fn fetch(address: &str) -> Option<Response> {
    answer(window().fetch_with_str(address)).await
}

/// The same for a page that asks by itself: nobody has to be there, so it keeps no session awake.
pub async fn fetch_quietly(address: &str) -> Option<Response> {
    let (how, headers) = (Object::new(), Object::new());
    drop(Reflect::set(&headers, &"x-by-itself".into(), &"yes".into()));
    drop(Reflect::set(&how, &"headers".into(), &headers));
    answer(window().fetch_with_str_and_init(address, how.unchecked_ref())).await
}

/// The answer of a server function that a page asks by itself.
pub async fn ask_quietly<T: DeserializeOwned>(address: &str) -> Option<T> {
    let answer = fetch_quietly(address).await.filter(Response::ok)?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// What the server answers to a form.
pub async fn send(address: &str, fields: &UrlSearchParams) -> Option<Response> {
    let how = Object::new();
    drop(Reflect::set(&how, &"method".into(), &"POST".into()));
    drop(Reflect::set(&how, &"body".into(), fields));
    answer(window().fetch_with_str_and_init(address, how.unchecked_ref())).await
}

async fn answer(coming: Promise) -> Option<Response> {
    JsFuture::from(coming).await.ok()?.dyn_into().ok()
}
