//! The public site: its root, its shell, its frame and its pages.

#[cfg(feature = "ssr")]
mod addresses;
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
mod organization;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod page_head;
#[cfg(feature = "ssr")]
mod root;
#[cfg(feature = "ssr")]
mod shell;

pub use in_language::InLanguage;
pub use lost::Lost;
#[cfg(feature = "ssr")]
pub(crate) use page::Telephone;
#[cfg(feature = "ssr")]
pub use root::PublicSite;
#[cfg(feature = "ssr")]
pub use shell::public_shell;
