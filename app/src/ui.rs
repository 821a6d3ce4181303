//! Small pieces that every page uses.

mod dates;
mod error_summary;
mod icon;

pub use dates::{long_day, long_day_of};
pub use error_summary::{ErrorSummary, FieldErrorText, error_words};
pub use icon::Icon;
