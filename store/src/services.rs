//! What a centre offers, and the rooms for it.

pub(crate) mod rooms;
pub(crate) mod service_rules;
