//! The desk's quiet pages: complete forms without a client, so only the server knows them. Each asks who is reading.

mod account;
mod field;
mod guarded;
mod hours;
mod returned;
mod root;
mod shell;
mod visit;
mod waiting;

pub use account::NewFeed;
pub use field::{Entry, Pick, Tick};
pub use guarded::{Reader, guarded};
pub(crate) use hours::weekday_words;
pub use hours::{Asked, SEASON_TIMES};
pub use returned::{Returned, Wrong};
pub use root::StaffOffice;
pub use shell::office_shell;
