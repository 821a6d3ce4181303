//! What somebody has to do, by when.

pub(crate) mod by_hand;
pub(crate) mod causes;
pub(crate) mod list;
