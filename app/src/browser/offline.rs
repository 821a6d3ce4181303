//! What stays of today when the line is lost: names and times, on a page that can only be read.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, prelude::Closure},
};
use web_sys::{
    ServiceWorkerRegistration,
    js_sys::{Object, Promise, Reflect},
};

/// One line of the day: when, who, and with whom.
pub struct Row {
    pub time: String,
    pub name: String,
    pub mediator: String,
}

/// Hands the day over to be kept. Where the browser keeps nothing, as on a plain line, nothing is.
pub fn keep(day: &str, title: &str, since: &str, rows: &[Row]) {
    let message = Object::new();
    let page = page(title, since, rows);
    drop(Reflect::set(&message, &"page".into(), &page.into()));
    drop(Reflect::set(&message, &"day".into(), &day.into()));
    tell(message);
}

/// Takes away what was kept.
pub fn forget() {
    let message = Object::new();
    drop(Reflect::set(&message, &"forget".into(), &JsValue::TRUE));
    tell(message);
}

fn tell(message: Object) {
    let workers = Reflect::get(&window().navigator(), &"serviceWorker".into()).unwrap_or(JsValue::UNDEFINED);
    if workers.is_undefined() {
        return;
    }
    let workers = window().navigator().service_worker();
    let options = web_sys::RegistrationOptions::new();
    options.set_scope("/staff");
    let told = Closure::once_into_js(move |_: JsValue| {
        let Ok(ready) = window().navigator().service_worker().ready() else { return };
        let told = Closure::once_into_js(move |registration: JsValue| {
            if let Some(active) = registration.dyn_ref::<ServiceWorkerRegistration>().and_then(|of| of.active()) {
                drop(active.post_message(&message));
            }
        });
        then(&ready, &told);
    });
    then(&workers.register_with_options("/js/offline.js", &options), &told);
}

fn then(promise: &Promise, done: &JsValue) {
    let method =
        Reflect::get(promise, &"then".into()).ok().and_then(|it| it.dyn_into::<web_sys::js_sys::Function>().ok());
    let quiet = Closure::once_into_js(|_: JsValue| {});
    if let Some(method) = method {
        drop(method.call2(promise, done, &quiet));
    }
}

/// The page as it is shown without a line.
fn page(title: &str, since: &str, rows: &[Row]) -> String {
    let root = document().document_element();
    let attribute = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name)).unwrap_or_default();
    let style = document().query_selector("link[rel=stylesheet]").ok().flatten();
    let style = style.and_then(|style| style.get_attribute("href")).unwrap_or_default();
    let rows: String = rows
        .iter()
        .map(|Row { time, name, mediator }| {
            format!("<li class=\"visit\"><bdi class=\"visit__time\">{}</bdi> <strong><bdi>{}</bdi></strong> · <bdi>{}</bdi></li>",
                escaped(time), escaped(name), escaped(mediator))
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title}</title><link rel=\"stylesheet\" href=\"{style}\">\
         </head><body class=\"page page--desk\"><main class=\"desk\"><h1>{title}</h1><p class=\"notice\" role=\"status\">{since}</p>\
         <ul class=\"apart__list\">{rows}</ul></main></body></html>",
        attribute("lang"),
        attribute("dir"),
        title = escaped(title),
        since = escaped(since),
        style = escaped(&style),
    )
}

/// The time of the device, for the page that says since when it is.
pub fn clock() -> String {
    let now = web_sys::js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
