//! Everything that a centre has about one person, for that person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    appointments::with_sessions,
    audit::{self, line::Line},
    centre::civil::start_of,
    entities::{attendance, consent, contact, outbox, person, service, status_change, waiting_entry},
    persons,
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
    pub contacts: Vec<ContactGiven>,
    pub consents: Vec<ConsentGiven>,
    pub appointments: Vec<AppointmentKept>,
    pub waits: Vec<WaitKept>,
    pub messages: Vec<MessageKept>,
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
}

impl Store {
    /// All that is kept about the person of an appointment, wherever the same name was given with the same contact. That it
    /// was asked for is noted.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn export_person(
        &self,
        centre: &Centre,
        appointment: Uuid,
        by: Actor,
        now: Timestamp,
    ) -> Result<PersonExport> {
        self.transact_quietly(|tx| async move {
            let of = attendance::Entity::find_by_id((centre.id, appointment)).one(&tx).await?.ok_or(Error::NotFound)?;
            let ids = persons::same_as(&tx, centre.id, of.contact_id).await?;
            let mut entries = Vec::new();
            for id in ids {
                entries.push(entry(&tx, centre, id).await?);
            }
            let line = Line::new(by, Act::Exported, Subject::Person(of.person_id));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, PersonExport { centre: centre.slug.clone(), made_at: now.to_string(), entries }))
        })
        .await
    }
}

async fn entry(db: &impl ConnectionTrait, centre: &Centre, id: Uuid) -> Result<Entry> {
    let who = person::Entity::find_by_id((centre.id, id)).one(db).await?.ok_or(Error::NotFound)?;
    let contacts = contact::Entity::find()
        .filter(contact::Column::CentreId.eq(centre.id))
        .filter(contact::Column::PersonId.eq(id))
        .order_by_asc(contact::Column::Id)
        .all(db)
        .await?;
    let consents = consent::Entity::find()
        .filter(consent::Column::CentreId.eq(centre.id))
        .filter(consent::Column::PersonId.eq(id))
        .order_by_asc(consent::Column::Id)
        .all(db)
        .await?;
    let messages = outbox::Entity::find()
        .filter(outbox::Column::CentreId.eq(centre.id))
        .filter(outbox::Column::ContactId.is_in(contacts.iter().map(|contact| contact.id)))
        .order_by_asc(outbox::Column::Id)
        .all(db)
        .await?;
    let services = service::Entity::find().filter(service::Column::CentreId.eq(centre.id)).all(db).await?;
    let services: BTreeMap<i64, String> = services.into_iter().map(|row| (row.id, row.slug)).collect();
    Ok(Entry {
        name: who.name,
        given_at: at(who.created_at)?,
        contacts: contacts.into_iter().map(contact_given).collect::<Result<_>>()?,
        consents: consents.into_iter().map(consent_given).collect::<Result<_>>()?,
        appointments: appointments(db, centre, id, &services).await?,
        waits: waits(db, centre, id, &services).await?,
        messages: messages.into_iter().map(message_kept).collect::<Result<_>>()?,
    })
}

async fn appointments(
    db: &impl ConnectionTrait,
    centre: &Centre,
    id: Uuid,
    services: &BTreeMap<i64, String>,
) -> Result<Vec<AppointmentKept>> {
    let rows = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::PersonId.eq(id))
        .order_by_asc(attendance::Column::Id)
        .all(db)
        .await?;
    let lines = status_change::Entity::find()
        .filter(status_change::Column::CentreId.eq(centre.id))
        .filter(status_change::Column::AttendanceId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(status_change::Column::Version)
        .all(db)
        .await?;
    let mut kept = Vec::new();
    for of in with_sessions(db, centre.id, rows).await? {
        let own = lines.iter().filter(|line| line.attendance_id == of.row.id);
        kept.push(AppointmentKept {
            service: services.get(&of.session.service_id).cloned().unwrap_or_default(),
            mode: of.session.mode.0.as_str().to_owned(),
            start: start_of(&of.row).to_string(),
            minutes: of.session.minutes.unsigned_abs(),
            status: of.row.status.0.as_str().to_owned(),
            history: own.map(line_kept).collect::<Result<_>>()?,
            reference: of.row.reference.0.as_str().to_owned(),
        });
    }
    Ok(kept)
}

async fn waits(
    db: &impl ConnectionTrait,
    centre: &Centre,
    id: Uuid,
    services: &BTreeMap<i64, String>,
) -> Result<Vec<WaitKept>> {
    let rows = waiting_entry::Entity::find()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::PersonId.eq(id))
        .order_by_asc(waiting_entry::Column::Id)
        .all(db)
        .await?;
    let kept = |row: waiting_entry::Model| {
        Ok(WaitKept {
            service: services.get(&row.service_id).cloned().unwrap_or_default(),
            first_day: row.first_day.0.to_string(),
            last_day: row.last_day.0.to_string(),
            status: row.status.0.as_str().to_owned(),
            since: at(row.created_at)?,
        })
    };
    rows.into_iter().map(kept).collect()
}

fn contact_given(row: contact::Model) -> Result<ContactGiven> {
    Ok(ContactGiven {
        channel: row.channel.0.as_str().to_owned(),
        address: row.address,
        language: row.language.0.code().to_owned(),
        may_leave_message: row.may_leave_message,
        given_at: at(row.created_at)?,
        ended_at: row.revoked_at.map(at).transpose()?,
    })
}

fn consent_given(row: consent::Model) -> Result<ConsentGiven> {
    Ok(ConsentGiven {
        purpose: row.purpose.0.as_str().to_owned(),
        text: row.text_version,
        way: row.way.0.as_str().to_owned(),
        given_at: at(row.given_at)?,
        withdrawn_at: row.withdrawn_at.map(at).transpose()?,
    })
}

fn message_kept(row: outbox::Model) -> Result<MessageKept> {
    Ok(MessageKept {
        about: row.template.0.as_str().to_owned(),
        promised_at: at(row.created_at)?,
        sent_at: row.sent_at.map(at).transpose()?,
    })
}

fn line_kept(line: &status_change::Model) -> Result<LineKept> {
    // Who led it before is the centre's own affair.
    let detail = line.detail.clone().filter(|_| line.what.0 != What::Handed);
    Ok(LineKept {
        at: at(line.at)?,
        what: line.what.0.as_str().to_owned(),
        status: line.status.0.as_str().to_owned(),
        detail,
    })
}

fn at(second: i64) -> Result<String> {
    Ok(Timestamp::from_second(second).map_err(|_| Error::Corrupt("an instant"))?.to_string())
}
