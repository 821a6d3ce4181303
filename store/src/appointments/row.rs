//! An appointment as it is stored: a row of its own, and its session.

use std::collections::BTreeMap;

use jiff::civil;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Subject, audit,
    centre::civil::{instant, minute_of_day, start_of},
    entities::{attendance, session, status_change},
    plan::Chosen,
    words::{What, Word},
};

/// What somebody has, in what takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Appointment {
    pub row: attendance::Model,
    pub session: session::Model,
}

/// Appointments with their sessions, in the order of `rows`. One query.
pub(crate) async fn with_sessions(
    db: &impl ConnectionTrait,
    centre_id: i64,
    rows: Vec<attendance::Model>,
) -> Result<Vec<Appointment>> {
    let sessions = session::Entity::find()
        .filter(session::Column::CentreId.eq(centre_id))
        .filter(session::Column::Id.is_in(rows.iter().map(|row| row.session_id)))
        .all(db)
        .await?;
    let sessions: BTreeMap<Uuid, session::Model> = sessions.into_iter().map(|session| (session.id, session)).collect();
    let with_session = |row: attendance::Model| {
        let session = sessions.get(&row.session_id).ok_or(Error::Corrupt("attendance.session_id"))?.clone();
        Ok(Appointment { row, session })
    };
    rows.into_iter().map(with_session).collect()
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn find(db: &impl ConnectionTrait, centre_id: i64, id: Uuid) -> Result<Appointment> {
    let row = attendance::Entity::find_by_id((centre_id, id)).one(db).await?.ok_or(Error::NotFound)?;
    with_sessions(db, centre_id, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Tells somebody another start: day, minute and instant together.
pub(crate) fn tell_start(row: &mut attendance::Model, centre: &Centre, start: civil::DateTime) -> Result<()> {
    (row.day, row.start_minute) = (Word(start.date()), minute_of_day(start));
    row.starts_at = instant(start, centre)?;
    Ok(())
}

/// Gives a session another start and those who lead it.
pub(crate) fn set_session(
    session: &mut session::Model,
    centre: &Centre,
    start: civil::DateTime,
    chosen: Chosen,
) -> Result<()> {
    (session.day, session.start_minute) = (Word(start.date()), minute_of_day(start));
    session.starts_at = instant(start, centre)?;
    (session.staff_id, session.co_staff_id, session.room_id) = (chosen.staff, chosen.co_staff, chosen.room);
    Ok(())
}

/// What brought an appointment to the version that it now has.
pub(crate) struct Step {
    pub what: What,
    pub detail: Option<String>,
    pub by_staff: Option<i64>,
}

/// Writes the history line of the version that `row` now has, and the audit's.
pub(crate) async fn record(
    tx: &impl ConnectionTrait,
    row: &attendance::Model,
    what: What,
    detail: Option<String>,
    at: i64,
    by_staff: Option<i64>,
) -> Result<()> {
    let step = Step { what, detail, by_staff };
    let line = line_of(row, &step);
    status_change::Entity::insert(step_row(row, step, at)).exec_without_returning(tx).await?;
    audit::append(tx, row.centre_id, &line, at).await
}

pub(super) fn step_row(
    row: &attendance::Model,
    Step { what, detail, by_staff }: Step,
    at: i64,
) -> status_change::ActiveModel {
    status_change::ActiveModel {
        centre_id: Set(row.centre_id),
        attendance_id: Set(row.id),
        version: Set(row.version),
        status: Set(row.status),
        by_staff: Set(by_staff),
        at: Set(at),
        what: Set(Word(what)),
        detail: Set(detail),
    }
}

pub(super) fn line_of(row: &attendance::Model, step: &Step) -> audit::Line {
    let act = match step.what {
        What::Booked => Act::Booked,
        What::Status => Act::ChangedStatus,
        What::Undone => Act::Undone,
        What::Moved => Act::Moved,
        What::Handed => Act::Handed,
        What::Resized => Act::Resized,
        What::Roomed => Act::Roomed,
        What::Overruled => Act::Overruled,
        What::Corrected => Act::Corrected,
    };
    let line = audit::Line::new(Actor::of(step.by_staff), act, Subject::Appointment(row.id));
    // Whoever comes, or has come, keeps the time that they have.
    let quiet = step.what == What::Status && row.status.0.holds_time();
    line.with(format!("{} {}", row.status.0.as_str(), start_of(row))).quietly(quiet)
}
