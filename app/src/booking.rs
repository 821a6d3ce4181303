//! Booking in three screens, complete without script: what, when, who; then done.

mod done;
mod fields;
mod progress;
mod root;
mod what;
mod when;
mod who;

pub use done::{Done, Facts};
pub use fields::ConsentTick;
#[cfg(feature = "ssr")]
pub(crate) use fields::{Channels, Consent, Languages, Messages, Name};
pub use root::BookingFlow;
pub use what::{What, mode_words};
pub use when::When;
pub use who::{Posted, Who};

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::booking::Choice;

/// The choice in the address of the page, as it changes.
fn use_choice() -> Memo<Choice> {
    let query = use_query_map();
    Memo::new(move |_| {
        let get = |name: &str| query.with(|map| map.get(name).unwrap_or_default());
        Choice { service: get("service"), mode: get("mode"), with: get("with"), speaks: get("speaks") }
    })
}

/// One value of the query, as it changes.
fn use_query_value(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|map| map.get(name).unwrap_or_default()))
}
