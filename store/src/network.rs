//! The centres of a database, and who works where.

pub(crate) mod centres;
pub(crate) mod memberships;
pub(crate) mod says;
