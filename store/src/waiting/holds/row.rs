//! One hold: placed with its session and its message, closed with what it frees.

use jiff::{Timestamp, civil};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    TransactionTrait, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Subject,
    appointments::{Planned, insert_session, new_session},
    audit::{self, line::Line},
    centre::civil::start_of_session,
    claims::{self, Refused, Taking, refused},
    doors::links,
    entities::{hold, session, waiting_entry},
    messages::promises::promise_with_link,
    plan::Plan,
    words::{Door, HoldStatus, Template, WaitingStatus, Word},
};

/// A hold with the session that it keeps.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub row: hold::Model,
    pub session: session::Model,
}

/// Holds `start` for somebody; false when it is not free, or they wait no longer. Loses a race without spoiling the
/// transaction around it.
pub(crate) async fn place(
    tx: &DatabaseTransaction,
    centre: &Centre,
    entry: &waiting_entry::Model,
    plan: &Plan,
    start: civil::DateTime,
    offering: Offering,
) -> Result<bool> {
    let Some(chosen) = plan.choose(centre, start, offering.now) else { return Ok(false) };
    if !still_waits(tx, entry).await? {
        return Ok(false);
    }
    let planned = Planned { mode: entry.mode.0, start, chosen };
    let session = new_session(centre, &plan.service, &planned, (offering.by, offering.now))?;
    let now = offering.now.as_second();
    let last = now + i64::from(plan.service.hold_minutes) * 60;
    let row = hold::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        waiting_id: entry.id,
        session_id: session.id,
        // Nobody can accept what has begun.
        expires_at: last.min(session.starts_at),
        status: Word(HoldStatus::Open),
        offered_by: offering.by,
        created_at: now,
        closed_at: None,
        closed_by: None,
    };
    let inner = tx.begin().await?;
    match write(&inner, entry, &Held { row, session }, now).await {
        Ok(()) => {
            inner.commit().await?;
            Ok(true)
        }
        Err(Refused::UniqueRule) => {
            inner.rollback().await?;
            Ok(false)
        }
        Err(Refused::Error(error)) => Err(error),
    }
}

async fn write(tx: &DatabaseTransaction, entry: &waiting_entry::Model, held: &Held, now: i64) -> Result<(), Refused> {
    let row = &held.row;
    insert_session(tx, &held.session).await?;
    let new = hold::Entity::insert(row.clone().into_active_model());
    new.exec_without_returning(tx).await.map_err(refused)?;
    let link = Secret::random();
    links::add(tx, row.centre_id, (Door::Offer, row.id.to_string()), &link, (now, None)).await?;
    promise_with_link(tx, row.centre_id, (Template::Offered, row.id, entry.contact_id), &link, now).await?;
    let by = row.offered_by.map_or(Actor::Program, Actor::Staff);
    let line = Line::new(by, Act::Offered, Subject::Waiting(entry.id));
    let line = line.with(start_of_session(&held.session).to_string());
    Ok(audit::append(tx, row.centre_id, &line, now).await?)
}

/// Whether somebody has not left the list meanwhile. Their row stays locked, so that they cannot until this ends.
async fn still_waits(tx: &DatabaseTransaction, entry: &waiting_entry::Model) -> Result<bool> {
    let row = waiting_entry::Entity::find_by_id((entry.centre_id, entry.id)).lock_exclusive().one(tx).await?;
    Ok(row.is_some_and(|row| row.status.0 == WaitingStatus::Waiting))
}

pub(crate) async fn open_hold_of(tx: &DatabaseTransaction, centre: &Centre, waiting: Uuid) -> Result<Option<Held>> {
    let rows = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.eq(waiting))
        .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .lock_exclusive()
        .all(tx)
        .await?;
    Ok(with_sessions(tx, centre.id, rows).await?.pop())
}

/// A hold, locked until the transaction ends.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn locked_hold(tx: &DatabaseTransaction, centre: &Centre, id: Uuid) -> Result<Held> {
    let row = hold::Entity::find_by_id((centre.id, id)).lock_exclusive().all(tx).await?;
    with_sessions(tx, centre.id, row).await?.pop().ok_or(Error::NotFound)
}

/// Holds with their sessions, in the order of `rows`. One query.
pub(crate) async fn with_sessions(
    db: &impl ConnectionTrait,
    centre_id: i64,
    rows: Vec<hold::Model>,
) -> Result<Vec<Held>> {
    let sessions = session::Entity::find()
        .filter(session::Column::CentreId.eq(centre_id))
        .filter(session::Column::Id.is_in(rows.iter().map(|row| row.session_id)))
        .all(db)
        .await?;
    let with_session = |row: hold::Model| {
        let session = sessions.iter().find(|session| session.id == row.session_id);
        Ok(Held { session: session.ok_or(Error::Corrupt("hold.session_id"))?.clone(), row })
    };
    rows.into_iter().map(with_session).collect()
}

/// Ends a hold and frees its time; answers with what became free.
pub(crate) async fn close(
    tx: &DatabaseTransaction,
    held: &Held,
    status: HoldStatus,
    ended: (Option<i64>, Timestamp),
) -> Result<Taking> {
    set_status(tx, &held.row, status, ended).await?;
    claims::free(tx, &held.session).await?;
    Taking::of(&held.session)
}

/// Ends every hold whose minutes are over; answers how many.
pub(crate) async fn expire(tx: &DatabaseTransaction, centre: &Centre, now: Timestamp) -> Result<usize> {
    let over = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .filter(hold::Column::ExpiresAt.lte(now.as_second()))
        .lock_exclusive()
        .all(tx)
        .await?;
    let over = with_sessions(tx, centre.id, over).await?;
    for held in &over {
        close(tx, held, HoldStatus::Expired, (None, now)).await?;
    }
    Ok(over.len())
}

/// # Errors
/// [`Error::Stale`] when somebody else ended it first.
pub(super) async fn set_status(
    tx: &DatabaseTransaction,
    row: &hold::Model,
    status: HoldStatus,
    (by, now): (Option<i64>, Timestamp),
) -> Result<()> {
    let changed = hold::Entity::update_many()
        .col_expr(hold::Column::Status, Expr::value(status.as_str()))
        .col_expr(hold::Column::ClosedAt, Expr::value(now.as_second()))
        .col_expr(hold::Column::ClosedBy, Expr::value(by))
        .filter(hold::Column::CentreId.eq(row.centre_id))
        .filter(hold::Column::Id.eq(row.id))
        .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::Stale);
    }
    let by = if status == HoldStatus::Expired { Actor::Program } else { Actor::of(by) };
    let line = Line::new(by, Act::EndedOffer, Subject::Waiting(row.waiting_id)).with(status.as_str());
    audit::append(tx, row.centre_id, &line, now.as_second()).await
}

/// Who offers, and when.
#[derive(Clone, Copy)]
pub(crate) struct Offering {
    /// `None` is the program itself.
    pub by: Option<i64>,
    pub now: Timestamp,
}
