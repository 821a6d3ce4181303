//! Who holds which five minutes: a row a cell, which the database lets nobody take twice.

use domain::calendar::cells;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::{
    Error, Result,
    appointments::start_of,
    entities::{appointment, claim},
    error::breaks_unique_rule,
};

/// Why one attempt did not write. After a broken unique rule the booking looks again: another person may be free,
/// the same form may have come first, another number be drawn.
pub(crate) enum Refused {
    UniqueRule,
    Error(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// The cells an appointment takes of its mediator: the session and the pause after it.
pub(crate) fn own_cells(row: &appointment::Model) -> Result<Vec<i64>> {
    let minutes = (row.minutes + row.buffer_minutes).unsigned_abs();
    cells(start_of(row)?, minutes).map_err(|_| Error::Corrupt("appointment.minutes"))
}

/// Inserts one row per cell, ascending, so that two bookings never wait for each other in a circle.
///
/// # Errors
/// [`Error::Taken`] when another appointment holds one of them.
pub(crate) async fn claim_cells(tx: &DatabaseTransaction, row: &appointment::Model, cells: &[i64]) -> Result<()> {
    match take_claims(tx, row, cells).await {
        Ok(()) => Ok(()),
        Err(Refused::UniqueRule) => Err(Error::Taken),
        Err(Refused::Error(error)) => Err(error),
    }
}

/// The same, for a booking that looks again when a cell is gone.
pub(crate) async fn take_claims(
    tx: &DatabaseTransaction,
    row: &appointment::Model,
    cells: &[i64],
) -> Result<(), Refused> {
    let claims = cells.iter().map(|&cell| claim::ActiveModel {
        centre_id: Set(row.centre_id),
        resource_kind: Set("staff".to_owned()),
        resource_id: Set(row.staff_id),
        cell: Set(cell),
        appointment_id: Set(row.id),
    });
    claim::Entity::insert_many(claims).exec_without_returning(tx).await.map_err(refused)?;
    Ok(())
}

/// Gives every cell of an appointment back.
pub(crate) async fn free_claims(tx: &DatabaseTransaction, row: &appointment::Model) -> Result<()> {
    claim::Entity::delete_many()
        .filter(claim::Column::CentreId.eq(row.centre_id))
        .filter(claim::Column::AppointmentId.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Wins the new cells first, then gives back those that are no longer needed.
pub(crate) async fn swap_claims(tx: &DatabaseTransaction, row: &appointment::Model, old: &[i64]) -> Result<()> {
    let new = own_cells(row)?;
    let wanted: Vec<i64> = new.iter().copied().filter(|cell| !old.contains(cell)).collect();
    let spare: Vec<i64> = old.iter().copied().filter(|cell| !new.contains(cell)).collect();
    if !wanted.is_empty() {
        claim_cells(tx, row, &wanted).await?;
    }
    claim::Entity::delete_many()
        .filter(claim::Column::CentreId.eq(row.centre_id))
        .filter(claim::Column::AppointmentId.eq(row.id))
        .filter(claim::Column::Cell.is_in(spare))
        .exec(tx)
        .await?;
    Ok(())
}

pub(crate) fn refused(error: DbErr) -> Refused {
    if breaks_unique_rule(&error) { Refused::UniqueRule } else { Refused::Error(error.into()) }
}
