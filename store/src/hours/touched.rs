//! Appointments and workshops that lie outside the hours of those who have them.

use std::collections::BTreeMap;

use domain::{
    appointment::{Mode, Status},
    schedule::Purpose,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::everybody::Hours;
use crate::{
    Centre, Error, Result, Wish,
    appointments::{Appointment, parties::gone, wish::wish_again, with_sessions},
    centre::civil::start_of_session,
    claims::Taking,
    entities::{attendance, hold, service, session},
    persons::{Reached, reached},
    plan::{Lengths, lengths_of},
    waiting::holds,
    words::{HoldStatus, Kind},
};

/// Something that a change of hours would leave outside them.
#[derive(Clone, Debug)]
pub struct Touched {
    pub id: Uuid,
    /// A workshop with all its seats; otherwise one appointment.
    pub workshop: bool,
    pub start: DateTime,
    pub minutes: u32,
    pub service_id: i64,
    pub staff_id: i64,
    pub mode: Mode,
    /// Of the parties; empty for a workshop.
    pub names: Vec<String>,
    pub reference: String,
    /// The other party's appointment of the same session.
    pub(crate) beside: Vec<Uuid>,
    pub(super) lengths: Lengths,
    /// What the person asked for, and what the session takes; nothing for a workshop.
    pub(super) wish: Option<(Wish, Taking)>,
    /// The same time with somebody else, then other times, nearest first.
    pub proposals: Vec<Proposal>,
}

/// Who and where, besides what is shown.
struct Taken {
    shown: Touched,
    people: Vec<i64>,
    room: Option<i64>,
}

impl Taken {
    fn is_within(&self, hours: &Hours) -> bool {
        let Touched { start, minutes, service_id, mode, .. } = self.shown;
        hours.receive(Purpose { service: service_id, mode }, (start, minutes), &self.people, self.room)
    }
}

/// Whatever lies ahead and outside the hours of one of its people or its room.
pub(super) async fn outside_hours(
    tx: &DatabaseTransaction,
    centre: &Centre,
    days: (Date, Date),
    now: Timestamp,
) -> Result<Vec<Touched>> {
    let mut ahead = appointments_ahead(tx, centre, days.0, now).await?;
    ahead.extend(workshops_ahead(tx, centre, days.0, now).await?);
    if ahead.is_empty() {
        return Ok(Vec::new());
    }
    let hours = Hours::read(tx, centre, days).await?;
    ahead.retain(|taken| !taken.is_within(&hours));
    ahead.sort_by_key(|taken| (taken.shown.start, taken.shown.id));
    Ok(ahead.into_iter().map(|taken| taken.shown).collect())
}

/// Takes back what is held for those who wait and is not within the hours any more; they wait on.
pub(super) async fn withdraw_holds_outside(
    tx: &DatabaseTransaction,
    centre: &Centre,
    days: (Date, Date),
    (by, now): (i64, Timestamp),
) -> Result<()> {
    let open = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .lock_exclusive()
        .all(tx)
        .await?;
    if open.is_empty() {
        return Ok(());
    }
    let hours = Hours::read(tx, centre, days).await?;
    for held in holds::with_sessions(tx, centre.id, open).await? {
        let of = &held.session;
        let purpose = Purpose { service: of.service_id, mode: of.mode.0 };
        let when = (start_of_session(of), of.minutes.unsigned_abs());
        if !hours.receive(purpose, when, &leads(of), of.room_id) {
            holds::close(tx, &held, HoldStatus::Withdrawn, (Some(by), now)).await?;
        }
    }
    Ok(())
}

fn leads(of: &session::Model) -> Vec<i64> {
    [Some(of.staff_id), of.co_staff_id].into_iter().flatten().collect()
}

/// Sessions of one party or two; a second party who was left alone is one, too.
async fn appointments_ahead(
    tx: &DatabaseTransaction,
    centre: &Centre,
    today: Date,
    now: Timestamp,
) -> Result<Vec<Taken>> {
    let rows = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::Day.gte(today.to_string()))
        .filter(attendance::Column::StartsAt.gt(now.as_second()))
        .filter(attendance::Column::Status.is_in([Status::Requested.as_str(), Status::Expected.as_str()]))
        .order_by_asc(attendance::Column::Day)
        .order_by_asc(attendance::Column::Place)
        .all(tx)
        .await?;
    let mut ahead = with_sessions(tx, centre.id, rows).await?;
    ahead.retain(|of| of.session.kind.0 == Kind::Private);
    let people = reached(tx, centre.id, ahead.iter().map(|of| of.row.contact_id)).await?;
    // A second party stands for itself only when the first has left; one who has arrived has not.
    let with_first: Vec<Uuid> = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::SessionId)
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::SessionId.is_in(ahead.iter().map(|of| of.session.id)))
        .filter(attendance::Column::Place.eq(1))
        .filter(attendance::Column::Status.is_not_in(gone()))
        .into_tuple()
        .all(tx)
        .await?;
    let services: BTreeMap<i64, service::Model> = service::Entity::find()
        .filter(service::Column::CentreId.eq(centre.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let (firsts, seconds): (Vec<_>, Vec<_>) =
        ahead.into_iter().partition(|of| of.row.place == 1 || !with_first.contains(&of.session.id));
    let mut found = Vec::new();
    for of in firsts {
        let service = services.get(&of.session.service_id).ok_or(Error::Corrupt("session.service_id"))?;
        let beside = seconds.iter().filter(|second| second.session.id == of.session.id);
        found.push(taken(&of, service, &beside.collect::<Vec<_>>(), &people)?);
    }
    Ok(found)
}

fn taken(
    of: &Appointment,
    service: &service::Model,
    beside: &[&Appointment],
    people: &BTreeMap<Uuid, Reached>,
) -> Result<Taken> {
    let session = &of.session;
    let wish = wish_again(service, of, true);
    let name = |of: &Appointment| people.get(&of.row.contact_id).map(|who| who.person.name.clone());
    let shown = Touched {
        id: of.row.id,
        workshop: false,
        // Whoever was left alone has the time of the session, not the later one that they were told.
        start: start_of_session(session),
        minutes: session.minutes.unsigned_abs(),
        service_id: session.service_id,
        staff_id: session.staff_id,
        mode: wish.mode,
        lengths: lengths_of(session),
        wish: Some((wish, Taking::of(session)?)),
        names: std::iter::once(of).chain(beside.iter().copied()).filter_map(name).collect(),
        beside: beside.iter().map(|other| other.row.id).collect(),
        reference: of.row.reference.0.as_str().to_owned(),
        proposals: Vec::new(),
    };
    Ok(Taken { shown, people: leads(session), room: session.room_id })
}

async fn workshops_ahead(tx: &DatabaseTransaction, centre: &Centre, today: Date, now: Timestamp) -> Result<Vec<Taken>> {
    let rows = session::Entity::find()
        .filter(session::Column::CentreId.eq(centre.id))
        .filter(session::Column::Kind.eq(Kind::Group.as_str()))
        .filter(session::Column::Day.gte(today.to_string()))
        .filter(session::Column::StartsAt.gt(now.as_second()))
        .filter(session::Column::CancelledAt.is_null())
        .all(tx)
        .await?;
    let taken = |row: session::Model| {
        let shown = Touched {
            id: row.id,
            workshop: true,
            start: start_of_session(&row),
            minutes: row.minutes.unsigned_abs(),
            service_id: row.service_id,
            staff_id: row.staff_id,
            mode: row.mode.0,
            names: Vec::new(),
            beside: Vec::new(),
            lengths: (0, row.minutes.unsigned_abs(), 0),
            wish: None,
            reference: String::new(),
            proposals: Vec::new(),
        };
        Taken { shown, people: leads(&row), room: row.room_id }
    };
    Ok(rows.into_iter().map(taken).collect())
}

/// Another time, or the same one with somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    pub start: DateTime,
    pub staff_id: i64,
}
