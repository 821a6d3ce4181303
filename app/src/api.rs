//! Server functions, one file a noun: authorise, parse, ask the store, map the error.

pub mod booking;
#[cfg(feature = "ssr")]
pub mod content;
pub mod desk;
#[cfg(feature = "ssr")]
pub mod visit;
pub mod visits;

pub use crate::failure::Failure;
