//! What happens to an appointment after it was booked: status, undo, cancel, move.

pub(crate) mod moves;
pub(crate) mod row;
pub(crate) mod step;
