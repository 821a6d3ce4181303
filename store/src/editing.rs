//! What the desk's forms change: who has which thing open, and which edition of it somebody saw before they saved.

pub(crate) mod editions;
pub(crate) mod editors;
