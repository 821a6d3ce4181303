//! Shows what comes of a message's text while somebody writes it. The server drew the same, and draws it again when asked.

use domain::sms::{Alphabet, plain, sms_size};
use gloo_events::EventListener;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{Element, Event, js_sys::Reflect};

/// Hears what is typed as long as the page lives.
pub fn listen() {
    EventListener::new(&document(), "input", |event| {
        typed(event);
    })
    .forget();
}

fn typed(event: &Event) -> Option<()> {
    let field: Element = event.target()?.dyn_into().ok()?;
    let fills: Vec<(String, String)> = serde_json::from_str(&field.get_attribute("data-fills")?).ok()?;
    let text = Reflect::get(&field, &JsValue::from_str("value")).ok()?.as_string()?;
    let shown = document().get_element_by_id(&format!("{}-preview", field.id()))?;
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    // The last one stands for no name: it is what follows the text.
    let after = fills.iter().find(|(name, _)| name.is_empty()).map_or("", |(_, link)| link.as_str());
    let named = fills.iter().filter(|(name, _)| !name.is_empty());
    let filled = named.fold(text.trim().to_owned(), |text, (name, said)| text.replace(name.as_str(), said));
    let message = format!("{}{after}", plain(&filled));
    let size = sms_size(&message);
    write(&shown, "[data-said]", &message);
    write(&shown, "[data-parts]", &size.parts.to_string());
    write(&shown, "[data-left]", &size.left.to_string());
    for (which, of) in [("gsm", Alphabet::Gsm), ("ucs2", Alphabet::Ucs2)] {
        let words = shown.query_selector(&format!("[data-alphabet={which}]")).ok()??;
        drop(words.toggle_attribute_with_force("hidden", size.alphabet != of));
    }
    Some(())
}

fn write(within: &Element, which: &str, words: &str) {
    if let Ok(Some(place)) = within.query_selector(which) {
        place.set_text_content(Some(words));
    }
}
