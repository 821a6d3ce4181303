//! Booking in three screens, complete without script: what, when, who; then done.

mod done;
mod progress;
mod what;
mod when;
mod who;

pub use done::{Done, Facts};
pub use what::{What, mode_words};
pub use when::When;
pub use who::{Posted, Who};

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::booking::Choice;

/// The choice in the address of the page.
fn use_choice() -> Choice {
    let query = use_query_map();
    let get = |name: &str| query.with_untracked(|map| map.get(name).unwrap_or_default());
    Choice { service: get("service"), mode: get("mode"), with: get("with") }
}

/// One value of the query.
fn use_query_value(name: &str) -> String {
    use_query_map().with_untracked(|map| map.get(name).unwrap_or_default())
}
