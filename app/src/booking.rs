//! Booking in three screens, complete without script: what, when, who; then done.

#[cfg(feature = "hydrate")]
mod ahead;
mod answer;
mod choice;
#[cfg(feature = "ssr")]
mod done;
mod fields;
mod progress;
mod screen;
mod screens;
mod told;
mod what;
mod when;
mod who;

#[cfg(feature = "ssr")]
pub use done::{Done, Facts};
pub use fields::ConsentTick;
#[cfg(feature = "ssr")]
pub(crate) use fields::{Channels, Consent, Languages, Messages, Name};
pub use screens::{Lazily, WHAT, WHEN, WHO};
#[cfg(feature = "hydrate")]
pub(crate) use screens::{bring, bring_ahead};
pub use what::mode_words;
pub use who::Posted;
