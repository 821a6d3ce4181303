//! Booking in three screens, complete without script: what, when, who; then done.

mod answer;
mod choice;
mod done;
mod fields;
mod progress;
mod root;
mod screen;
mod what;
mod when;
mod who;

pub use done::{Done, Facts};
pub use fields::ConsentTick;
#[cfg(feature = "ssr")]
pub(crate) use fields::{Channels, Consent, Languages, Messages, Name};
pub use root::BookingFlow;
pub use what::{What, mode_words};
pub use when::When;
pub use who::{Posted, Who};
