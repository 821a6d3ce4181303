//! The row of somebody who joins the list, and those that were there before.

use domain::{
    contact::SafeContact,
    waiting::{Suits, WaitingRequest},
};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Result, Secret,
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
