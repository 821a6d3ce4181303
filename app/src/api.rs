//! Server functions, one file a noun: authorise, parse, ask the store, map the error.

pub mod booking;
pub mod content;
pub mod desk;
pub mod visit;
pub mod visits;

pub use crate::failure::Failure;
