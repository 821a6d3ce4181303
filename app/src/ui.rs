//! Small pieces that every page uses.

mod changing;
mod contact_link;
mod dates;
mod error_summary;
mod focus;
mod icon;
#[cfg(feature = "ssr")]
mod listen;
mod loading;
mod long_text;
mod no_line;
mod step_title;
mod text_field;
mod title;
mod without_script;

pub use changing::{changing, is_wrong};
pub use contact_link::ContactLink;
pub use dates::{long_day, long_day_of};
#[cfg(feature = "ssr")]
pub use dates::{month_words, weekday_words};
pub use error_summary::{ErrorSummary, FieldErrorText, error_words};
pub use focus::focus;
pub use icon::Icon;
#[cfg(feature = "ssr")]
pub use listen::Listen;
pub use loading::Loading;
pub use long_text::LongText;
pub use no_line::missing;
pub use step_title::StepTitle;
pub use text_field::{TextField, described};
pub use title::set_title;
pub use without_script::WithoutScript;
