//! The desk wakes in the browser.

use super::root::StaffDesk;
use leptos::prelude::document;

use crate::browser::{desk_bar, editing, fresh, keys, line, links, posts, preview, stage};

/// Wakes the page that was loaded.
pub fn wake() {
    stage::wake(StaffDesk);
    links::listen(|| {});
    desk_bar::begin();
    posts::listen();
    keys::listen();
    preview::listen();
    if document().query_selector(".deskbar").is_ok_and(|bar| bar.is_some()) {
        line::begin();
        fresh::listen();
        editing::listen();
    }
}
