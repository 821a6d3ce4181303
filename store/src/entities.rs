//! One struct per table; they stay inside this crate.

pub mod absence;
pub mod allowance;
pub mod attendance;
pub mod audit;
pub mod busy_day;
pub mod centre;
pub mod centre_text;
pub mod claim;
pub mod clearing;
pub mod clock_change;
pub mod consent;
pub mod contact;
pub mod day_change;
pub mod editing;
pub mod edition;
pub mod event;
pub mod event_counter;
pub mod export;
pub mod export_part;
pub mod factor_role;
pub mod help_line;
pub mod hold;
pub mod holiday;
pub mod link;
pub mod membership;
pub mod membership_role;
pub mod message_text;
pub mod opening;
pub mod outbox;
pub mod person;
pub mod person_key;
pub mod recovery_code;
pub mod retention;
pub mod room;
pub mod season;
pub mod season_hours;
pub mod service;
pub mod service_text;
pub mod session;
pub mod sign_in;
pub mod staff;
pub mod staff_service;
pub mod status_change;
pub mod waiting_entry;

#[cfg(test)]
mod tests;
