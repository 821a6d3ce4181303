//! The people whom the centre receives, and how they are reached.

pub(crate) mod apart;
pub(crate) mod changes;
pub(crate) mod circle;
pub(crate) mod keys;
pub(crate) mod likely;
pub(crate) mod search;

use std::collections::BTreeMap;

use domain::{
    contact::{Address, SafeContact},
    person_name::PersonName,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Error, Result,
    database::rows::Rows,
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
    /// As it is written to; `None` for somebody who is forgotten.
    pub fn address(&self) -> Result<Option<Address>> {
        if self.person.blanked_at.is_some() {
            return Ok(None);
        }
        let address = Address::from_stored(self.contact.channel.0, &self.contact.address);
        address.map(Some).ok_or(Error::Corrupt("contact.address"))
    }

    /// As the desk shows it.
    pub fn name(&self) -> String {
        if self.person.blanked_at.is_some() { "—".to_owned() } else { self.person.name.clone() }
    }
}

/// Adds somebody new, how to reach them, and what they agreed to: a version of the privacy notice and how.
pub(crate) fn add(
    rows: &mut Rows,
    centre: &Centre,
    (name, reach): (&PersonName, &SafeContact),
    agreed: Option<(&str, Way)>,
    now: i64,
) -> Known {
    let centre_id = centre.id;
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
        may_leave_message: centre.may_message(reach),
        created_at: now,
        revoked_at: None,
    };
    let keys = keys::rows_of(centre_id, person_id, &person.name, [contact.address.as_str()]);
    rows.add(person.into_active_model());
    rows.add_all(keys);
    rows.add(contact.into_active_model());
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
        rows.add(consent.into_active_model());
    }
    known
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
