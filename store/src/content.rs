//! Pages to read as a centre has written them itself. Every version is kept; in each language one may stand, from a moment on,
//! in the place of the page that the program brings.

pub(crate) mod articles;
pub(crate) mod files;
pub(crate) mod found;
pub(crate) mod listed;
mod noted;
pub(crate) mod pages;
pub(crate) mod pictures;
pub(crate) mod recordings;
pub(crate) mod showings;
pub(crate) mod writing;
