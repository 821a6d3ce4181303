//! The private link: an appointment seen by the person whose it is, after a second small proof.

use domain::{
    appointment::{Mode, Status},
    limits::may_still_change,
    person_name::PersonName,
    preference::{Gender, Spoken},
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store,
    appointments::{read_reference, start_of},
    changes::{asked_of, status_of},
    entities::{appointment, service, service_text, staff, visit},
    second_party::in_sessions_of,
    throttle::TRIES,
};

/// Seconds that a proved visit lasts.
const VISIT_SECONDS: i64 = 15 * 60;

/// An appointment as its own person sees it.
#[derive(Clone, Debug)]
pub struct OwnAppointment {
    pub id: Uuid,
    pub version: i32,
    pub reference: Reference,
    pub service: String,
    pub service_name: String,
    pub mediator: String,
    pub staff_id: i64,
    pub mode: Mode,
    pub start: civil::DateTime,
    pub starts_at: Timestamp,
    pub minutes: u32,
    pub status: Status,
    /// What the person asked of whoever receives them.
    pub asked: (Option<Gender>, Option<Spoken>),
    pub may_cancel: bool,
    /// The time of a session for two parties is the desk's to change, whether the other has come to it or not.
    pub may_move: bool,
    /// Minutes before the start until which the person may change it alone.
    pub change_limit_minutes: u32,
    /// Whether a time that the person chooses waits for the centre's yes.
    pub needs_approval: bool,
}

impl Store {
    /// Opens a visit when the link is right and the name begins as typed.
    ///
    /// # Errors
    /// [`Error::Throttled`] after too many wrong names; [`Error::Credentials`] for a wrong link or name, alike.
    pub async fn prove(&self, centre: &Centre, link: &Secret, typed: &str, now: Timestamp) -> Result<Secret> {
        let at = now.as_second();
        let subject = format!("link:{}", link.hash());
        self.may_try(&subject, TRIES, at).await?;
        let row = self.by_link(centre, link).await?;
        let name = row.as_ref().and_then(|row| PersonName::parse(&row.name).ok());
        match (row, name) {
            (Some(row), Some(name)) if name.opens_with(typed) => {
                self.forget_failed_tries(&subject, at).await?;
                self.open_visit(centre, row.id, at).await
            }
            _ => {
                self.note_failed_try(&subject, at).await?;
                Err(Error::Credentials)
            }
        }
    }

    async fn open_visit(&self, centre: &Centre, id: Uuid, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        visit::Entity::delete_many().filter(visit::Column::ExpiresAt.lte(now)).exec(&self.db).await?;
        let row = visit::ActiveModel {
            token_hash: Set(secret.hash()),
            centre_id: Set(centre.id),
            appointment_id: Set(id),
            expires_at: Set(now + VISIT_SECONDS),
        };
        row.insert(&self.db).await?;
        Ok(secret)
    }

    /// The appointment of an open visit.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the visit is over or never was.
    pub async fn visited(
        &self,
        centre: &Centre,
        visit: &Secret,
        language: &str,
        now: Timestamp,
    ) -> Result<OwnAppointment> {
        let row = visit::Entity::find_by_id(visit.hash()).one(&self.db).await?;
        let row = row.filter(|row| row.expires_at > now.as_second() && row.centre_id == centre.id);
        let id = row.ok_or(Error::NotFound)?.appointment_id;
        let row = appointment::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        self.own(row, language, now).await
    }

    /// The appointment behind a private link, for whoever has just booked it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn just_booked(
        &self,
        centre: &Centre,
        link: &Secret,
        language: &str,
        now: Timestamp,
    ) -> Result<OwnAppointment> {
        let row = self.by_link(centre, link).await?.ok_or(Error::NotFound)?;
        self.own(row, language, now).await
    }

    /// Ends a visit.
    pub async fn leave_visit(&self, visit: &Secret) -> Result<()> {
        visit::Entity::delete_by_id(visit.hash()).exec(&self.db).await?;
        Ok(())
    }

    async fn by_link(&self, centre: &Centre, link: &Secret) -> Result<Option<appointment::Model>> {
        Ok(appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(centre.id))
            .filter(appointment::Column::ManageHash.eq(link.hash()))
            .one(&self.db)
            .await?)
    }

    async fn own(&self, row: appointment::Model, language: &str, now: Timestamp) -> Result<OwnAppointment> {
        let service = service::Entity::find_by_id(row.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let text = service_text::Entity::find_by_id((service.id, language.to_owned())).one(&self.db).await?;
        let mediator = staff::Entity::find_by_id(row.staff_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let starts_at = Timestamp::from_second(row.starts_at).map_err(|_| Error::Corrupt("appointment.starts_at"))?;
        let status = status_of(&row)?;
        let change_limit_minutes = service.change_limit_minutes.unsigned_abs();
        let asked = asked_of(&row);
        let may_cancel = status.is_ahead() && may_still_change(now, starts_at, change_limit_minutes);
        let together = !in_sessions_of(&self.db, row.centre_id, std::slice::from_ref(&row)).await?.is_empty();
        let may_move = may_cancel && service.parties < 2 && !together;
        Ok(OwnAppointment {
            id: row.id,
            version: row.version,
            reference: read_reference(&row)?,
            service_name: text.map_or_else(|| service.slug.clone(), |text| text.name),
            service: service.slug,
            mediator: mediator.name,
            staff_id: row.staff_id,
            mode: Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?,
            start: start_of(&row)?,
            starts_at,
            minutes: row.minutes.unsigned_abs(),
            status,
            asked,
            may_cancel,
            may_move,
            change_limit_minutes,
            needs_approval: service.needs_approval,
        })
    }
}
