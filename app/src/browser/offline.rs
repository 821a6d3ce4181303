//! What stays of today when the line is lost: names and times, on a page that can only be read. `desk.js` has it kept.

use leptos::prelude::*;

/// Where the page stands for it, and whose day it is.
const PAGE: &str = "data-kept-page";
const DAY: &str = "data-kept-day";

/// One line of the day: when, who, and with whom.
pub struct Row {
    pub time: String,
    pub name: String,
    pub mediator: String,
}

/// Hands the day over to be kept.
pub fn keep(day: &str, title: &str, since: &str, rows: &[Row]) {
    hand_over(day, &page(title, since, rows));
}

/// Takes away what was kept.
pub fn forget() {
    hand_over("", "");
}

fn hand_over(day: &str, page: &str) {
    if let Some(main) = document().get_element_by_id("main") {
        drop(main.set_attribute(PAGE, page));
        drop(main.set_attribute(DAY, day));
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
