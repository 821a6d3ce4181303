//! Everything that a centre has about one person, for that person.

pub mod kept;

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    appointments::with_sessions,
    audit::{self, line::Line},
    centre::civil::start_of,
    entities::{
        attendance, consent, contact, outbox, person, person_change, service, status_change, task, waiting_entry,
    },
    persons::circle::Circle,
};

pub use self::kept::PersonExport;
use self::kept::{
    AppointmentKept, Entry, WaitKept, at, change_kept, consent_given, contact_given, line_kept, message_kept, task_kept,
};

impl Store {
    /// All that is kept about the person of an appointment in all their entries, also those that were merged. That it was
    /// asked for is noted.
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
            let ids = Circle::around(&tx, centre.id, [of.person_id]).await?.ids_of(of.person_id);
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

impl Store {
    /// The same for the desk's own page, by the id of any of their entries. That it is read is noted before.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for somebody who is forgotten.
    pub async fn person_file(&self, centre: &Centre, person: Uuid, reader: i64, now: Timestamp) -> Result<PersonFile> {
        let who = person::Entity::find_by_id((centre.id, person)).one(&self.db).await?;
        who.filter(|who| who.blanked_at.is_none()).ok_or(Error::NotFound)?;
        let circle = Circle::around(&self.db, centre.id, [person]).await?;
        let face = circle.face_of(person).ok_or(Error::NotFound)?;
        self.reads(centre, reader, Subject::Person(person), now.as_second()).await?;
        let mut entries = Vec::new();
        for id in circle.ids_of(person).into_iter().rev() {
            entries.push(entry(&self.db, centre, id).await?);
        }
        let merged = circle.merges_of(person).next().is_some();
        Ok(PersonFile {
            id: face.id,
            name: face.name.clone(),
            other_names: circle.other_names_of(face.id),
            merged,
            entries,
        })
    }
}

/// Somebody's file, as the desk reads it.
#[derive(Clone, Debug)]
pub struct PersonFile {
    /// Of the entry that speaks for them.
    pub id: Uuid,
    pub name: String,
    /// Those that are written or spelt otherwise, of entries that were merged.
    pub other_names: Vec<String>,
    /// Whether entries were merged, and the address of one leads to the other.
    pub merged: bool,
    /// The latest first.
    pub entries: Vec<Entry>,
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
    let changes = person_change::Entity::find()
        .filter(person_change::Column::CentreId.eq(centre.id))
        .filter(person_change::Column::PersonId.eq(id))
        .order_by_asc(person_change::Column::Id)
        .all(db)
        .await?;
    let tasks = task::Entity::find()
        .filter(task::Column::CentreId.eq(centre.id))
        .filter(task::Column::PersonId.eq(id))
        .order_by_asc(task::Column::Id)
        .all(db)
        .await?;
    let services = service::Entity::find().filter(service::Column::CentreId.eq(centre.id)).all(db).await?;
    let services: BTreeMap<i64, String> = services.into_iter().map(|row| (row.id, row.slug)).collect();
    Ok(Entry {
        name: who.name,
        given_at: at(who.created_at)?,
        tasks: tasks.into_iter().map(task_kept).collect::<Result<_>>()?,
        corrections: changes.into_iter().map(change_kept).collect::<Result<_>>()?,
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
            id: of.row.id,
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
