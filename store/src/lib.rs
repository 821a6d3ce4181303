//! What the centre remembers: SQLite or PostgreSQL behind small functions, every transaction in one place.

mod accounts;
mod appointments;
mod audit;
mod backup;
mod board;
mod centre;
mod centres;
mod changes;
mod check;
mod civil;
mod claims;
mod clearing;
mod connect;
mod connection;
mod corrections;
mod counter;
mod counts;
mod deeds;
mod demo;
mod entities;
mod error;
mod events;
mod export;
mod factors;
mod feed;
mod feeds;
mod generate;
mod hashing;
mod history;
mod holds;
mod holidays;
mod hours;
mod instants;
mod limits;
mod links;
mod memberships;
mod outbox;
mod passwords;
mod pen;
mod people;
mod persons;
mod plan;
mod promises;
mod proofs;
mod reminders;
mod resource;
mod rooms;
mod rows;
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

pub use accounts::{Account, StaffMember, row::NewStaff};
pub use appointments::booking::{Booked, BookedBy, Booking};
pub use audit::{
    AuditFault, AuditFilter, AuditHead, AuditLine, AuditReport,
    line::{Actor, Subject},
};
pub use backup::restore;
pub use centre::Centre;
pub use centres::CentreSettings;
pub use changes::row::Change;
pub use check::report::{CheckReport, Example, Fault, Finding};
pub use clearing::{Cleared, retention::MOST_DAYS};
pub use connection::{Settings, Store};
pub use counts::Counted;
pub use demo::{DEMO_ACCOUNTS, DEMO_PASSWORD};
pub use error::{Error, Result};
pub use events::Event;
pub use export::PersonExport;
pub use factors::SECOND_STEP_SECONDS;
pub use feeds::{CalendarItem, OwnCalendar};
pub use generate::Generation;
pub use history::{Deed, History, OtherParty, Seat, Step};
pub use holds::HeldTime;
pub use holidays::{HolidayKey, HolidayRecord};
pub use hours::{
    AbsenceRecord, DayChangeRecord, Decision, HoursOutcome, OpeningRecord, SeasonRecord, Touched,
    change::{HoursChange, NewAbsence},
    touched::Proposal,
};
pub use instants::{ClockChange, Followed};
pub use outbox::says::{Message, Outgoing};
pub use passwords::PASSWORD_LINK_SECONDS;
pub use people::Colleague;
pub use plan::Wish;
pub use proofs::OwnAppointment;
pub use resource::{Resource, ResourceKind};
pub use rooms::RoomRecord;
pub use schedules::{Offering, ServiceBrief};
pub use secret::Secret;
pub use service_rules::{ServiceRecord, ServiceWords};
pub use sign_ins::{
    BROWSER_SECONDS, Entrance, Knock, SESSION_LIMITS,
    browsers::{SignInLimits, SignedInBrowser},
};
pub use waiting::Joined;
pub use waiting_desk::WaitingCard;
pub use words::{Act, EventKind, Kept, Topic};
pub use workshops::{NewWorkshop, Workshop, people::SeatCard};
pub use zones::{Release, Source, ZoneData};
