//! The desk's quiet pages: complete forms without a client, so only the server knows them. Each asks who is reading.

mod account;
mod field;
mod guarded;
mod hours;
mod people;
mod returned;
mod rooms;
mod root;
mod services;
mod set_up;
mod shell;
mod visit;
mod waiting;
mod workshops;
mod wrongs;

pub use account::NewFeed;
pub use field::{Entry, Pick, Tick};
pub use guarded::{Reader, guarded};
pub use hours::{Asked, CENTRE, SEASON_TIMES};
pub use returned::{Returned, Wrong};
pub use root::StaffOffice;
pub use services::SERVICE_WORDS;
pub(crate) use set_up::SetUpTabs;
pub use shell::office_shell;
pub(crate) use wrongs::Wrongs;
