//! The staff's part of the program: one root, its shell, and the bar above every page.

#[cfg(feature = "ssr")]
mod bar;
mod in_desk;
#[cfg(feature = "ssr")]
mod keys;
mod root;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "hydrate")]
mod wake;

pub use root::StaffDesk;
#[cfg(feature = "ssr")]
pub use shell::staff_shell;
#[cfg(feature = "hydrate")]
pub use wake::{ahead, wake};
