//! People by name, telephone or e-mail, in any spelling. Whoever gave the same name with the same contact is one, and so is
//! whoever was merged.

use domain::{
    appointment::Status,
    board::CardContact,
    person_keys::{Sought, sought},
    reference::Reference,
};
use jiff::civil;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, Query, SelectStatement, SimpleExpr, UnionType},
};
use uuid::Uuid;

use super::Reached;
use crate::{
    Centre, Error, Result, Store,
    centre::civil::start_of,
    entities::{attendance, person, person_key},
    persons::circle::Circle,
    words::Word,
};

/// Rows that are looked at; of whoever is asked for the newest.
const LOOKED_AT: u64 = 60;
/// Keys that are counted of a word: of one that more have, the newest are soon met.
const MANY: u64 = 5_000;
/// People who are shown.
const SHOWN: usize = 12;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// Of the entry that speaks for them.
    pub id: Uuid,
    pub contact_id: Uuid,
    pub name: String,
    /// Those that are written or spelt otherwise, of entries that were merged.
    pub other_names: Vec<String>,
    pub contact: CardContact,
    /// Their entries, the newest first.
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
    /// The people whom `typed` finds, the newest first. A query for each word and some seven more;
    /// nothing for less than two signs.
    pub async fn find_people(&self, centre: &Centre, typed: &str) -> Result<Vec<FoundPerson>> {
        let words = sought(typed);
        if words.is_empty() || typed.trim().chars().count() < 2 {
            return Ok(Vec::new());
        }
        let rarest = self.rarest_first(centre.id, words).await?;
        let Some(((first, number), others)) = rarest.split_first() else { return Ok(Vec::new()) };
        // Of a word that so many have the newest are soon met; of a rarer one it is sooner known who has it.
        let is_walked = |number: u64| number > MANY;
        let has = |any: &[Sought], walked: bool| match walked {
            true => Expr::exists(own_of(any)),
            false => person::Column::Id.in_subquery(all_with(centre.id, any)),
        };
        let mut people = person::Entity::find()
            .filter(person::Column::CentreId.eq(centre.id))
            .filter(person::Column::BlankedAt.is_null())
            .filter(has(first, others.is_empty() && is_walked(*number)));
        for (other, number) in others {
            people = people.filter(has(other, is_walked(*number)));
        }
        let people = people.order_by_desc(person::Column::Id).limit(LOOKED_AT).all(&self.db).await?;
        self.gather(centre, people).await
    }

    /// The words of a question by how many have them, as far as that is counted. A query for each.
    async fn rarest_first(&self, centre_id: i64, words: Vec<Vec<Sought>>) -> Result<Vec<(Vec<Sought>, u64)>> {
        let mut counted = Vec::with_capacity(words.len());
        for any in words {
            let some = all_with(centre_id, &any).limit(MANY + 1).to_owned();
            let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some, "some").to_owned();
            let row = self.db.query_one(&count).await?.ok_or(Error::Corrupt("count"))?;
            counted.push((any, row.try_get_by_index::<i64>(0)?.unsigned_abs()));
        }
        counted.sort_by_key(|(_, number)| *number);
        Ok(counted)
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
        let circle = Circle::around(&self.db, centre.id, people.iter().map(|person| person.id)).await?;
        let mut found: Vec<FoundPerson> = Vec::new();
        for person in people {
            if found.len() == SHOWN || found.iter().any(|known| known.entries.contains(&person.id)) {
                continue;
            }
            found.extend(one(&circle, person.id)?);
        }
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

/// Somebody with all their entries.
fn one(circle: &Circle, person: Uuid) -> Result<Option<FoundPerson>> {
    let Some(face) = circle.face_of(person) else { return Ok(None) };
    let Some(contact) = circle.contact_of(face.id) else { return Ok(None) };
    let of = Reached { person: face.clone(), contact: contact.clone() };
    let address = of.address()?.ok_or(Error::Corrupt("contact.address"))?;
    let Reached { person, contact } = of;
    Ok(Some(FoundPerson {
        id: person.id,
        contact_id: contact.id,
        other_names: circle.other_names_of(person.id),
        name: person.name,
        contact: CardContact {
            shown: address.display(),
            link: address.link(),
            language: contact.language.0,
            may_leave_message: contact.may_leave_message,
        },
        entries: circle.ids_of(person.id).into_iter().rev().collect(),
        appointments: Vec::new(),
    }))
}

/// Ids of those who have one of these keys. One index is read from each beginning: told as one condition with “or”, SQLite
/// would read every key of the centre.
fn all_with(centre_id: i64, any: &[Sought]) -> SelectStatement {
    let with = |sought: &Sought| {
        Query::select()
            .column(person_key::Column::PersonId)
            .from(person_key::Entity)
            .and_where(person_key::Column::CentreId.eq(centre_id))
            .and_where(is_or_begins(sought))
            .to_owned()
    };
    let mut all = any.iter().map(with);
    let mut first = all.next().unwrap_or_default();
    for other in all {
        first.union(UnionType::All, other);
    }
    first
}

/// Whether the person of the row has one of these keys.
fn own_of(any: &[Sought]) -> SelectStatement {
    let keys = any.iter().fold(Condition::any(), |keys, sought| keys.add(is_or_begins(sought)));
    let of = |column: person_key::Column| Expr::col((person_key::Entity, column));
    Query::select()
        .expr(Expr::val(1))
        .from(person_key::Entity)
        .and_where(of(person_key::Column::CentreId).equals((person::Entity, person::Column::CentreId)))
        .and_where(of(person_key::Column::PersonId).equals((person::Entity, person::Column::Id)))
        .cond_where(keys)
        .to_owned()
}

fn is_or_begins(sought: &Sought) -> SimpleExpr {
    match sought {
        Sought::Is(key) => person_key::Column::Key.eq(key.as_bytes()),
        Sought::Begins(start) => {
            // No byte of UTF-8 is as high.
            let end = [start.as_bytes(), &[0xFF]].concat();
            person_key::Column::Key.between(start.clone().into_bytes(), end)
        }
    }
}
