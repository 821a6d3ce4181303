//! What is said of a room, as a form.

use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;
use crate::office::{Entry, Returned};

/// A room's name and how many people it holds.
#[component]
pub fn Fields(
    at: Locale,
    returned: Returned,
    #[prop(optional, into)] name: String,
    #[prop(optional)] capacity: Option<u32>,
) -> impl IntoView {
    let capacity = capacity.map(|capacity| capacity.to_string()).unwrap_or_default();
    view! {
        <div class="office__row">
            <Entry at returned=returned.clone() name="name" label=td_string!(at, desk.rooms.name) kind="text" value=name />
            <Entry at returned name="capacity" label=td_string!(at, desk.rooms.capacity) kind="number" value=capacity />
        </div>
    }
}

/// How many sessions to come are in a room.
pub fn ahead_words(at: Locale, ahead: u32) -> String {
    if ahead == 0 {
        td_string!(at, desk.rooms.nothing_ahead).to_owned()
    } else {
        td_string!(at, desk.rooms.ahead, count = ahead).to_string()
    }
}
