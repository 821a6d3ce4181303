//! Doors without a password, and how often somebody may knock.

pub(crate) mod limits;
pub(crate) mod links;
