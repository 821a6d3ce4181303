//! What was typed into a form stays when the same page is drawn anew in another language.

use std::cell::RefCell;

use leptos::{prelude::document, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlInputElement};

thread_local! {
    static TYPED: RefCell<Vec<(String, String, bool)>> = RefCell::default();
}

/// Remembers what every field holds now.
pub fn keep() {
    TYPED.set(fields().map(|field| (field.name(), field.value(), field.checked())).collect());
}

/// Puts it back into the fields of the same names.
pub fn give_back() {
    let typed = TYPED.take();
    for field in fields() {
        let chosen = matches!(field.type_().as_str(), "radio" | "checkbox");
        let mut of_name = typed.iter().filter(|(name, ..)| *name == field.name());
        if chosen {
            if let Some((.., checked)) = of_name.find(|(_, value, _)| *value == field.value()) {
                field.set_checked(*checked);
            }
        } else if let Some((_, value, _)) = of_name.next() {
            field.set_value(value);
        }
    }
}

/// The fields of the page at hand that a person fills.
fn fields() -> impl Iterator<Item = HtmlInputElement> {
    let found = document().query_selector_all("#main form input:not([type=hidden])").ok();
    let many = found.as_ref().map_or(0, web_sys::NodeList::length);
    let at = move |n| found.as_ref()?.get(n)?.dyn_into::<Element>().ok()?.dyn_into().ok();
    (0..many).filter_map(at)
}
