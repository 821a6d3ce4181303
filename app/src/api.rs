//! Server functions, one file a noun: authorise, parse, ask the store, map the error.

pub mod booking;
pub mod caller;
#[cfg(feature = "ssr")]
pub mod content;
pub mod desk;
pub mod people;
pub mod placing;
#[cfg(feature = "ssr")]
pub mod visit;
pub mod visits;
pub mod week;

pub use crate::failure::Failure;
