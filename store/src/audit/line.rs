//! A line of the audit, and how it is written.

use std::fmt;

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Result,
    database::secret::hex,
    entities::audit,
    events::counter::{self, Counted, More},
    words::{Act, Word},
};

/// Who it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Staff(i64),
    /// The person whom it is about, by a link of theirs.
    Person,
    /// This program, by itself.
    Program,
    /// Whoever has a shell on the server.
    Shell,
}

impl Actor {
    /// Staff, or the person themselves.
    pub(crate) fn of(by: Option<i64>) -> Self {
        by.map_or(Self::Person, Self::Staff)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff(id) => write!(f, "staff:{id}"),
            Self::Person => f.write_str("person"),
            Self::Program => f.write_str("program"),
            Self::Shell => f.write_str("shell"),
        }
    }
}

/// What it was done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Appointment(Uuid),
    Person(Uuid),
    Task(Uuid),
    /// The tasks that somebody sees.
    Tasks,
    /// Those whom a search found.
    People,
    Waiting(Uuid),
    Workshop(Uuid),
    /// The appointments of an ISO day.
    Day(jiff::civil::Date),
    WaitingList,
    Account(i64),
    Service(String),
    Room(i64),
    Hours(String),
    Centre,
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Appointment(id) => write!(f, "appointment:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::People => f.write_str("people"),
            Self::Task(id) => write!(f, "task:{id}"),
            Self::Tasks => f.write_str("tasks"),
            Self::Waiting(id) => write!(f, "waiting:{id}"),
            Self::Workshop(id) => write!(f, "workshop:{id}"),
            Self::Day(day) => write!(f, "day:{day}"),
            Self::WaitingList => f.write_str("waiting"),
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Service(slug) => write!(f, "service:{slug}"),
            Self::Room(id) => write!(f, "room:{id}"),
            Self::Hours(of) => write!(f, "hours:{of}"),
            Self::Centre => f.write_str("centre"),
        }
    }
}

/// What a line says besides when.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub actor: Actor,
    pub act: Act,
    pub subject: Subject,
    /// Words and ids of this program.
    pub detail: String,
    /// Whether the public site shows the same afterwards, though others of its kind change it.
    quiet: bool,
}

impl Line {
    pub fn new(actor: Actor, act: Act, subject: Subject) -> Self {
        Self { actor, act, subject, detail: String::new(), quiet: false }
    }

    /// The same where nothing that the public site shows is another afterwards.
    pub fn quietly(self, quiet: bool) -> Self {
        Self { quiet, ..self }
    }

    /// What the line adds to the counter.
    fn counts(&self) -> More {
        let changes = !self.quiet && !says_nothing_to_the_public(self.act);
        let rules = changes && !takes_or_frees_time(self.act);
        More { lines: 1, changes: i64::from(changes), rules: i64::from(rules), events: 0 }
    }

    /// The same with words and ids of this program.
    pub fn with(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

/// Writes a line. Call it late in a transaction: like an event it takes the centre's counter row until the commit, and
/// whoever commits first comes first in the chain.
pub(crate) async fn append(tx: &impl ConnectionTrait, centre_id: i64, line: &Line, at: i64) -> Result<()> {
    append_all(tx, centre_id, std::slice::from_ref(&(line, at))).await
}

/// Writes several, in order.
pub(crate) async fn append_all(tx: &impl ConnectionTrait, centre_id: i64, lines: &[(&Line, i64)]) -> Result<()> {
    let mut all = More::default();
    for more in lines.iter().map(|(line, _)| line.counts()) {
        (all.lines, all.changes, all.rules) =
            (all.lines + more.lines, all.changes + more.changes, all.rules + more.rules);
    }
    let counted = counter::count(tx, centre_id, all).await?;
    audit::Entity::insert_many(rows(centre_id, lines, &counted)).exec_without_returning(tx).await?;
    Ok(())
}

/// What a line and an event of the same change add to the counter.
pub(crate) fn with_event(line: &Line) -> More {
    More { events: 1, ..line.counts() }
}

/// Whether nothing that the public site shows is another afterwards.
fn says_nothing_to_the_public(act: Act) -> bool {
    use Act::{
        AddedPicture, AskedForFile, Cleared, Corrected, EndedFactor, EndedLink, EndedTask, Erased, Exported,
        JoinedWaiting, LeftWaiting, MadeArticle, MadeLink, MadeTask, Merged, Read, ReopenedTask, SaidApart, SetFactor,
        SetPassword, SignedIn, SignedOut, TookMergeBack, UnsaidApart, WroteFile, WrotePage,
    };
    matches!(
        act,
        AddedPicture
            | AskedForFile
            | Cleared
            | Corrected
            | EndedFactor
            | EndedLink
            | EndedTask
            | Erased
            | Exported
            | JoinedWaiting
            | LeftWaiting
            | MadeArticle
            | MadeLink
            | MadeTask
            | Merged
            | Read
            | ReopenedTask
            | SaidApart
            | SetFactor
            | SetPassword
            | SignedIn
            | SignedOut
            | TookMergeBack
            | UnsaidApart
            | WroteFile
            | WrotePage
    )
}

/// Whether the hours, people, rooms and services of the centre are the same afterwards, and only what is taken is not.
fn takes_or_frees_time(act: Act) -> bool {
    use Act::{
        Booked, CancelledWorkshop, ChangedStatus, EndedOffer, Handed, Moved, Offered, Overruled, Resized, Roomed,
        SetUpWorkshop, Undone,
    };
    matches!(
        act,
        Booked
            | CancelledWorkshop
            | ChangedStatus
            | EndedOffer
            | Handed
            | Moved
            | Offered
            | Overruled
            | Resized
            | Roomed
            | SetUpWorkshop
            | Undone
    )
}

/// Lines that are counted already, as rows.
pub(crate) fn rows(centre_id: i64, lines: &[(&Line, i64)], counted: &Counted) -> Vec<audit::ActiveModel> {
    let first = counted.line - lines.len() as i64 + 1;
    let mut previous = counted.hash_before.clone();
    let mut rows = Vec::with_capacity(lines.len());
    for (sequence, (line, at)) in (first..).zip(lines) {
        let mut row = audit::Model {
            centre_id,
            sequence,
            at: *at,
            actor: line.actor.to_string(),
            verb: Word(line.act),
            subject: line.subject.to_string(),
            detail: line.detail.clone(),
            previous,
            hash: String::new(),
        };
        row.hash = hash_of(&row);
        previous = row.hash.clone();
        rows.push(row.into_active_model());
    }
    rows
}

/// SHA-256 of every other column, each behind its length, so that no two lines are written alike.
pub(crate) fn hash_of(row: &audit::Model) -> String {
    let (centre, sequence, at) = (row.centre_id.to_string(), row.sequence.to_string(), row.at.to_string());
    let verb = row.verb.0.as_str();
    let mut hasher = Sha256::new();
    for field in [&centre, &sequence, &at, &row.actor, verb, &row.subject, &row.detail, &row.previous] as [&str; 8] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hex(&hasher.finalize())
}
