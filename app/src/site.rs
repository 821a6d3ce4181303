//! The public site: its root, its shell, its frame and its pages.

mod frame;
mod home;
mod lost;
mod root;
#[cfg(feature = "ssr")]
mod shell;

pub use lost::Lost;
pub use root::PublicSite;
#[cfg(feature = "ssr")]
pub use shell::public_shell;
