//! People by name, telephone or e-mail, in any spelling. Whoever gave the same name with the same contact is one.

use std::collections::BTreeMap;

use domain::{
    appointment::Status,
    board::CardContact,
    contact::Address,
    fold::fold,
    person_keys::{Sought, sought},
    reference::Reference,
};
use jiff::civil;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Query, SelectStatement},
};
use uuid::Uuid;

use super::Reached;
use crate::{
    Centre, Error, Result, Store,
    centre::civil::start_of,
    entities::{attendance, contact, person, person_key},
    words::Word,
};

/// Rows that are looked at; of whoever is asked for the newest.
const LOOKED_AT: u64 = 60;
/// People who are shown.
const SHOWN: usize = 12;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// Of the newest entry.
    pub id: Uuid,
    pub contact_id: Uuid,
    pub name: String,
    pub contact: CardContact,
    /// Entries of the same name with the same contact, the newest first.
    pub entries: Vec<Uuid>,
    /// Their appointments, the latest first.
    pub appointments: Vec<FoundAppointment>,
}

/// One of somebody's appointments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAppointment {
    pub id: Uuid,
    pub start: civil::DateTime,
    pub status: Status,
}

impl Store {
    /// The people whom `typed` finds, the newest first. Three queries; nothing for less than two signs.
    pub async fn find_people(&self, centre: &Centre, typed: &str) -> Result<Vec<FoundPerson>> {
        let words = sought(typed);
        if words.is_empty() || typed.trim().chars().count() < 2 {
            return Ok(Vec::new());
        }
        let mut people = person::Entity::find()
            .filter(person::Column::CentreId.eq(centre.id))
            .filter(person::Column::BlankedAt.is_null());
        for any in words {
            people = people.filter(person::Column::Id.in_subquery(with_one_of(centre.id, any)));
        }
        let people = people.order_by_desc(person::Column::Id).limit(LOOKED_AT).all(&self.db).await?;
        self.gather(centre, people).await
    }

    /// Whoever has the appointment with this reference.
    pub async fn person_of_reference(&self, centre: &Centre, reference: &Reference) -> Result<Option<FoundPerson>> {
        let row = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Reference.eq(Word(reference.clone())))
            .one(&self.db)
            .await?;
        match row {
            Some(row) => self.person_of_id(centre, row.person_id).await,
            None => Ok(None),
        }
    }

    /// Somebody by their id; nobody who is forgotten.
    pub async fn person_of_id(&self, centre: &Centre, id: Uuid) -> Result<Option<FoundPerson>> {
        let people = person::Entity::find_by_id((centre.id, id))
            .filter(person::Column::BlankedAt.is_null())
            .all(&self.db)
            .await?;
        Ok(self.gather(centre, people).await?.pop())
    }

    /// People with their contacts and appointments, each once.
    async fn gather(&self, centre: &Centre, people: Vec<person::Model>) -> Result<Vec<FoundPerson>> {
        let contacts = contact::Entity::find()
            .filter(contact::Column::CentreId.eq(centre.id))
            .filter(contact::Column::PersonId.is_in(people.iter().map(|person| person.id)))
            .filter(contact::Column::RevokedAt.is_null())
            .order_by_asc(contact::Column::Id)
            .all(&self.db)
            .await?;
        let mut contacts: BTreeMap<Uuid, contact::Model> =
            contacts.into_iter().map(|contact| (contact.person_id, contact)).collect();
        let mut found: Vec<FoundPerson> = Vec::new();
        for person in people {
            let Some(contact) = contacts.remove(&person.id) else { continue };
            let of = Reached { person, contact };
            let address = of.address()?.ok_or(Error::Corrupt("contact.address"))?;
            let same = |other: &&mut FoundPerson| {
                // The same name without a contact says nothing.
                address != Address::Nobody
                    && other.contact.link == address.link()
                    && fold(&other.name) == fold(&of.person.name)
            };
            if let Some(known) = found.iter_mut().find(same) {
                known.entries.push(of.person.id);
                continue;
            }
            let Reached { person, contact } = of;
            found.push(FoundPerson {
                id: person.id,
                contact_id: contact.id,
                name: person.name,
                contact: CardContact {
                    shown: address.display(),
                    link: address.link(),
                    language: contact.language.0,
                    may_leave_message: contact.may_leave_message,
                },
                entries: vec![person.id],
                appointments: Vec::new(),
            });
        }
        found.truncate(SHOWN);
        self.with_appointments(centre, &mut found).await?;
        Ok(found)
    }

    async fn with_appointments(&self, centre: &Centre, found: &mut [FoundPerson]) -> Result<()> {
        let entries = found.iter().flat_map(|person| person.entries.iter().copied());
        let rows = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::PersonId.is_in(entries))
            .order_by_desc(attendance::Column::StartsAt)
            .all(&self.db)
            .await?;
        for row in rows {
            let of = found.iter_mut().find(|person| person.entries.contains(&row.person_id));
            let appointment = FoundAppointment { id: row.id, start: start_of(&row), status: row.status.0 };
            if let Some(of) = of {
                of.appointments.push(appointment);
            }
        }
        Ok(())
    }
}

/// Ids of those who have one of these keys.
fn with_one_of(centre_id: i64, any: Vec<Sought>) -> SelectStatement {
    let mut keys = Condition::any();
    for sought in any {
        keys = match sought {
            Sought::Is(key) => keys.add(person_key::Column::Key.eq(key.into_bytes())),
            Sought::Begins(start) => {
                let start = start.into_bytes();
                // No byte of UTF-8 is as high.
                let end = [start.as_slice(), &[0xFF]].concat();
                keys.add(person_key::Column::Key.between(start, end))
            }
        };
    }
    Query::select()
        .column(person_key::Column::PersonId)
        .from(person_key::Entity)
        .and_where(person_key::Column::CentreId.eq(centre_id))
        .cond_where(keys)
        .to_owned()
}
