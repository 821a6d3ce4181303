//! What the areas stand on: the pen of SQLite’s writers, rows of several tables at once, secrets, zone data, copies.

pub(crate) mod backup;
pub(crate) mod commits;
pub(crate) mod counts;
pub(crate) mod pen;
pub(crate) mod rows;
pub(crate) mod secret;
pub(crate) mod zones;
