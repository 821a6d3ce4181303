//! Who did and who read what: one chain of lines for each centre. A line names ids and never people, so that nothing in
//! the chain has to change when somebody is forgotten.

mod reads;
mod verify;

use std::fmt;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub(crate) use reads::{Reads, queue};
pub use verify::{AuditFault, AuditHead, AuditReport};

use crate::{
    Centre, Error, Result, Store,
    entities::{audit, event_counter},
    secret::hex,
    words::{Word, words},
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

words! {
    /// What was done.
    pub enum Act {
        Booked = "booked",
        ChangedStatus = "changed_status",
        Undone = "undone",
        Moved = "moved",
        Handed = "handed",
        JoinedWaiting = "joined_waiting",
        LeftWaiting = "left_waiting",
        Offered = "offered",
        EndedOffer = "ended_offer",
        SetUpWorkshop = "set_up_workshop",
        CancelledWorkshop = "cancelled_workshop",
        ChangedHours = "changed_hours",
        SavedService = "saved_service",
        SavedRoom = "saved_room",
        SavedColleague = "saved_colleague",
        SavedSettings = "saved_settings",
        SignedIn = "signed_in",
        SignedOut = "signed_out",
        AddedAccount = "added_account",
        ChangedRoles = "changed_roles",
        MadeLink = "made_link",
        EndedLink = "ended_link",
        SetPassword = "set_password",
        SetFactor = "set_factor",
        EndedFactor = "ended_factor",
        Read = "read",
        Corrected = "corrected",
        Exported = "exported",
        Erased = "erased",
        Cleared = "cleared",
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

/// A line as the desk shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    pub sequence: i64,
    pub at: i64,
    pub actor: String,
    pub act: Act,
    pub subject: String,
    pub detail: String,
    pub hash: String,
}

/// Which lines are asked for; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub staff_id: Option<i64>,
    pub act: Option<Act>,
    /// How the subject begins.
    pub subject: Option<String>,
    /// UTC seconds, the second excluded.
    pub within: Option<(i64, i64)>,
    /// Only lines before this one.
    pub before: Option<i64>,
}

/// Writes a line. Call it late in a transaction: like an event it takes the centre's counter row until the commit, and
/// whoever commits first comes first in the chain.
pub(crate) async fn append(tx: &impl ConnectionTrait, centre_id: i64, line: &Line, at: i64) -> Result<()> {
    append_all(tx, centre_id, std::slice::from_ref(&(line, at))).await
}

/// Writes several, in order.
pub(crate) async fn append_all(tx: &impl ConnectionTrait, centre_id: i64, lines: &[(&Line, i64)]) -> Result<()> {
    let more = lines.len() as i64;
    let changes = lines.iter().filter(|(line, _)| line.shows()).count() as i64;
    let counted = event_counter::Entity::update_many()
        .col_expr(event_counter::Column::Changes, Expr::col(event_counter::Column::Changes).add(changes))
        .col_expr(event_counter::Column::Audits, Expr::col(event_counter::Column::Audits).add(more))
        .filter(event_counter::Column::CentreId.eq(centre_id))
        .exec_with_returning(tx)
        .await?;
    let first = counted.first().ok_or(Error::NotFound)?.audits - more + 1;
    let before = audit::Entity::find_by_id((centre_id, first - 1)).one(tx).await?;
    let mut previous = before.map(|row| row.hash).unwrap_or_default();
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
        let row = audit::ActiveModel {
            centre_id: Set(row.centre_id),
            sequence: Set(row.sequence),
            at: Set(row.at),
            actor: Set(row.actor),
            verb: Set(row.verb),
            subject: Set(row.subject),
            detail: Set(row.detail),
            previous: Set(row.previous),
            hash: Set(row.hash),
        };
        row.insert(tx).await?;
    }
    Ok(())
}

/// SHA-256 of every other column, each behind its length, so that no two lines are written alike.
fn hash_of(row: &audit::Model) -> String {
    let (centre, sequence, at) = (row.centre_id.to_string(), row.sequence.to_string(), row.at.to_string());
    let verb = row.verb.0.as_str();
    let mut hasher = Sha256::new();
    for field in [&centre, &sequence, &at, &row.actor, verb, &row.subject, &row.detail, &row.previous] as [&str; 8] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hex(&hasher.finalize())
}

impl Store {
    /// Lines of a centre, the last first.
    pub async fn audit_lines(&self, centre: &Centre, filter: &AuditFilter, limit: u64) -> Result<Vec<AuditLine>> {
        let rows = audit::Entity::find()
            .filter(asked_for(centre, filter))
            .order_by_desc(audit::Column::Sequence)
            .limit(limit)
            .all(&self.db)
            .await?;
        let line = |row: audit::Model| AuditLine {
            sequence: row.sequence,
            at: row.at,
            actor: row.actor,
            act: row.verb.0,
            subject: row.subject,
            detail: row.detail,
            hash: row.hash,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// How often what the public site shows of a centre may have changed. Whoever reads it, and then what is shown, has
    /// seen every change that was counted.
    pub async fn changes(&self, centre_id: i64) -> Result<i64> {
        let row = event_counter::Entity::find_by_id(centre_id).one(&self.db).await?;
        Ok(row.ok_or(Error::NotFound)?.changes)
    }

    /// Notes in a transaction of its own what was done outside the database's rows.
    pub async fn note(&self, centre: &Centre, actor: Actor, act: Act, subject: Subject, at: i64) -> Result<()> {
        let line = &Line::new(actor, act, subject);
        self.transact_quietly(|tx| async move {
            append(&tx, centre.id, line, at).await?;
            Ok((tx, ()))
        })
        .await
    }
}

fn asked_for(centre: &Centre, filter: &AuditFilter) -> Condition {
    let staff = filter.staff_id.map(|id| audit::Column::Actor.eq(Actor::Staff(id).to_string()));
    let act = filter.act.map(|act| audit::Column::Verb.eq(act.as_str()));
    let subject = filter.subject.as_deref().map(|begins| audit::Column::Subject.starts_with(begins));
    let within = filter.within.map(|(first, end)| audit::Column::At.gte(first).and(audit::Column::At.lt(end)));
    let before = filter.before.map(|sequence| audit::Column::Sequence.lt(sequence));
    let all = [staff, act, subject, within, before].into_iter().flatten();
    all.fold(Condition::all().add(audit::Column::CentreId.eq(centre.id)), Condition::add)
}
