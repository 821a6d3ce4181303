//! How long something is held, in words.

use domain::language::Language;
use jiff::civil::{Date, DateTime};
use leptos_i18n::td_string;

use crate::{i18n::Locale, ui::long_day};

/// Name of the cookie that shows the page after joining once more to the browser that joined.
pub const JOINED_COOKIE: &str = "__Host-joined";

/// How long a time is held, in words.
pub fn hold_words(at: Locale, minutes: u32) -> String {
    if minutes.is_multiple_of(60) {
        td_string!(at, waiting.hours, count = minutes / 60).to_string()
    } else {
        td_string!(at, waiting.minutes, count = minutes).to_string()
    }
}

/// Until when something is held: the time, with its day unless that is today.
pub fn until_words(language: Language, ends: DateTime, today: Date) -> String {
    let clock = ends.strftime("%H:%M").to_string();
    if ends.date() == today { clock } else { format!("{} · {clock}", long_day(language, ends.date())) }
}
