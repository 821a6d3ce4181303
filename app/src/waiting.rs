//! The waiting list as families see it: joining it, leaving it, and a time that is held for them. Plain pages.

mod days;
mod frame;
mod join;
mod joined;
mod leave;
mod offer;

pub(crate) use days::Days;
pub use join::{Join, WaitingPosted};
pub use joined::Joined;
pub use leave::{Leave, Left};
pub use offer::{Offer, Refused};

use domain::language::Language;
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::{Locale, locale},
    ui::long_day,
};

/// Name of the cookie that shows the page after joining once more to the browser that joined.
pub const JOINED_COOKIE: &str = "__Host-joined";

/// How long a time is held, in words.
fn hold_words(at: Locale, minutes: u32) -> String {
    if minutes.is_multiple_of(60) {
        td_string!(at, waiting.hours, count = minutes / 60).to_string()
    } else {
        td_string!(at, waiting.minutes, count = minutes).to_string()
    }
}

/// Until when something is held: the time, with its day unless that is today.
pub(crate) fn until_words(language: Language, ends: DateTime, today: Date) -> String {
    let clock = ends.strftime("%H:%M").to_string();
    if ends.date() == today { clock } else { format!("{} · {clock}", long_day(language, ends.date())) }
}

/// Says that a link leads nowhere, alike for one that is over and one that never was.
#[component]
fn Gone(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.gone_title)}</h1>
        <p>{td_string!(at, waiting.gone)}</p>
        <a class="button button--primary" href=format!("/{}/book", language.code())>{td_string!(at, site.book)}</a>
    }
}
