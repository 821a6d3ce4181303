//! The row of somebody who joins the list, and those that were there before.

use domain::preference::With;
use domain::{
    contact::SafeContact,
    waiting::{Suits, WaitingRequest},
};
use jiff::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{Act, Actor, Error, Subject, Wish, audit};
use crate::{
    Centre, Result, Secret,
    audit::line::Line,
    entities::{contact, service, waiting_entry},
    persons::Known,
    words::{WaitingStatus, Word},
};

/// Whether somebody waits for this service with the same contact.
pub(super) async fn waits_already(
    tx: &DatabaseTransaction,
    centre: &Centre,
    service_id: i64,
    reach: &SafeContact,
) -> Result<bool> {
    let same = waiting_entry::Entity::find()
        .inner_join(contact::Entity)
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::ServiceId.eq(service_id))
        .filter(waiting_entry::Column::Status.eq(WaitingStatus::Waiting.as_str()))
        .filter(contact::Column::Channel.eq(reach.address.channel().as_str()))
        .filter(contact::Column::Address.eq(reach.address.as_stored()));
    Ok(same.count(tx).await? > 0)
}

pub(super) async fn joined_before(tx: &impl ConnectionTrait, centre: &Centre, key: &Secret) -> Result<Option<Uuid>> {
    let row = waiting_entry::Entity::find()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::IdempotencyHash.eq(key.hash()))
        .one(tx)
        .await?;
    Ok(row.map(|row| row.id))
}

pub(super) fn new_entry(
    centre: &Centre,
    service: &service::Model,
    request: &WaitingRequest,
    (known, key): (Known, &Secret),
    (by, now): (Option<i64>, Timestamp),
) -> waiting_entry::Model {
    let Suits { first_day, last_day, weekdays, from_minute, to_minute } = request.suits;
    waiting_entry::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        person_id: known.person_id,
        contact_id: known.contact_id,
        service_id: service.id,
        mode: Word(request.mode),
        with_staff: request.with.person(),
        gender: request.with.gender().map(Word),
        language: request.speaks.map(Word),
        first_day: Word(first_day),
        last_day: Word(last_day),
        weekdays: weekdays.into(),
        from_minute: from_minute as i32,
        to_minute: to_minute as i32,
        idempotency_hash: key.hash(),
        status: Word(WaitingStatus::Waiting),
        added_by: by,
        after_attendance: None,
        created_at: now.as_second(),
        closed_at: None,
        closed_by: None,
    }
}

pub(crate) fn suits_of(entry: &waiting_entry::Model) -> Suits {
    Suits {
        first_day: entry.first_day.0,
        last_day: entry.last_day.0,
        weekdays: entry.weekdays as u8,
        from_minute: entry.from_minute.unsigned_abs(),
        to_minute: entry.to_minute.unsigned_abs(),
    }
}

/// What somebody on the list waits for.
pub(crate) async fn wish_of(db: &impl ConnectionTrait, entry: &waiting_entry::Model) -> Result<(service::Model, Wish)> {
    let service = service::Entity::find_by_id(entry.service_id).one(db).await?.ok_or(Error::NotFound)?;
    let wish = wish_for(&service, entry);
    Ok((service, wish))
}

/// The same where the service is known.
pub(crate) fn wish_for(service: &service::Model, entry: &waiting_entry::Model) -> Wish {
    let gender = entry.gender.map(|gender| With::Of(gender.0));
    let with = entry.with_staff.map(With::Person).or(gender).unwrap_or_default();
    let speaks = entry.language.map(|spoken| spoken.0);
    Wish { service: service.slug.clone(), mode: entry.mode.0, with, speaks, desk: false, minutes: None }
}

/// Ends somebody's place on the list.
///
/// # Errors
/// [`Error::Stale`] when it is over already.
pub(crate) async fn set_entry_status(
    tx: &DatabaseTransaction,
    row: &waiting_entry::Model,
    status: WaitingStatus,
    (by, now): (Option<i64>, Timestamp),
) -> Result<()> {
    let changed = waiting_entry::Entity::update_many()
        .col_expr(waiting_entry::Column::Status, Expr::value(status.as_str()))
        .col_expr(waiting_entry::Column::ClosedAt, Expr::value(now.as_second()))
        .col_expr(waiting_entry::Column::ClosedBy, Expr::value(by))
        .filter(waiting_entry::Column::CentreId.eq(row.centre_id))
        .filter(waiting_entry::Column::Id.eq(row.id))
        .filter(waiting_entry::Column::Status.eq(WaitingStatus::Waiting.as_str()))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::Stale);
    }
    let line = Line::new(Actor::of(by), Act::LeftWaiting, Subject::Waiting(row.id)).with(status.as_str());
    audit::append(tx, row.centre_id, &line, now.as_second()).await
}
