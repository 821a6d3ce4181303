//! The waiting list as families see it: joining it, leaving it, and a time that is held for them. Plain pages.

mod days;
mod frame;
mod gone;
mod join;
mod joined;
mod leave;
mod offer;
mod words;

pub use words::{JOINED_COOKIE, until_words};

pub(crate) use days::Days;
pub use join::{Join, WaitingPosted};
pub use joined::Joined;
pub use leave::{Leave, Left};
pub use offer::{Offer, Refused};
