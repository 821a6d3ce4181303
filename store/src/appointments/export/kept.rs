//! What is kept about a person, as it is handed over.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Error, Result,
    entities::{consent, contact, outbox, person_change, status_change, task},
    words::What,
};

/// What is kept about a person: an entry for each time that they gave their name.
#[derive(Clone, Debug, Serialize)]
pub struct PersonExport {
    pub centre: String,
    pub made_at: String,
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub name: String,
    pub given_at: String,
    /// What was corrected of the name and the contacts, the oldest first.
    pub corrections: Vec<CorrectionKept>,
    pub tasks: Vec<TaskKept>,
    pub contacts: Vec<ContactGiven>,
    pub consents: Vec<ConsentGiven>,
    pub appointments: Vec<AppointmentKept>,
    pub waits: Vec<WaitKept>,
    pub messages: Vec<MessageKept>,
}

/// What somebody at the centre had to do about the person.
#[derive(Clone, Debug, Serialize)]
pub struct TaskKept {
    pub what: String,
    pub words: String,
    pub due: String,
    pub made_at: String,
    pub done_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorrectionKept {
    pub at: String,
    /// `name`, `address`, `language` or `messages`.
    pub what: String,
    pub before: String,
    pub after: String,
    /// `staff`, or `person` where it was done by the private link.
    pub by: &'static str,
    /// For the desk's own pages alone.
    #[serde(skip)]
    pub by_staff: Option<i64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContactGiven {
    pub channel: String,
    pub address: String,
    pub language: String,
    pub may_leave_message: bool,
    pub given_at: String,
    pub ended_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConsentGiven {
    pub purpose: String,
    pub text: String,
    pub way: String,
    pub given_at: String,
    pub withdrawn_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AppointmentKept {
    /// For the desk's own pages alone.
    #[serde(skip)]
    pub id: Uuid,
    pub service: String,
    pub mode: String,
    /// Civil time at the centre.
    pub start: String,
    pub minutes: u32,
    pub status: String,
    pub reference: String,
    pub history: Vec<LineKept>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LineKept {
    pub at: String,
    pub what: String,
    pub status: String,
    /// What was written, or the time before a move.
    pub detail: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WaitKept {
    pub service: String,
    pub first_day: String,
    pub last_day: String,
    pub status: String,
    pub since: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct MessageKept {
    pub about: String,
    pub promised_at: String,
    pub sent_at: Option<String>,
    /// How often a carrier was asked, for the desk's own pages alone.
    #[serde(skip)]
    pub tries: u32,
    #[serde(skip)]
    pub dropped: bool,
}

pub(super) fn task_kept(row: task::Model) -> Result<TaskKept> {
    Ok(TaskKept {
        what: row.kind.0.as_str().to_owned(),
        words: row.words,
        due: row.due.0.to_string(),
        made_at: at(row.made_at)?,
        done_at: row.done_at.map(at).transpose()?,
    })
}

pub(super) fn change_kept(row: person_change::Model) -> Result<CorrectionKept> {
    Ok(CorrectionKept {
        at: at(row.changed_at)?,
        what: row.what.0.as_str().to_owned(),
        before: row.before,
        after: row.after,
        by: if row.changed_by.is_some() { "staff" } else { "person" },
        by_staff: row.changed_by,
    })
}

pub(super) fn contact_given(row: contact::Model) -> Result<ContactGiven> {
    Ok(ContactGiven {
        channel: row.channel.0.as_str().to_owned(),
        address: row.address,
        language: row.language.0.code().to_owned(),
        may_leave_message: row.may_leave_message,
        given_at: at(row.created_at)?,
        ended_at: row.revoked_at.map(at).transpose()?,
    })
}

pub(super) fn consent_given(row: consent::Model) -> Result<ConsentGiven> {
    Ok(ConsentGiven {
        purpose: row.purpose.0.as_str().to_owned(),
        text: row.text_version,
        way: row.way.0.as_str().to_owned(),
        given_at: at(row.given_at)?,
        withdrawn_at: row.withdrawn_at.map(at).transpose()?,
    })
}

pub(super) fn message_kept(row: outbox::Model) -> Result<MessageKept> {
    Ok(MessageKept {
        about: row.template.0.as_str().to_owned(),
        promised_at: at(row.created_at)?,
        sent_at: row.sent_at.map(at).transpose()?,
        tries: row.tries.unsigned_abs(),
        dropped: row.dropped_at.is_some(),
    })
}

pub(super) fn line_kept(line: &status_change::Model) -> Result<LineKept> {
    // Who led it before, and where, is the centre's own affair.
    let detail = line.detail.clone().filter(|_| !matches!(line.what.0, What::Handed | What::Roomed));
    Ok(LineKept {
        at: at(line.at)?,
        what: line.what.0.as_str().to_owned(),
        status: line.status.0.as_str().to_owned(),
        detail,
    })
}

pub(super) fn at(second: i64) -> Result<String> {
    Ok(Timestamp::from_second(second).map_err(|_| Error::Corrupt("an instant"))?.to_string())
}
