use domain::{message::Place, message_text::MessageTextError};
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// What is wrong with the text of a message.
pub(super) fn message_wrong(at: Locale, error: MessageTextError) -> &'static str {
    match error {
        MessageTextError::Empty => td_string!(at, desk.wrong_missing),
        MessageTextError::TooLong => td_string!(at, desk.wrong_too_long),
        MessageTextError::LoneBrace => td_string!(at, admin.messages.wrong_brace),
        MessageTextError::Unknown => td_string!(at, admin.messages.wrong_unknown),
        MessageTextError::Missing(Place::Day) => td_string!(at, admin.messages.wrong_day),
        MessageTextError::Missing(Place::Time) => td_string!(at, admin.messages.wrong_time),
        MessageTextError::Missing(Place::Code) => td_string!(at, admin.messages.wrong_code),
        MessageTextError::Missing(Place::Until) => td_string!(at, admin.messages.wrong_until),
    }
}
