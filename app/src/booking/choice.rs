//! What the address of a page of the flow says.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::booking::Choice;

/// The choice in the address of the page, as it changes.
pub fn use_choice() -> impl Fn() -> Choice + Copy {
    let query = use_query_map();
    move || {
        let get = |name: &str| query.with(|map| map.get(name).unwrap_or_default());
        Choice { service: get("service"), mode: get("mode"), with: get("with"), speaks: get("speaks") }
    }
}

/// One value of the query, as it changes.
pub fn use_query_value(name: &'static str) -> impl Fn() -> String + Copy {
    let query = use_query_map();
    move || query.with(|map| map.get(name).unwrap_or_default())
}
