use leptos::prelude::*;

use crate::api::booking::Choice;

/// What the screen goes by, whatever is typed.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub choice: RwSignal<Choice>,
    /// Times are shown from this day on, or from a start in the calendar; empty for today.
    pub from: RwSignal<String>,
    /// How many minutes it is to last; empty for as long as the service.
    pub minutes: RwSignal<String>,
    /// Asks for the times again, and with them for another key.
    pub again: RwSignal<u32>,
}
