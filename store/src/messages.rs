//! Messages: promised in the transaction of what they tell of, sent when they are due.

pub(crate) mod outbox;
pub(crate) mod promises;
pub(crate) mod reminders;
mod texts;
