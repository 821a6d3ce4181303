//! The rules of the house: pure, without clock, network or framework; the same in the server and in the browser.

pub mod access;
pub mod appointment;
pub mod availability;
pub mod board;
pub mod booking;
pub mod calendar;
pub mod cell_set;
pub mod contact;
pub mod digits;
pub mod email;
pub mod figures;
#[cfg(feature = "full")]
pub mod fold;
#[cfg(feature = "full")]
pub mod holidays;
pub mod language;
pub mod limits;
pub mod look;
pub mod offer;
pub mod password;
#[cfg(feature = "full")]
pub mod person_keys;
pub mod person_name;
pub mod phone;
pub mod preference;
#[cfg(feature = "full")]
pub mod recurrence;
pub mod reference;
pub mod reminder;
mod row;
pub mod schedule;
#[cfg(feature = "full")]
pub mod slug;
pub mod typed;
pub mod waiting;
