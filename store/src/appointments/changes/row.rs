//! A change that is asked for, and the rows that it is written to.

use domain::limits::may_still_change;
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Error, Result,
    appointments::Appointment,
    claims::{self, Refused},
    entities::{attendance, service, session},
};

/// A change asked for by somebody who saw version `seen` of the appointment.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub id: Uuid,
    /// Version on the screen of whoever asks; `None` does not care.
    pub seen: Option<i32>,
    /// Staff member; `None` is the person whose appointment it is.
    pub by: Option<i64>,
    pub now: Timestamp,
}

/// The appointment with its session, both locked until the transaction ends (SQLite's transaction is a lock already).
/// The session comes first, for all: two parties of one session are changed one after the other.
pub(crate) async fn locked(tx: &DatabaseTransaction, centre: &Centre, change: &Change) -> Result<Appointment> {
    let by_id = || attendance::Entity::find_by_id((centre.id, change.id));
    loop {
        let before = by_id().one(tx).await?.ok_or(Error::NotFound)?;
        let session = session::Entity::find_by_id((centre.id, before.session_id)).lock_exclusive().one(tx).await?;
        let session = session.ok_or(Error::Corrupt("attendance.session_id"))?;
        let row = by_id().lock_exclusive().one(tx).await?.ok_or(Error::NotFound)?;
        // It went to another session meanwhile.
        if row.session_id != session.id {
            continue;
        }
        if change.seen.is_some_and(|seen| seen != row.version) {
            return Err(Error::Stale);
        }
        return Ok(Appointment { row, session });
    }
}

/// Writes the row as it now is; a seat may have been taken meanwhile.
pub(crate) async fn save(tx: &DatabaseTransaction, row: &attendance::Model) -> Result<(), Refused> {
    row.clone().into_active_model().reset_all().update(tx).await.map_err(claims::refused)?;
    Ok(())
}

/// Writes a session as it now is.
pub(crate) async fn save_session(tx: &DatabaseTransaction, session: &session::Model) -> Result<()> {
    session.clone().into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub(crate) fn within_limit(row: &attendance::Model, service: &service::Model, now: Timestamp) -> Result<()> {
    let starts_at = Timestamp::from_second(row.starts_at).map_err(|_| Error::Corrupt("attendance.starts_at"))?;
    if may_still_change(now, starts_at, service.change_limit_minutes.unsigned_abs()) {
        Ok(())
    } else {
        Err(Error::TooLate)
    }
}
