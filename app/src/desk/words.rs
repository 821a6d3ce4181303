use domain::{appointment::Status, language::Language};
use leptos_i18n::td_string;

use crate::i18n::locale;

/// A state as the desk calls it.
pub fn status_words(language: Language, status: Status) -> &'static str {
    let at = locale(language);
    match status {
        Status::Requested => td_string!(at, desk.requested),
        Status::Expected => td_string!(at, desk.expected),
        Status::Arrived => td_string!(at, desk.arrived),
        Status::InSession => td_string!(at, desk.in_session),
        Status::Done => td_string!(at, desk.done),
        Status::DidNotCome => td_string!(at, desk.did_not_come),
        Status::CancelledByPerson => td_string!(at, desk.cancelled_by_person),
        Status::CancelledByCentre => td_string!(at, desk.cancelled_by_centre),
    }
}

/// The step into a state, as its button says it.
pub fn step_words(language: Language, status: Status) -> &'static str {
    let at = locale(language);
    match status {
        Status::Expected => td_string!(at, desk.day.do_confirm),
        Status::Arrived => td_string!(at, desk.day.do_arrive),
        Status::InSession => td_string!(at, desk.day.do_begin),
        Status::Done => td_string!(at, desk.day.do_end),
        other => status_words(language, other),
    }
}
