use domain::board::{Hindrance, Minutes, Shut, Whose};
use leptos_i18n::td_string;

use super::Carried;
use crate::i18n::Locale;

/// What stands in the way.
pub fn hindrance_words(at: Locale, why: Hindrance) -> &'static str {
    match why {
        Hindrance::Over => td_string!(at, desk.place.over),
        Hindrance::NoTime => td_string!(at, desk.place.no_time),
        Hindrance::NotTheirs => td_string!(at, desk.place.not_theirs),
        Hindrance::Taken(Whose::Mediator) => td_string!(at, desk.place.taken),
        Hindrance::Taken(Whose::CoMediator) => td_string!(at, desk.place.taken_co),
        Hindrance::Taken(Whose::Room) => td_string!(at, desk.place.taken_room),
        Hindrance::Shut(_, Shut::Closed) => td_string!(at, desk.place.closed),
        Hindrance::Shut(Whose::Room, _) => td_string!(at, desk.place.room_shut),
        Hindrance::Shut(_, Shut::Away) => td_string!(at, desk.place.away),
        Hindrance::Shut(_, Shut::Outside) => td_string!(at, desk.place.outside),
    }
}

/// Whether it can be put where it is.
pub fn verdict(at: Locale, of: &Carried) -> &'static str {
    match of.hindrance() {
        None => td_string!(at, desk.place.looking),
        Some(Ok(())) => td_string!(at, desk.place.free),
        Some(Err(why)) => hindrance_words(at, why),
    }
}

/// From when to when, which is read from left to right everywhere.
pub fn hours_of(time: Minutes) -> String {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}–{}", clock(time.from), clock(time.to))
}
