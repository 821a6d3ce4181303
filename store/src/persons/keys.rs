//! The keys under which people are found. They are written with the name and the contact, and go with them.

use domain::person_keys::{key_of_email, key_of_telephone, keys_of_name};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Error, Result,
    entities::{contact, person, person_key},
};

/// The keys of somebody as rows: of the name, and of each address.
pub(crate) fn rows_of<'a>(
    centre_id: i64,
    person_id: Uuid,
    name: &str,
    addresses: impl IntoIterator<Item = &'a str>,
) -> Vec<person_key::ActiveModel> {
    let of_address =
        |address: &str| if address.contains('@') { key_of_email(address) } else { key_of_telephone(address) };
    let mut keys = keys_of_name(name);
    keys.extend(addresses.into_iter().filter(|address| !address.is_empty()).map(of_address));
    keys.sort();
    keys.dedup();
    let row = |key: String| person_key::ActiveModel {
        centre_id: Set(centre_id),
        key: Set(key.into_bytes()),
        person_id: Set(person_id),
    };
    keys.into_iter().map(row).collect()
}

/// Writes the keys of somebody whose name or contact has changed.
pub(crate) async fn renew(db: &impl ConnectionTrait, centre_id: i64, person_id: Uuid) -> Result<()> {
    let who = person::Entity::find_by_id((centre_id, person_id)).one(db).await?.ok_or(Error::NotFound)?;
    let contacts = contact::Entity::find()
        .filter(contact::Column::CentreId.eq(centre_id))
        .filter(contact::Column::PersonId.eq(person_id))
        .filter(contact::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    forget(db, centre_id, &[person_id]).await?;
    let rows = rows_of(centre_id, person_id, &who.name, contacts.iter().map(|contact| contact.address.as_str()));
    person_key::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Takes away the keys of people who are forgotten.
pub(crate) async fn forget(db: &impl ConnectionTrait, centre_id: i64, people: &[Uuid]) -> Result<()> {
    person_key::Entity::delete_many()
        .filter(person_key::Column::CentreId.eq(centre_id))
        .filter(person_key::Column::PersonId.is_in(people.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
