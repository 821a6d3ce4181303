//! The public site: its root, its shell, its frame and its pages.

#[cfg(feature = "ssr")]
mod addresses;
#[cfg(feature = "ssr")]
mod articles;
#[cfg(feature = "ssr")]
mod copy;
mod drawn;
#[cfg(feature = "ssr")]
mod filled;
#[cfg(feature = "ssr")]
mod footer;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod home;
mod in_language;
mod lost;
#[cfg(feature = "ssr")]
mod masthead;
#[cfg(feature = "ssr")]
mod official_pages;
#[cfg(feature = "ssr")]
mod organization;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod page_head;
mod root;
#[cfg(feature = "ssr")]
mod scene;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod telephone;
#[cfg(feature = "hydrate")]
mod wake;

#[cfg(feature = "ssr")]
pub use articles::{as_read, theme_words};
#[cfg(feature = "hydrate")]
pub(crate) use drawn::Drawn;
#[cfg(feature = "ssr")]
pub(crate) use drawn::drawn;
#[cfg(feature = "ssr")]
pub(crate) use filled::filled;
pub use lost::Lost;
pub use root::PublicSite;
#[cfg(feature = "ssr")]
pub use shell::public_shell;
#[cfg(feature = "ssr")]
pub(crate) use telephone::Telephone;
#[cfg(feature = "hydrate")]
pub use wake::wake;
