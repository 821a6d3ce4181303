//! The desk's day, as it travels to the browser. Only what this reader may see is in it.

use serde::{Deserialize, Serialize};

use crate::{
    access::{Role, Verb, may},
    appointment::{Mode, Status},
    language::Language,
};

/// Which pages of the desk are open to a reader, for the bar above them. The pages ask again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    pub board: bool,
    pub book: bool,
    pub waiting: bool,
    pub workshops: bool,
    pub hours: bool,
    pub services: bool,
    pub accounts: bool,
}

impl Rights {
    pub fn of(roles: &[Role]) -> Self {
        Self {
            board: may(roles, Verb::SeeBoard) || may(roles, Verb::SeeOwnVisits),
            book: may(roles, Verb::BookForCaller),
            waiting: may(roles, Verb::ManageWaiting),
            workshops: may(roles, Verb::ManageWorkshops),
            hours: may(roles, Verb::ManageHours),
            services: may(roles, Verb::ManageServices),
            accounts: may(roles, Verb::ManageAccounts),
        }
    }
}

/// One appointment on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: String,
    pub version: i32,
    /// ISO day.
    pub day: String,
    /// `HH:MM`.
    pub time: String,
    pub minutes: u32,
    pub status: Status,
    pub name: String,
    pub service: String,
    pub mode: Mode,
    pub mediator: String,
    pub co_mediator: Option<String>,
    pub room: Option<String>,
    /// Whether another party has the same session.
    pub together: bool,
    pub reference: String,
    pub contact: Option<CardContact>,
    pub trace: Trace,
    /// Whether the reader may move it.
    pub movable: bool,
    pub demo: bool,
}

/// How to reach the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardContact {
    /// As people write it.
    pub shown: String,
    /// `tel:` or `mailto:` address.
    pub link: String,
    pub language: Language,
    pub may_leave_message: bool,
}

/// The last change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Staff member; `None` is the person themselves.
    pub who: Option<String>,
    /// Civil time `HH:MM` of the centre, with the day before it when it was another day.
    pub at: String,
    pub what: String,
}
