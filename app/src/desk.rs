//! The desk's pages that are alive, and the doors that lead to it.

mod axis;
mod board;
mod caller;
mod carry;
#[cfg(feature = "ssr")]
mod choose_password;
mod clock;
mod day_head;
mod find;
mod gaps;
mod go;
mod lanes;
mod line;
mod refused;
mod screens;
#[cfg(feature = "ssr")]
mod second_step;
#[cfg(feature = "ssr")]
mod setup;
mod shown;
#[cfg(feature = "ssr")]
mod sign_in;
mod soon;
mod steps;
mod visit;
mod week;
mod whose;
mod words;

pub(crate) use board::BoardPage;
pub use caller::CallerPosted;
#[cfg(feature = "ssr")]
pub(crate) use carry::hindrance_words;
#[cfg(feature = "ssr")]
pub(crate) use choose_password::ChoosePassword;
#[cfg(feature = "ssr")]
pub use choose_password::PasswordRefused;
pub(crate) use screens::{CALLER, FIND, Lazily, WEEK};
#[cfg(feature = "hydrate")]
pub use screens::{bring, bring_ahead};
#[cfg(feature = "ssr")]
pub use second_step::CodeFailed;
#[cfg(feature = "ssr")]
pub(crate) use second_step::SecondStep;
#[cfg(feature = "ssr")]
pub(crate) use setup::Setup;
#[cfg(feature = "ssr")]
pub use setup::{SetupError, SetupPosted};
pub use shown::BoardNotice;
#[cfg(feature = "ssr")]
pub(crate) use sign_in::SignIn;
#[cfg(feature = "ssr")]
pub use sign_in::SignInFailed;
#[cfg(feature = "ssr")]
pub(crate) use whose::{Chosen, Whose};
#[cfg(feature = "ssr")]
pub(crate) use words::status_words;
