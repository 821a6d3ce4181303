//! Where things lie in the window. What is asked of the browser by name costs the public client nothing, which would
//! carry a typed question of the desk's along.

use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element,
    js_sys::{Function, Reflect},
};

/// A rectangle of the window, in pixels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    pub left: f64,
    pub right: f64,
    pub top: f64,
}

/// A number that something has by this name; zero where it has none.
pub fn number(of: &JsValue, name: &str) -> f64 {
    Reflect::get(of, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
}

/// The same of a word.
pub fn word(of: &JsValue, name: &str) -> String {
    Reflect::get(of, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

pub fn place_of(element: &Element) -> Place {
    let ask = Reflect::get(element, &"getBoundingClientRect".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let Some(told) = ask.and_then(|ask| ask.call0(element).ok()) else { return Place::default() };
    Place { left: number(&told, "left"), right: number(&told, "right"), top: number(&told, "top") }
}

/// Everything in an element that `selector` names.
pub fn all_within(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).collect()
}
