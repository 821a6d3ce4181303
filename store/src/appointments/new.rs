//! A new appointment from its parts: a person, a session, a service.

use domain::{
    appointment::{Mode, Status},
    calendar::instant_of,
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::{Booking, Chosen, minute_of_day};
use crate::{
    Centre, Error, Result, Secret,
    claims::{Refused, refused},
    entities::{appointment, service, waiting_entry},
};

/// When, how and by whom; and which seat, in a workshop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub mode: Mode,
    pub start: civil::DateTime,
    pub chosen: Chosen,
    pub seat: Option<(Uuid, i32)>,
}

/// Whose appointment it is and how it came about.
pub(crate) struct Person {
    pub name: String,
    /// `mobile` or `email`.
    pub channel: String,
    pub address: String,
    pub language: String,
    pub may_leave_message: bool,
    pub consent_version: Option<String>,
    pub booked_by: Option<i64>,
    /// `woman` or `man`, and the code of a language: what was asked of the mediator.
    pub asked_gender: Option<String>,
    pub asked_language: Option<String>,
    pub idempotency_hash: String,
    pub manage_hash: String,
    pub now: Timestamp,
}

impl Person {
    pub fn of_booking(booking: &Booking<'_>, key: &Secret) -> Self {
        let contact = &booking.request.contact;
        Self {
            name: booking.request.name.as_str().to_owned(),
            channel: contact.address.channel().as_str().to_owned(),
            address: contact.address.as_stored().to_owned(),
            language: contact.language.code().to_owned(),
            may_leave_message: contact.may_leave_message,
            consent_version: booking.consent_version.map(str::to_owned),
            booked_by: booking.by.staff(),
            asked_gender: booking.request.with.gender().map(|gender| gender.as_str().to_owned()),
            asked_language: booking.request.speaks.map(|spoken| spoken.code().to_owned()),
            idempotency_hash: key.hash(),
            manage_hash: key.derive("manage").hash(),
            now: booking.now,
        }
    }

    /// Whoever waited and took what was offered with `link`; `by` says so for them on the telephone.
    pub fn of_waiting(entry: &waiting_entry::Model, link: &Secret, by: Option<i64>, now: Timestamp) -> Self {
        Self {
            name: entry.name.clone(),
            channel: entry.contact_channel.clone(),
            address: entry.contact_address.clone(),
            language: entry.contact_language.clone(),
            may_leave_message: entry.may_leave_message,
            consent_version: entry.consent_version.clone(),
            booked_by: by,
            asked_gender: entry.gender.clone(),
            asked_language: entry.language.clone(),
            idempotency_hash: link.hash(),
            manage_hash: link.derive("manage").hash(),
            now,
        }
    }
}

pub(crate) fn new_row(
    centre: &Centre,
    service: &service::Model,
    session: &Session,
    person: &Person,
    status: Status,
) -> Result<appointment::Model> {
    let starts_at = instant_of(session.start, &centre.zone).ok_or(Error::Taken)?;
    Ok(appointment::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        service_id: service.id,
        staff_id: session.chosen.staff,
        mode: session.mode.as_str().to_owned(),
        day: session.start.date().to_string(),
        start_minute: minute_of_day(session.start),
        minutes: service.minutes,
        buffer_minutes: service.buffer_minutes,
        zone: centre.zone_name.clone(),
        starts_at: starts_at.as_second(),
        status: status.as_str().to_owned(),
        version: 1,
        reference: random_reference().as_str().to_owned(),
        name: person.name.clone(),
        contact_channel: person.channel.clone(),
        contact_address: person.address.clone(),
        contact_language: person.language.clone(),
        may_leave_message: person.may_leave_message,
        consent_version: person.consent_version.clone(),
        idempotency_hash: person.idempotency_hash.clone(),
        manage_hash: person.manage_hash.clone(),
        booked_by: person.booked_by,
        demo: false,
        created_at: person.now.as_second(),
        co_staff_id: session.chosen.co_staff,
        room_id: session.chosen.room,
        before_minutes: service.before_minutes,
        workshop_id: session.seat.map(|(workshop, _)| workshop),
        seat: session.seat.map(|(_, seat)| seat),
        beside_id: None,
        asked_gender: person.asked_gender.clone(),
        asked_language: person.asked_language.clone(),
    })
}

fn random_reference() -> Reference {
    let random = getrandom::u32().expect("the operating system has random numbers");
    Reference::from_number(random % 10_000_000)
}

/// Writes a new appointment. Its reference is drawn again while another one of the centre has it.
///
/// # Errors
/// [`Refused::UniqueRule`] when the same form, or the same seat, came first.
pub(crate) async fn insert(tx: &DatabaseTransaction, row: &mut appointment::Model) -> Result<(), Refused> {
    while reference_is_taken(tx, row).await? {
        row.reference = random_reference().as_str().to_owned();
    }
    let row = appointment::ActiveModel::from(row.clone());
    appointment::Entity::insert(row).exec_without_returning(tx).await.map_err(refused)?;
    Ok(())
}

async fn reference_is_taken(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<bool> {
    let same = appointment::Entity::find()
        .filter(appointment::Column::CentreId.eq(row.centre_id))
        .filter(appointment::Column::Reference.eq(row.reference.as_str()));
    Ok(same.count(tx).await? > 0)
}
