//! One struct per table; they stay inside this crate.

pub mod appointment;
pub mod centre;
pub mod claim;
pub mod closure;
pub mod event;
pub mod event_counter;
pub mod failed_try;
pub mod outbox;
pub mod service;
pub mod service_text;
pub mod setup_link;
pub mod staff;
pub mod staff_role;
pub mod staff_service;
pub mod staff_session;
pub mod status_change;
pub mod visit;
pub mod weekly_hours;
