//! A line of the audit, and how it is written.

use std::fmt;

use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Result,
    counter::{self, Counted, More},
    entities::audit,
    secret::hex,
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

    /// Whether the public site may show something else afterwards.
    fn shows(&self) -> bool {
        use Act::{
            Cleared, Corrected, EndedFactor, EndedLink, Erased, Exported, JoinedWaiting, LeftWaiting, MadeLink, Read,
            SetFactor, SetPassword, SignedIn, SignedOut,
        };
        let never = matches!(
            self.act,
            Cleared
                | Corrected
                | EndedFactor
                | EndedLink
                | Erased
                | Exported
                | JoinedWaiting
                | LeftWaiting
                | MadeLink
                | Read
                | SetFactor
                | SetPassword
                | SignedIn
                | SignedOut
        );
        !never && !self.quiet
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
    let changes = lines.iter().filter(|(line, _)| line.shows()).count() as i64;
    let counted = counter::count(tx, centre_id, More { lines: lines.len() as i64, changes, events: 0 }).await?;
    insert(tx, centre_id, lines, &counted).await
}

/// What one line adds to the counter.
pub(crate) fn one_more(line: &Line) -> More {
    More { lines: 1, changes: i64::from(line.shows()), events: 0 }
}

/// Writes lines that are counted already.
pub(crate) async fn insert(
    tx: &impl ConnectionTrait,
    centre_id: i64,
    lines: &[(&Line, i64)],
    counted: &Counted,
) -> Result<()> {
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
    audit::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
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
