//! How much of a centre's time strangers may take.

use domain::{appointment::Status, contact::SafeContact};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Query,
};

use crate::{
    Centre, Error, Result,
    doors::limits::{FORMS_PER_ADDRESS, FORMS_PER_CONTACT, Limit, spend},
    entities::{attendance, contact},
};

/// Counts a form that a stranger sends, of its network address.
///
/// # Errors
/// [`Error::Throttled`]; what was counted is to be kept.
pub(crate) async fn count_address(db: &impl ConnectionTrait, from: Option<&str>, now: i64) -> Result<()> {
    let Some(address) = from else { return Ok(()) };
    spend(db, &format!("form:{address}"), FORMS_PER_ADDRESS, now).await
}

/// Counts one more of all the forms that a centre gets. Whoever else sends it one waits until this transaction ends.
///
/// # Errors
/// [`Error::Throttled`]; what was counted is to be kept.
pub(crate) async fn count_form(db: &impl ConnectionTrait, centre: &Centre, now: i64) -> Result<()> {
    let a_day = i64::from(centre.bookings_a_day);
    spend(db, &format!("forms of {}", centre.id), Limit::new(a_day, (24 * 3600 / a_day).max(1)), now).await
}

/// Counts one more form with this contact. Whoever sends another with it waits until this transaction ends.
pub(crate) async fn count_contact(
    tx: &DatabaseTransaction,
    centre: &Centre,
    contact: &SafeContact,
    now: i64,
) -> Result<()> {
    let subject = format!("contact:{}:{}", centre.id, contact.address.as_stored());
    match spend(tx, &subject, FORMS_PER_CONTACT, now).await {
        Err(Error::Throttled) => Err(Error::Enough),
        spent => spent,
    }
}

/// # Errors
/// [`Error::Enough`] when this contact has as many appointments ahead as it may.
pub(super) async fn has_room_for_one(
    tx: &DatabaseTransaction,
    centre: &Centre,
    reach: &SafeContact,
    now: i64,
) -> Result<()> {
    let same = Query::select()
        .column(contact::Column::Id)
        .from(contact::Entity)
        .and_where(contact::Column::CentreId.eq(centre.id))
        .and_where(contact::Column::Channel.eq(reach.address.channel().as_str()))
        .and_where(contact::Column::Address.eq(reach.address.as_stored()))
        .to_owned();
    let ahead = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::ContactId.in_subquery(same))
        .filter(attendance::Column::Status.is_in([Status::Requested.as_str(), Status::Expected.as_str()]))
        .filter(attendance::Column::StartsAt.gt(now));
    if ahead.count(tx).await? < u64::from(centre.most_ahead) { Ok(()) } else { Err(Error::Enough) }
}
