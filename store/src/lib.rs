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
mod limits;
mod links;
mod memberships;
mod outbox;
mod people;
mod persons;
mod plan;
mod promises;
mod proofs;
mod reminders;
mod rooms;
mod schedules;
mod second_party;
mod secret;
mod service_rules;
mod sign_ins;

mod waiting;
mod waiting_desk;
mod words;
mod workshops;
mod zones;

pub use accounts::{NewStaff, StaffMember};
pub use appointments::{Booked, BookedBy, Booking};
pub use backup::restore;
pub use centres::Centre;
pub use changes::Change;
pub use check::{CheckReport, Example, Fault, Finding};
pub use connection::{Settings, Store};
pub use demo::{DEMO_ACCOUNTS, DEMO_PASSWORD};
pub use error::{Error, Result};
pub use events::{Event, EventKind, Topic};
pub use feeds::{CalendarItem, OwnCalendar};
pub use generate::Generation;
pub use history::{Deed, History, OtherParty, Seat, Step};
pub use holds::HeldTime;
pub use holidays::{HolidayKey, HolidayRecord};
pub use hours::{
    AbsenceRecord, DayChangeRecord, Decision, HoursChange, HoursOutcome, NewAbsence, OpeningRecord, Proposal, Resource,
    SeasonRecord, Touched,
};
pub use instants::{ClockChange, Followed};
pub use outbox::{Message, Outgoing};
pub use people::Colleague;
pub use plan::Wish;
pub use proofs::OwnAppointment;
pub use rooms::RoomRecord;
pub use schedules::{Offering, ServiceBrief};
pub use secret::Secret;
pub use service_rules::{ServiceRecord, ServiceWords};
pub use sign_ins::{BROWSER_SECONDS, Knock, SignInLimits};
pub use waiting::Joined;
pub use waiting_desk::WaitingCard;
pub use workshops::{NewWorkshop, SeatCard, Workshop};
pub use zones::{Release, Source, ZoneData};
