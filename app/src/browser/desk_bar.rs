//! The bar of the desk, which the server drew: it marks the screen at hand, and comes back to it.

use leptos::prelude::document;

use super::frame::{all, mark_screens};

/// Marks every screen from now on.
pub fn begin() {
    mark_screens(|path, query| {
        for link in all(&document(), ".deskbar__link[aria-current]") {
            drop(link.remove_attribute("aria-current"));
        }
        for link in all(&document(), &format!(".deskbar__link[href='{path}']")) {
            drop(link.set_attribute("aria-current", "page"));
        }
        let mark = if query.is_empty() { "" } else { "?" };
        for back in all(&document(), ".own__look [name=back]") {
            drop(back.set_attribute("value", &format!("{path}{mark}{query}")));
        }
    });
}
