//! A person's own appointment: the second proof, then see, move, cancel.

mod cancel;
mod contact;
mod frame;
mod gone;
mod link;
mod move_it;
mod proof;
mod show;

pub use cancel::{Cancel, LongReason};
pub use contact::{Contact, ContactPosted};
pub use link::{Link, NewLink};
pub use move_it::Move;
pub use proof::{Proof, ProofFailed};
pub use show::{Notice, Show};
