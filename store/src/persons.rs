//! The people whom the centre receives, and how they are reached.

use std::collections::BTreeMap;

use domain::{
    contact::{Address, SafeContact},
    person_name::PersonName,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{
    Error, Result,
    entities::{consent, contact, person},
    words::{Purpose, Way, Word},
};

/// Ids of a person and of the contact that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub person_id: Uuid,
    pub contact_id: Uuid,
}

/// Somebody with the contact that was given.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub person: person::Model,
    pub contact: contact::Model,
}

impl Reached {
    /// As it is written to.
    pub fn address(&self) -> Result<Address> {
        Address::from_stored(self.contact.channel.0, &self.contact.address).ok_or(Error::Corrupt("contact.address"))
    }
}

/// Writes somebody new, how to reach them, and what they agreed to: a version of the privacy notice and how.
pub(crate) async fn insert(
    tx: &DatabaseTransaction,
    centre_id: i64,
    (name, reach): (&PersonName, &SafeContact),
    agreed: Option<(&str, Way)>,
    now: i64,
) -> Result<Known> {
    let known = Known { person_id: Uuid::now_v7(), contact_id: Uuid::now_v7() };
    let Known { person_id, contact_id } = known;
    let name = name.as_str().to_owned();
    let person = person::Model { centre_id, id: person_id, name, demo: false, created_at: now, blanked_at: None };
    let contact = contact::Model {
        centre_id,
        id: contact_id,
        person_id,
        channel: Word(reach.address.channel()),
        address: reach.address.as_stored().to_owned(),
        language: Word(reach.language),
        may_leave_message: reach.may_leave_message,
        created_at: now,
        revoked_at: None,
    };
    person::Entity::insert(person.into_active_model()).exec_without_returning(tx).await?;
    contact::Entity::insert(contact.into_active_model()).exec_without_returning(tx).await?;
    if let Some((version, way)) = agreed {
        let consent = consent::Model {
            centre_id,
            id: Uuid::now_v7(),
            person_id,
            purpose: Word(Purpose::Data),
            text_version: version.to_owned(),
            way: Word(way),
            given_at: now,
            withdrawn_at: None,
        };
        consent::Entity::insert(consent.into_active_model()).exec_without_returning(tx).await?;
    }
    Ok(known)
}

/// The people of some contacts, by contact. Two queries.
pub(crate) async fn reached(
    db: &impl ConnectionTrait,
    centre_id: i64,
    contacts: impl Iterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, Reached>> {
    let contacts = contact::Entity::find()
        .filter(contact::Column::CentreId.eq(centre_id))
        .filter(contact::Column::Id.is_in(contacts))
        .all(db)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::CentreId.eq(centre_id))
        .filter(person::Column::Id.is_in(contacts.iter().map(|contact| contact.person_id)))
        .all(db)
        .await?;
    let mut found = BTreeMap::new();
    for contact in contacts {
        let person = people.iter().find(|person| person.id == contact.person_id);
        let person = person.ok_or(Error::Corrupt("contact.person_id"))?.clone();
        found.insert(contact.id, Reached { person, contact });
    }
    Ok(found)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn reached_by(db: &impl ConnectionTrait, centre_id: i64, contact: Uuid) -> Result<Reached> {
    reached(db, centre_id, std::iter::once(contact)).await?.remove(&contact).ok_or(Error::NotFound)
}
