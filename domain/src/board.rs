//! The desk's day, as it travels to the browser. Only what this reader may see is in it.

mod day;
mod ground;

pub use day::{Block, BlockKind, Lane, Minutes, Shut, hours_shown, shut, shut_for, shut_for_all};
pub use ground::{Ground, Hindrance, LENGTHS, Put, Track, Whose, is_length};

use serde::{Deserialize, Serialize};

use crate::{
    access::{Role, Verb, may},
    appointment::{Mode, Status},
    language::Language,
    preference::Spoken,
};

/// Which pages of the desk are open to a reader, for the bar above them. The pages ask again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    pub board: bool,
    pub find: bool,
    pub book: bool,
    pub waiting: bool,
    pub workshops: bool,
    pub hours: bool,
    pub figures: bool,
    pub services: bool,
    pub accounts: bool,
    pub pages: bool,
}

impl Rights {
    pub fn of(roles: &[Role]) -> Self {
        Self {
            board: may(roles, Verb::SeeBoard) || may(roles, Verb::SeeOwnVisits),
            find: may(roles, Verb::SeeBoard),
            book: may(roles, Verb::BookForCaller),
            waiting: may(roles, Verb::ManageWaiting),
            workshops: may(roles, Verb::ManageWorkshops),
            hours: may(roles, Verb::ManageHours),
            figures: may(roles, Verb::SeeFigures),
            services: may(roles, Verb::ManageServices),
            accounts: may(roles, Verb::ManageAccounts),
            pages: may(roles, Verb::WritePages),
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
    /// `HH:MM`, and as a minute of the day.
    pub time: String,
    pub start_minute: u32,
    pub minutes: u32,
    /// Minutes of the pause after it.
    pub pause: u32,
    /// Its session; the parties of one have the same.
    pub session: String,
    /// Whether that is a workshop, whose people are called together.
    pub workshop: bool,
    /// Who leads it, and the room: the lanes that it stands in.
    pub people: Vec<i64>,
    pub room_id: Option<i64>,
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
    /// Seconds since 1970 at which it came into its state.
    pub since: i64,
    pub needs: Needs,
    /// Whether the reader may move it.
    pub movable: bool,
    pub demo: bool,
}

/// What somebody still needs, or whoever receives them has to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// They have not agreed to what is kept about them.
    pub consent: bool,
    /// They asked for this language.
    pub speaks: Option<Spoken>,
    /// A message to them was let go, or has been tried several times.
    pub message: bool,
}

impl Card {
    /// The whole card as somebody with these roles sees it; `None` when it is not for them. Whoever sees the board sees
    /// every card, a mediator those that they lead.
    pub fn seen_by(mut self, staff: i64, roles: &[Role]) -> Option<Self> {
        let leads = self.people.contains(&staff);
        let sees = may(roles, Verb::SeeBoard) || (leads && may(roles, Verb::SeeOwnVisits));
        if !sees {
            return None;
        }
        if !may(roles, Verb::SeeContact) {
            self.contact = None;
            self.needs = Needs { consent: false, message: false, ..self.needs };
        }
        self.movable = may(roles, Verb::MoveAnyVisit) || (leads && may(roles, Verb::MoveOwnVisit));
        Some(self)
    }

    /// The time that it takes of its day.
    pub fn time_taken(&self) -> Minutes {
        Minutes { from: self.start_minute, to: self.start_minute + self.minutes }
    }

    /// What the desk does next with it, if anything is left to do.
    pub fn next_step(&self) -> Option<Status> {
        self.status.next_steps().first().copied().filter(|_| self.movable && self.status != Status::DidNotCome)
    }

    /// Whether its time is over at `minute` of its day, and nobody has said what came of it.
    pub fn lacks_outcome(&self, minute: u32) -> bool {
        self.time_taken().to < minute && matches!(self.status, Status::Expected | Status::Arrived | Status::InSession)
    }
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

#[cfg(test)]
mod tests;
