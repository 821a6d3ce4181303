//! What is new when somebody books: a session with its claims, a person, and their part in it.

use domain::{
    appointment::{Mode, Status},
    preference::{Gender, Spoken},
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, sea_query::OnConflict};
use uuid::Uuid;

use super::Appointment;
use crate::{
    Centre, Result, Secret,
    appointments::{
        booking::{Booked, Booking},
        news,
        row::{Step, read_reference},
    },
    civil::{instant, minute_of_day},
    claims::{self, Refused, Taking, refused},
    entities::{attendance, service, session, waiting_entry},
    persons::{self, Known},
    plan::Chosen,
    words::{Kind, Word},
};
use crate::{
    EventKind, links,
    promises::promise_with_link,
    words::{Door, Template, What},
};

/// When, how and by whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned {
    pub mode: Mode,
    pub start: civil::DateTime,
    pub chosen: Chosen,
}

/// Who comes, and how it came about.
pub(crate) struct Party {
    pub known: Known,
    pub booked_by: Option<i64>,
    /// What was asked of the mediator.
    pub asked: (Option<Gender>, Option<Spoken>),
    pub idempotency_hash: String,
    pub now: Timestamp,
}

impl Party {
    /// Writes the person of a booking.
    pub async fn of_booking(
        tx: &DatabaseTransaction,
        centre: &Centre,
        booking: &Booking<'_>,
        key: &Secret,
    ) -> Result<Self> {
        let request = booking.request;
        let agreed = booking.consent_version.map(|version| (version, booking.by.way()));
        let at = booking.now.as_second();
        let known = persons::insert(tx, centre, (&request.name, &request.contact), agreed, at).await?;
        Ok(Self {
            known,
            booked_by: booking.by.staff(),
            asked: (request.with.gender(), request.speaks),
            idempotency_hash: key.hash(),
            now: booking.now,
        })
    }

    /// Whoever waited and took what was offered; `by` says so for them on the telephone.
    pub fn of_waiting(entry: &waiting_entry::Model, key: &Secret, by: Option<i64>, now: Timestamp) -> Self {
        Self {
            known: Known { person_id: entry.person_id, contact_id: entry.contact_id },
            booked_by: by,
            asked: (entry.gender.map(|gender| gender.0), entry.language.map(|spoken| spoken.0)),
            idempotency_hash: key.hash(),
            now,
        }
    }
}

/// A private session of a service.
pub(crate) fn new_session(
    centre: &Centre,
    service: &service::Model,
    planned: &Planned,
    (by, now): (Option<i64>, Timestamp),
) -> Result<session::Model> {
    let Planned { mode, start, chosen } = *planned;
    Ok(session::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        kind: Word(Kind::Private),
        service_id: service.id,
        mode: Word(mode),
        staff_id: chosen.staff,
        co_staff_id: chosen.co_staff,
        room_id: chosen.room,
        day: Word(start.date()),
        start_minute: minute_of_day(start),
        minutes: service.minutes,
        before_minutes: service.before_minutes,
        buffer_minutes: service.buffer_minutes,
        zone: centre.zone_name.clone(),
        starts_at: instant(start, centre)?,
        seats: 1,
        cancelled_at: None,
        created_by: by,
        created_at: now.as_second(),
    })
}

/// Writes a session with what it takes.
///
/// # Errors
/// [`Refused::UniqueRule`] when somebody else has some of its time.
pub(crate) async fn insert_session(tx: &DatabaseTransaction, session: &session::Model) -> Result<(), Refused> {
    session::Entity::insert(session.clone().into_active_model()).exec_without_returning(tx).await?;
    claims::take(tx, session, &Taking::of(session)?).await
}

/// Gives somebody a place in a session, and tells them `start`.
///
/// # Errors
/// [`Refused::UniqueRule`] when the same form, or somebody else in the same place, came first.
pub(crate) async fn attend(
    tx: &DatabaseTransaction,
    centre: &Centre,
    session: session::Model,
    (place, start): (i32, civil::DateTime),
    party: &Party,
    status: Status,
) -> Result<Appointment, Refused> {
    let (gender, spoken) = party.asked;
    let mut row = attendance::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        session_id: session.id,
        person_id: party.known.person_id,
        contact_id: party.known.contact_id,
        place,
        day: Word(start.date()),
        start_minute: minute_of_day(start),
        starts_at: instant(start, centre)?,
        status: Word(status),
        version: 1,
        reference: random_reference().as_str().to_owned(),
        idempotency_hash: party.idempotency_hash.clone(),
        booked_by: party.booked_by,
        asked_gender: gender.map(Word),
        asked_language: spoken.map(Word),
        created_at: party.now.as_second(),
    };
    insert(tx, &mut row).await?;
    Ok(Appointment { row, session })
}

fn random_reference() -> Reference {
    let random = getrandom::u32().expect("the operating system has random numbers");
    Reference::from_number(random % 10_000_000)
}

/// Its reference is drawn again as long as another one of the centre has it.
async fn insert(tx: &DatabaseTransaction, row: &mut attendance::Model) -> Result<(), Refused> {
    let key = [attendance::Column::CentreId, attendance::Column::Reference];
    loop {
        let on_conflict = OnConflict::columns(key).do_nothing().to_owned();
        let new = attendance::Entity::insert(row.clone().into_active_model()).on_conflict(on_conflict);
        let written = new.exec_without_returning(tx).await;
        match written {
            Err(DbErr::RecordNotInserted) | Ok(0) => row.reference = random_reference().as_str().to_owned(),
            Ok(_) => return Ok(()),
            Err(error) => return Err(refused(error)),
        }
    }
}

/// The private link, the promise of its message, and the event of a new appointment.
pub(crate) async fn finish(
    tx: &DatabaseTransaction,
    of: &Appointment,
    manage: Secret,
    template: Template,
    now: Timestamp,
) -> Result<Booked> {
    let (row, at) = (&of.row, now.as_second());
    links::add(tx, row.centre_id, (Door::Appointment, row.id.to_string()), &manage, (at, None)).await?;
    promise_with_link(tx, row.centre_id, (template, row.id, row.contact_id), &manage, at).await?;
    let step = Step { what: What::Booked, detail: None, by_staff: row.booked_by };
    news::record_and_append(tx, of, step, EventKind::Booked, at).await?;
    Ok(Booked { id: row.id, reference: read_reference(row)?, manage, new: true })
}
