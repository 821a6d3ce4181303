//! What the centre remembers: SQLite or PostgreSQL behind small functions, every transaction in one place.

mod accounts;
mod appointments;
mod audit;
mod centre;
mod check;
mod claims;
mod connect;
mod connection;
mod content;
mod database;
mod deeds;
mod doors;
mod editing;
mod entities;
mod error;
mod events;
mod exports;
mod figures;
mod free_times;
mod generate;
mod hours;
mod messages;
mod network;
mod persons;
mod plan;
mod resource;
mod services;
mod tasks;
mod thing;
mod waiting;
mod words;
mod workshops;

pub use accounts::{
    Account, StaffMember,
    colleagues::Colleague,
    factors::SECOND_STEP_SECONDS,
    passwords::PASSWORD_LINK_SECONDS,
    row::NewStaff,
    sign_ins::{
        BROWSER_SECONDS, Entrance, Knock, SESSION_LIMITS,
        browsers::{SignInLimits, SignedInBrowser},
    },
};
pub use appointments::{
    booking::{Booked, BookedBy, Booking},
    changes::row::Change,
    export::{PersonExport, PersonFile, kept},
    feeds::{CalendarItem, OwnCalendar},
    history::{Deed, History, OtherParty, Seat, Step},
    proofs::OwnAppointment,
};
pub use audit::{
    AuditFault, AuditFilter, AuditHead, AuditLine, AuditReport,
    line::{Actor, Subject},
};
pub use centre::Centre;
pub use check::report::{CheckReport, Example, Fault, Finding};
pub use connection::{Settings, Store};
pub use content::{
    articles::Article,
    files::{PART, StoredFile},
    found::FoundArticle,
    listed::{AtAddress, ShownArticle, Which},
    pages::{PageKey, PageStand, PageWords, Revision},
    pictures::{KeptPicture, NewPicture, PictureFile},
    recordings::Recording,
    showings::Period,
    writing::NewRevision,
};
pub use database::{
    backup::restore,
    commits::Commits,
    counts::Counted,
    secret::Secret,
    zones::{Release, Source, ZoneData},
};
pub use deeds::{
    clearing::{Cleared, retention::MOST_DAYS},
    merges::TAKE_BACK_DAYS,
    placing::Placement,
    who_is_who::{Alike, LikelyPair, Merged, SaidApart, WhoIsWho},
};
pub use editing::{
    editions::{Edit, Edition},
    editors::{EDITING_SECONDS, Editor, Open},
};
pub use error::{Error, Result};
pub use events::Event;
pub use exports::{
    EXPORT_SECONDS, ExportRecord, NewExport,
    building::{Building, Progress},
};
pub use figures::{Figures, load::Load, report::Report, waiting_list::WaitingEnd};
pub use free_times::{DayLanes, Month, MonthDay, Of, Offering, ServiceBrief, Week};
pub use generate::{
    Generation,
    demo::{DEMO_ACCOUNTS, DEMO_PASSWORD},
};
pub use hours::{
    AbsenceRecord, DayChangeRecord, Decision, HoursOutcome, OpeningRecord, SeasonRecord, Touched,
    change::{HoursChange, NewAbsence},
    holidays::{HolidayKey, HolidayRecord},
    instants::{ClockChange, Followed},
    touched::Proposal,
};
pub use messages::outbox::says::{Message, Outgoing};
pub use network::{
    centres::CentreSettings,
    says::{CentreSays, CentreText, HelpLine},
};
pub use persons::{
    likely::Likeness,
    search::{FoundAppointment, FoundPerson},
};
pub use plan::Wish;
pub use resource::{Resource, ResourceKind};
pub use services::{
    rooms::RoomRecord,
    service_rules::{ServiceRecord, ServiceWords},
};
pub use tasks::{
    by_hand::NewTask,
    list::{TaskCard, Whose},
};
pub use thing::{Thing, ThingKind};
pub use waiting::{Joined, desk::WaitingCard, holds::HeldTime};
pub use words::{Act, EventKind, ExportKind, ExportStatus, Kept, TaskKind, Topic};
pub use workshops::{NewWorkshop, Workshop, people::SeatCard};
