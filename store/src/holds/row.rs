//! One hold: placed with its claims and its message, closed with what it frees.

use domain::calendar::instant_of;
use jiff::{Timestamp, civil};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, TransactionTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::Offering;
use crate::{
    Centre, Error, Result, Secret,
    appointments::minute_of_day,
    claims::{self, Owner, Refused, Taking},
    entities::{hold, waiting_entry},
    plan::Plan,
    promises::promise_to_waiting,
};

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
    // Nobody can accept what has begun.
    let starts_at = instant_of(start, &centre.zone).ok_or(Error::Taken)?.as_second();
    let last = offering.now.as_second() + i64::from(plan.service.hold_minutes) * 60;
    let link = Secret::random();
    let row = hold::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        waiting_id: entry.id,
        staff_id: chosen.staff,
        co_staff_id: chosen.co_staff,
        room_id: chosen.room,
        day: start.date().to_string(),
        start_minute: minute_of_day(start),
        minutes: plan.service.minutes,
        before_minutes: plan.service.before_minutes,
        buffer_minutes: plan.service.buffer_minutes,
        expires_at: last.min(starts_at),
        status: "open".to_owned(),
        link_hash: link.hash(),
        offered_by: offering.by,
        created_at: offering.now.as_second(),
        closed_at: None,
        closed_by: None,
    };
    let inner = tx.begin().await?;
    match write(&inner, entry, &row, &link, offering.now).await {
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

async fn write(
    tx: &DatabaseTransaction,
    entry: &waiting_entry::Model,
    row: &hold::Model,
    link: &Secret,
    now: Timestamp,
) -> Result<(), Refused> {
    let new = hold::Entity::insert(row.clone().into_active_model());
    new.exec_without_returning(tx).await.map_err(claims::refused)?;
    claims::take(tx, row.centre_id, Owner::Hold(row.id), &Taking::of_hold(row)?).await?;
    promise_to_waiting(tx, entry, Some(row.id), "offered", link, now).await?;
    Ok(())
}

/// Whether somebody has not left the list meanwhile. Their row stays locked, so that they cannot until this ends.
async fn still_waits(tx: &DatabaseTransaction, entry: &waiting_entry::Model) -> Result<bool> {
    let row = waiting_entry::Entity::find_by_id((entry.centre_id, entry.id)).lock_exclusive().one(tx).await?;
    Ok(row.is_some_and(|row| row.status == "waiting"))
}

pub(crate) async fn open_hold_of(
    tx: &DatabaseTransaction,
    centre: &Centre,
    waiting: Uuid,
) -> Result<Option<hold::Model>> {
    Ok(hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.eq(waiting))
        .filter(hold::Column::Status.eq("open"))
        .lock_exclusive()
        .one(tx)
        .await?)
}

/// Ends a hold and frees its time; answers with what became free.
pub(crate) async fn close(
    tx: &DatabaseTransaction,
    row: &hold::Model,
    status: &str,
    ended: (Option<i64>, Timestamp),
) -> Result<Taking> {
    set_status(tx, row, status, ended).await?;
    claims::free(tx, row.centre_id, Owner::Hold(row.id)).await?;
    Taking::of_hold(row)
}

/// Ends every hold whose minutes are over; answers how many.
pub(crate) async fn expire(tx: &DatabaseTransaction, centre: &Centre, now: Timestamp) -> Result<usize> {
    let over = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::Status.eq("open"))
        .filter(hold::Column::ExpiresAt.lte(now.as_second()))
        .lock_exclusive()
        .all(tx)
        .await?;
    for row in &over {
        close(tx, row, "expired", (None, now)).await?;
    }
    Ok(over.len())
}

/// # Errors
/// [`Error::Stale`] when somebody else ended it first.
pub(super) async fn set_status(
    tx: &DatabaseTransaction,
    row: &hold::Model,
    status: &str,
    (by, now): (Option<i64>, Timestamp),
) -> Result<()> {
    let changed = hold::Entity::update_many()
        .col_expr(hold::Column::Status, Expr::value(status))
        .col_expr(hold::Column::ClosedAt, Expr::value(now.as_second()))
        .col_expr(hold::Column::ClosedBy, Expr::value(by))
        .filter(hold::Column::CentreId.eq(row.centre_id))
        .filter(hold::Column::Id.eq(row.id))
        .filter(hold::Column::Status.eq("open"))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}
