//! The staff's desk: its root, its shell and its pages.

mod board;
mod caller;
mod choose_password;
#[cfg(feature = "hydrate")]
mod follow;
mod frame;
mod line;
mod refused;
mod root;
mod second_step;
mod setup;
#[cfg(feature = "ssr")]
mod shell;
mod shown;
mod sign_in;
mod visit;
mod words;

pub use caller::CallerPosted;
pub use choose_password::PasswordRefused;
#[cfg(feature = "ssr")]
pub(crate) use frame::DeskBar;
pub use root::StaffDesk;
pub use second_step::CodeFailed;
pub use setup::{SetupError, SetupPosted};
#[cfg(feature = "ssr")]
pub use shell::desk_shell;
pub use shown::BoardNotice;
pub use sign_in::SignInFailed;
#[cfg(feature = "ssr")]
pub(crate) use words::status_words;
