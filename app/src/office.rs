//! The desk's quiet pages: complete forms without a client, so only the server knows them. Each asks who is reading.

mod account;
mod account_wrong;
mod accounts;
mod admin_tabs;
mod audit;
mod centre;
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

pub use account::{NewFactor, NewFeed, RecoveryCodes};
pub use account_wrong::AccountWrong;
pub use accounts::{NewPasswordLink, role_field};
pub(crate) use admin_tabs::AdminTabs;
pub use audit::filter_of;
pub use centre::keep_field;
pub use field::{Entry, Pick, Tick};
pub use guarded::{Reader, guarded, moment};
pub use hours::{Asked, CENTRE, SEASON_TIMES};
pub use returned::{Returned, Wrong};
pub use root::StaffOffice;
pub use services::SERVICE_WORDS;
pub(crate) use set_up::SetUpTabs;
pub use shell::office_shell;
pub use visit::LinkShown;
pub(crate) use wrongs::Wrongs;
