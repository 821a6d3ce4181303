//! The buttons above a text that is written for families: each changes what is selected, and can be undone like typing.

use domain::markup::mark;
use gloo_events::EventListener;
use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, Event, HtmlDocument, HtmlTextAreaElement};

/// Hears clicks as long as the page lives.
pub fn listen() {
    EventListener::new(&document(), "click", |event| {
        pressed(event);
    })
    .forget();
}

fn pressed(event: &Event) -> Option<()> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest("[data-mark]").ok()??;
    let area = document().get_element_by_id(&button.get_attribute("aria-controls")?)?;
    let area: HtmlTextAreaElement = area.dyn_into().ok()?;
    let at = |of: Option<u32>| of.unwrap_or_default() as usize;
    let selected = (at(area.selection_start().ok()?), at(area.selection_end().ok()?));
    let change = mark(&area.value(), selected, &button.get_attribute("data-mark")?);
    let (from, to) = (change.part.0 as u32, change.part.1 as u32);
    write(&area, (from, to), &change.by)?;
    area.set_selection_range(change.selected.0 as u32, change.selected.1 as u32).ok()
}

/// Writes `text` in the place of a part, so that it can be undone like typing.
pub fn write(area: &HtmlTextAreaElement, (from, to): (u32, u32), text: &str) -> Option<()> {
    area.focus().ok()?;
    area.set_selection_range(from, to).ok()?;
    let page: HtmlDocument = document().unchecked_into();
    let typed = page.exec_command_with_show_ui_and_value("insertText", false, text);
    if typed != Ok(true) {
        area.set_range_text_with_start_and_end(text, from, to).ok()?;
    }
    Some(())
}
