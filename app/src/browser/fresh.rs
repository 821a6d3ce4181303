//! Pages of the desk that the server draws follow what happens: when a part that they show changes, they are asked for again
//! and stand as they stood.

use std::cell::Cell;

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{Element, HtmlElement, js_sys::Reflect};

use super::{
    address::Address,
    fetch::fetch_quietly,
    heard::{self, Heard},
    moves,
    pages::read,
    posts::are_on_their_way,
};

/// A burst of changes asks once, after so many milliseconds.
const GATHER: u64 = 300;
const PLACE: &str = "#main > .drawn:not([data-answered])";

thread_local! {
    static PENDING: Cell<bool> = const { Cell::new(false) };
}

/// Follows the line as long as the tab lives.
pub fn listen() {
    heard::listen(|heard| {
        let part = match &heard {
            Heard::Changed(part) => part.as_str(),
            Heard::Missed => "",
            _ => return,
        };
        let shown = parts_at(Address::of_window().path());
        if (part.is_empty() || shown.contains(&part)) && !shown.is_empty() {
            again();
        }
    });
}

/// Asks again in a moment, once for all that is heard until then.
fn again() {
    if !PENDING.replace(true) {
        set_timeout(|| spawn_local(refresh()), std::time::Duration::from_millis(GATHER));
    }
}

/// The parts of the desk that the page at `path` shows. What is about one person is not read again by itself: each reading
/// is noted as somebody's.
fn parts_at(path: &str) -> &'static [&'static str] {
    match path.split('/').nth(2) {
        Some("tasks") => &["tasks"],
        Some("waiting") => &["waiting"],
        Some("month") => &["appointments", "day", "hours"],
        Some("workshops") => &["workshops", "hours"],
        Some("hours" | "rooms" | "services" | "people") => &["hours"],
        Some("accounts") => &["accounts"],
        Some("exports") => &["exports"],
        Some("pages" | "articles") => &["centre"],
        _ => &[],
    }
}

async fn refresh() {
    PENDING.set(false);
    if are_on_their_way() {
        return again();
    }
    let at = moves::at();
    // What somebody is filling in stays, and what a form answered; the server says when it is out of date. What is shown as done
    // before it is answered stays so until it is.
    if is_touched() || document().query_selector(PLACE).is_ok_and(|place| place.is_none()) {
        return;
    }
    let Ok(page) = read(at.clone(), fetch_quietly(&at).await).await else { return };
    if are_on_their_way() {
        return again();
    }
    if moves::at() != at || page.address != at || is_touched() {
        return;
    }
    let html =
        page.document().and_then(|page| page.query_selector(PLACE).ok().flatten()).map(|drawn| drawn.inner_html());
    if let (Some(html), Some(place)) = (html, document().query_selector(PLACE).ok().flatten())
        && place.inner_html() != html
    {
        let focus = document().active_element().map(|element| element.id()).filter(|id| !id.is_empty());
        let open = open_details(&place);
        place.set_inner_html(&html);
        open_again(&place, &open);
        let again = focus.and_then(|id| document().get_element_by_id(&id));
        if let Some(again) = again.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            drop(again.focus());
        }
    }
}

/// Whether somebody has written into a field of the page, chosen something, or is recorded.
fn is_touched() -> bool {
    let property = |field: &Element, name: &str| Reflect::get(field, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let touched = |field: Element| match field.tag_name().as_str() {
        "SELECT" => {
            let first = field.query_selector("option[selected]").ok().flatten();
            let first = first.or_else(|| field.query_selector("option").ok().flatten());
            let first = first.and_then(|first| first.get_attribute("value"));
            first.is_some_and(|first| property(&field, "value").as_string() != Some(first))
        }
        _ => match field.get_attribute("type").as_deref() {
            Some("hidden") => false,
            Some("checkbox" | "radio") => property(&field, "checked") != property(&field, "defaultChecked"),
            _ => property(&field, "value") != property(&field, "defaultValue"),
        },
    };
    let records = !all("#main [data-recording]").is_empty();
    records || all("#main form :is(input, select, textarea)").into_iter().any(touched)
}

fn open_details(place: &Element) -> Vec<bool> {
    details(place).iter().map(|one| one.has_attribute("open")).collect()
}

/// The same places are open as before, if there are as many.
fn open_again(place: &Element, open: &[bool]) {
    let now = details(place);
    if now.len() == open.len() {
        for (one, _) in now.iter().zip(open).filter(|(_, open)| **open) {
            drop(one.set_attribute("open", ""));
        }
    }
}

fn details(place: &Element) -> Vec<Element> {
    list(place.query_selector_all("details").ok())
}

fn all(selector: &str) -> Vec<Element> {
    list(document().query_selector_all(selector).ok())
}

fn list(found: Option<web_sys::NodeList>) -> Vec<Element> {
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).collect()
}
