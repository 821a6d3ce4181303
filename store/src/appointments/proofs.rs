//! The private link: an appointment seen by the person whose it is, after a second small proof.

use domain::{
    appointment::{Mode, Status},
    language::Language,
    limits::may_still_change,
    person_name::PersonName,
    preference::{Gender, Spoken},
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::{
    Booked, Centre, Error, Result, Secret, Store,
    appointments::{Appointment, find, parties::in_sessions_of, wish::asked_of},
    centre::civil::start_of,
    doors::{
        limits::{TRIES, TRIES_IN_ALL, TRIES_PER_ADDRESS},
        links,
    },
    entities::{service, service_text, staff},
    persons::reached_by,
    words::{Door, Word},
};

/// Seconds that a proof lasts.
const PROOF_SECONDS: i64 = 15 * 60;

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
    /// Proves a link when the name begins as typed; answers with the secret of the proof.
    ///
    /// # Errors
    /// [`Error::Throttled`] after too many tries of the link, from one address (`from`), or of all; [`Error::Credentials`] for a wrong link or name, alike.
    pub async fn prove(
        &self,
        centre: &Centre,
        link: &Secret,
        (typed, from): (&str, Option<&str>),
        now: Timestamp,
    ) -> Result<Secret> {
        let at = now.as_second();
        let subject = format!("link:{}", link.hash());
        self.spend(&subject, TRIES, at).await?;
        if let Some(address) = from {
            self.spend(&format!("proof:{address}"), TRIES_PER_ADDRESS, at).await?;
        }
        self.spend("proofs", TRIES_IN_ALL, at).await?;
        let of = self.by_link(centre, link, now).await?;
        let name = match &of {
            Some(of) => PersonName::parse(&reached_by(&self.db, centre.id, of.row.contact_id).await?.person.name).ok(),
            None => None,
        };
        match (of, name) {
            (Some(of), Some(name)) if name.opens_with(typed) => {
                self.forgive(&subject).await?;
                self.open_proof(centre, of.row.id, at).await
            }
            _ => Err(Error::Credentials),
        }
    }

    async fn open_proof(&self, centre: &Centre, id: Uuid, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let _turn = self.turn().await?;
        links::forget_old(&self.db, centre.id, Door::Proof, now).await?;
        let lasts = (now, Some(now + PROOF_SECONDS));
        links::add(&self.db, centre.id, (Door::Proof, id.to_string()), &secret, lasts).await?;
        Ok(secret)
    }

    /// The appointment of a proof.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the proof is over or never was.
    pub async fn proved(
        &self,
        centre: &Centre,
        proof: &Secret,
        language: Language,
        now: Timestamp,
    ) -> Result<OwnAppointment> {
        let id = links::row_behind(&self.db, centre.id, Door::Proof, proof, now.as_second()).await?;
        self.own(find(&self.db, centre.id, id).await?, language, now).await
    }

    /// Proves an appointment for the browser that has just booked it: for as long as any proof, and no longer.
    pub async fn prove_booked(&self, centre: &Centre, booked: &Booked, now: Timestamp) -> Result<Secret> {
        self.open_proof(centre, booked.id, now.as_second()).await
    }

    /// Proves an appointment anew for a browser whose proof ended with the link that it came by.
    pub async fn prove_again(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<Secret> {
        self.open_proof(centre, id, now.as_second()).await
    }

    /// Ends a proof.
    pub async fn end_proof(&self, centre: &Centre, proof: &Secret) -> Result<()> {
        let _turn = self.turn().await?;
        links::forget(&self.db, centre.id, Door::Proof, proof).await
    }

    async fn by_link(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<Option<Appointment>> {
        match links::row_behind(&self.db, centre.id, Door::Appointment, link, now.as_second()).await {
            Ok(id) => find(&self.db, centre.id, id).await.map(Some),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn own(&self, of: Appointment, language: Language, now: Timestamp) -> Result<OwnAppointment> {
        let Appointment { row, session } = &of;
        let service = service::Entity::find_by_id(session.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let text = service_text::Entity::find_by_id((service.id, Word(language))).one(&self.db).await?;
        let mediator = staff::Entity::find_by_id(session.staff_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let starts_at = Timestamp::from_second(row.starts_at).map_err(|_| Error::Corrupt("attendance.starts_at"))?;
        let status = row.status.0;
        let change_limit_minutes = service.change_limit_minutes.unsigned_abs();
        let asked = asked_of(row);
        let may_cancel = status.is_ahead() && may_still_change(now, starts_at, change_limit_minutes);
        let together = !in_sessions_of(&self.db, row.centre_id, std::slice::from_ref(&of)).await?.is_empty();
        let may_move = may_cancel && service.parties < 2 && !together;
        Ok(OwnAppointment {
            id: row.id,
            version: row.version,
            reference: row.reference.0.clone(),
            service_name: text.map_or_else(|| service.slug.clone(), |text| text.name),
            service: service.slug,
            mediator: mediator.name,
            staff_id: session.staff_id,
            mode: session.mode.0,
            start: start_of(row),
            starts_at,
            minutes: session.minutes.unsigned_abs(),
            status,
            asked,
            may_cancel,
            may_move,
            change_limit_minutes,
            needs_approval: service.needs_approval,
        })
    }
}
