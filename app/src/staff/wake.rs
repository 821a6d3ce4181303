//! The desk wakes in the browser.

use std::time::Duration;

use super::root::StaffDesk;
use leptos::{
    prelude::{document, set_timeout},
    task::spawn_local,
};

use crate::{
    browser::{desk_bar, editing, fresh, keys, line, links, marks, page_preview, paste, posts, preview, stage},
    desk::{bring, bring_ahead},
    place::section,
};

/// Milliseconds after which the other screens come, whatever the line: they are there when it is lost.
const SOON: Duration = Duration::from_millis(3_000);

/// Waits for what the page at `path` needs besides the desk itself.
pub async fn ahead(path: &str) {
    if matches!(section(path), Some("book" | "find" | "week")) {
        bring().await;
    }
}

/// Wakes the page that was loaded.
pub fn wake() {
    stage::wake(StaffDesk);
    links::listen(|| spawn_local(bring_ahead()));
    set_timeout(|| spawn_local(bring_ahead()), SOON);
    desk_bar::begin();
    posts::listen();
    keys::listen();
    preview::listen();
    marks::listen();
    paste::listen();
    page_preview::listen();
    if document().query_selector(".deskbar").is_ok_and(|bar| bar.is_some()) {
        line::begin();
        fresh::listen();
        editing::listen();
    }
}
