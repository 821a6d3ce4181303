//! Deeds that change several areas at once, and offer what became free.

pub(crate) mod apart;
pub(crate) mod clearing;
pub(crate) mod merges;
pub(crate) mod moves;
pub(crate) mod offers;
pub(crate) mod placing;
pub(crate) mod statuses;
pub(crate) mod who_is_who;
pub(crate) mod workshops;
