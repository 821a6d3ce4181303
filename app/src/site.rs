//! The public site: its root, its shell, its frame and its pages.

#[cfg(feature = "ssr")]
mod addresses;
mod footer;
mod frame;
mod home;
mod lost;
mod masthead;
#[cfg(feature = "ssr")]
mod organization;
mod page;
mod page_head;
mod root;
#[cfg(feature = "ssr")]
mod shell;

pub use lost::Lost;
pub use root::PublicSite;
#[cfg(feature = "ssr")]
pub use shell::public_shell;
