//! Hours: those of the centre, of each person and of each room.

mod absences;
mod centre;
mod days;
mod form;
mod holidays;
mod plan;
mod row;
mod seasons;
mod touched;
mod words;

pub use form::CENTRE;

pub use centre::CentreHoursPage;
pub use plan::{RoomHoursPage, StaffHoursPage};
pub use seasons::{SeasonPage, TIMES as SEASON_TIMES};
pub use touched::{Asked, TouchedPage};
