//! Deeds that change several areas at once, and offer what became free.

pub(crate) mod clearing;
pub(crate) mod moves;
pub(crate) mod offers;
pub(crate) mod placing;
pub(crate) mod statuses;
pub(crate) mod workshops;
