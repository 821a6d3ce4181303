//! The pages: Leptos components and the server functions they ask.

#![recursion_limit = "512"] // a page is one deep type

#[cfg(feature = "ssr")]
pub mod answers;
pub mod api;
mod ask;
pub mod booking;
#[cfg(feature = "ssr")]
pub mod cookies;
pub mod desk;
mod failure;
pub mod i18n;
mod live;
#[cfg(feature = "ssr")]
pub mod manage;
#[cfg(feature = "ssr")]
mod messages;
#[cfg(feature = "ssr")]
pub mod office;
mod place;
pub mod site;
pub mod staff;
mod times;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod unsent;
#[cfg(feature = "ssr")]
pub mod waiting;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
mod head;
#[cfg(feature = "ssr")]
pub mod here;
#[cfg(feature = "ssr")]
mod says;
#[cfg(feature = "ssr")]
pub mod written;

#[cfg(feature = "ssr")]
pub use head::saves_bytes;
#[cfg(feature = "ssr")]
pub use messages::{message_text, place_name, read_text, usual_words};
#[cfg(feature = "ssr")]
pub use says::site_words;
pub use site::PublicSite;
#[cfg(feature = "ssr")]
pub use site::public_shell;
#[cfg(feature = "hydrate")]
pub use site::wake;
