//! What is new when somebody books: a session with its claims, a person, and their part in it.

use domain::{
    appointment::{Mode, Status},
    preference::{Gender, Spoken},
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{DatabaseTransaction, IntoActiveModel};
use uuid::Uuid;

use super::Appointment;
use crate::{
    Centre, Result, Secret,
    appointments::{
        booking::{Booked, Booking},
        news,
        row::Step,
    },
    centre::civil::{instant, minute_of_day},
    claims::{self, Refused, Taking, refused},
    entities::{attendance, service, session, waiting_entry},
    persons::{self, Known},
    plan::Chosen,
    words::{Kind, Word},
};
use crate::{
    EventKind,
    database::rows::Rows,
    doors::links,
    events,
    messages::promises::message_with_link,
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
    /// Adds the person of a booking.
    pub fn of_booking(rows: &mut Rows, centre: &Centre, booking: &Booking<'_>, key: &Secret) -> Self {
        let request = booking.request;
        let agreed = booking.consent_version.map(|version| (version, booking.by.way()));
        let at = booking.now.as_second();
        Self {
            known: persons::add(rows, centre, (&request.name, &request.contact), agreed, at),
            booked_by: booking.by.staff(),
            asked: (request.with.gender(), request.speaks),
            idempotency_hash: key.hash(),
            now: booking.now,
        }
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
    let mut rows = Rows::default();
    add_session(&mut rows, session)?;
    rows.write(tx).await.map_err(refused)?;
    Ok(events::announce(tx, session.centre_id).await?)
}

/// The same as rows; whoever writes them announces it.
pub(crate) fn add_session(rows: &mut Rows, session: &session::Model) -> Result<()> {
    rows.add(session.clone().into_active_model());
    claims::add(rows, session, &Taking::of(session)?);
    Ok(())
}

/// Somebody's place in a session, of which they are told `start`.
pub(crate) fn attend(
    centre: &Centre,
    session: session::Model,
    (place, start): (i32, civil::DateTime),
    party: &Party,
    status: Status,
) -> Result<Appointment> {
    let (gender, spoken) = party.asked;
    let row = attendance::Model {
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
        reference: Word(random_reference()),
        idempotency_hash: party.idempotency_hash.clone(),
        booked_by: party.booked_by,
        asked_gender: gender.map(Word),
        asked_language: spoken.map(Word),
        created_at: party.now.as_second(),
    };
    Ok(Appointment { row, session })
}

fn random_reference() -> Reference {
    let random = getrandom::u32().expect("the operating system has random numbers");
    Reference::from_number(random % 10_000_000)
}

/// Writes `rows` and with them an appointment, its private link, the promise of its message, its history and its event.
///
/// # Errors
/// [`Refused::UniqueRule`] when the same form, or somebody else in the same place, came first, or has the same reference:
/// begun anew, another one is drawn.
pub(crate) async fn finish(
    tx: &DatabaseTransaction,
    mut rows: Rows,
    of: &Appointment,
    (manage, template): (Secret, Template),
    now: Timestamp,
) -> Result<Booked, Refused> {
    let (row, at) = (&of.row, now.as_second());
    rows.add(row.clone().into_active_model());
    rows.add(links::row(row.centre_id, (Door::Appointment, row.id.to_string()), &manage, (at, None)));
    rows.add(message_with_link(row.centre_id, (template, row.id, row.contact_id), &manage, at));
    let step = Step { what: What::Booked, detail: None, by_staff: row.booked_by };
    news::add(tx, &mut rows, of, step, (EventKind::Booked, at)).await?;
    rows.write(tx).await.map_err(refused)?;
    events::announce(tx, row.centre_id).await?;
    Ok(Booked { id: row.id, reference: row.reference.0.clone(), manage, new: true })
}
