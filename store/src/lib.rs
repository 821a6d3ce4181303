//! What the centre remembers: SQLite or PostgreSQL behind small functions, every transaction in one place.

mod accounts;
mod appointments;
mod backup;
mod board;
mod centres;
mod changes;
mod check;
mod claims;
mod connection;
mod demo;
mod entities;
mod error;
mod events;
mod feed;
mod feeds;
mod generate;
mod history;
mod holds;
mod holidays;
mod hours;
mod instants;
mod outbox;
mod people;
mod plan;
mod reminders;
mod rooms;
mod schedules;
mod second_party;
mod secret;
mod service_rules;
mod sessions;
mod throttle;
mod visits;
mod waiting;
mod waiting_desk;
mod workshops;

pub use accounts::{NewStaff, StaffMember};
pub use appointments::{Booked, BookedBy, Booking};
pub use centres::Centre;
pub use changes::Change;
pub use check::{CheckReport, Example, Fault, Finding};
pub use connection::{Settings, Store};
pub use demo::{DEMO_ACCOUNTS, DEMO_PASSWORD};
pub use error::{Error, Result};
pub use events::{Event, EventKind};
pub use feeds::{CalendarItem, OwnCalendar};
pub use generate::Generation;
pub use history::{Deed, History, OtherParty, Seat, Step};
pub use holds::HeldTime;
pub use holidays::{HolidayKey, HolidayRecord};
pub use hours::{
    AbsenceRecord, DayChangeRecord, Decision, HoursChange, HoursOutcome, NewAbsence, OpeningRecord, Proposal, Resource,
    SeasonRecord, Touched,
};
pub use outbox::{Message, Outgoing};
pub use people::Colleague;
pub use plan::Wish;
pub use rooms::RoomRecord;
pub use schedules::{Offering, ServiceBrief};
pub use secret::Secret;
pub use service_rules::{ServiceRecord, ServiceWords};
pub use sessions::SessionLimits;
pub use visits::OwnAppointment;
pub use waiting::Joined;
pub use waiting_desk::WaitingCard;
pub use workshops::{NewWorkshop, SeatCard, Workshop};
