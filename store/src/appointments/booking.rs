//! What is asked for when somebody books, and what they get.

use domain::{booking::BookingRequest, reference::Reference};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{Centre, Result, Secret, entities::attendance, words::Way};

/// Who books: the family itself, or a member of staff for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookedBy {
    Person,
    Staff(i64),
}

impl BookedBy {
    pub(crate) fn staff(self) -> Option<i64> {
        if let Self::Staff(id) = self { Some(id) } else { None }
    }

    pub(crate) fn way(self) -> Way {
        if self == Self::Person { Way::Form } else { Way::Desk }
    }
}

/// Everything about a booking besides what was asked for.
#[derive(Clone, Debug)]
pub struct Booking<'a> {
    pub request: &'a BookingRequest,
    pub by: BookedBy,
    /// Network address of whoever asks, where it says anything.
    pub from: Option<&'a str>,
    /// Version of the privacy notice that was agreed to.
    pub consent_version: Option<&'a str>,
    pub now: Timestamp,
}

/// A booking that stands.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: Uuid,
    pub reference: Reference,
    /// The secret of the private link. The same form sent again leads to the same secret.
    pub manage: Secret,
    /// False when this form had been sent before and nothing new was written.
    pub new: bool,
}

pub(crate) async fn booked_before(tx: &impl ConnectionTrait, centre: &Centre, key: &Secret) -> Result<Option<Booked>> {
    let row = attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::IdempotencyHash.eq(key.hash()))
        .one(tx)
        .await?;
    row.map(|row| Ok(Booked { id: row.id, reference: row.reference.0, manage: key.derive("manage"), new: false }))
        .transpose()
}
