//! Who may be one person: names that are heard as one, and a contact that speaks for it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    contact::Channel,
    persons_alike::{key_of_mailbox, keys_near_telephone, words_alike},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    Result,
    entities::{contact, person, person_key},
    persons::{apart::Apart, circle::Circle},
};

/// What speaks for two being one, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same telephone or e-mail, now or once.
    Contact,
    /// The same name before the `@` of another house.
    Mailbox,
    /// A telephone with one digit another, or two changed about, and at least two words of the name.
    Telephone,
}

/// Two entries of which each speaks for somebody.
pub(crate) struct Pair {
    pub one: Uuid,
    pub other: Uuid,
    pub likeness: Likeness,
}

/// Words of a name that must agree where the telephone only nearly does.
const ENOUGH_WORDS: usize = 2;

/// Everybody who may be one of `people`, with the circle around them all. Never somebody who is known to be another.
pub(crate) async fn likely(
    db: &impl ConnectionTrait,
    centre_id: i64,
    people: &BTreeSet<Uuid>,
) -> Result<(Circle, Vec<Pair>)> {
    let own = Circle::around(db, centre_id, people.iter().copied()).await?;
    let asked: Vec<contact::Model> =
        own.contacts.iter().filter(|contact| !contact.address.is_empty()).cloned().collect();
    let names: Vec<&str> =
        own.everybody().flat_map(|id| own.entries_of(id)).map(|person| person.name.as_str()).collect();
    let found = with_such_contacts(db, centre_id, &asked).await?;
    let found = who_sound_like(db, centre_id, found, &names).await?;
    let circle = Circle::around(db, centre_id, people.iter().copied().chain(found)).await?;
    let mut pairs: BTreeMap<(Uuid, Uuid), Likeness> = BTreeMap::new();
    let faces: BTreeSet<Uuid> = circle.everybody().filter_map(|id| circle.face_of(id)).map(|of| of.id).collect();
    let asked: BTreeSet<Uuid> = people.iter().filter_map(|id| circle.face_of(*id)).map(|of| of.id).collect();
    for one in &asked {
        for other in faces.iter().filter(|other| *other != one) {
            if let Some(likeness) = alike(&circle, *one, *other) {
                let turned = asked.contains(other) && other > one;
                pairs.insert(if turned { (*other, *one) } else { (*one, *other) }, likeness);
            }
        }
    }
    let all: BTreeSet<Uuid> =
        pairs.keys().flat_map(|(one, other)| circle.ids_of(*one).into_iter().chain(circle.ids_of(*other))).collect();
    let apart = Apart::among(db, centre_id, &all).await?;
    pairs.retain(|(one, other), _| !apart.keeps(&circle.ids_of(*one), &circle.ids_of(*other)));
    let mut pairs: Vec<Pair> =
        pairs.into_iter().map(|((one, other), likeness)| Pair { one, other, likeness }).collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.one), pair.likeness, std::cmp::Reverse(pair.other)));
    Ok((circle, pairs))
}

/// Ids of those with the same address, or one that may have been meant.
async fn with_such_contacts(
    db: &impl ConnectionTrait,
    centre_id: i64,
    asked: &[contact::Model],
) -> Result<BTreeSet<Uuid>> {
    let mut keys: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut any = Condition::any();
    let mut boxes = BTreeSet::new();
    for contact in asked {
        if contact.address.contains('@') {
            boxes.extend(key_of_mailbox(&contact.address));
        } else {
            keys.extend(keys_near_telephone(&contact.address).into_iter().map(String::into_bytes));
        }
    }
    for start in boxes {
        // No byte of UTF-8 is as high.
        let end = [start.as_bytes(), &[0xFF]].concat();
        any = any.add(person_key::Column::Key.between(start.into_bytes(), end));
    }
    let near: Vec<Uuid> = person_key::Entity::find()
        .select_only()
        .column(person_key::Column::PersonId)
        .filter(person_key::Column::CentreId.eq(centre_id))
        .filter(any.add(person_key::Column::Key.is_in(keys)))
        .into_tuple()
        .all(db)
        .await?;
    let same: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::PersonId)
        .filter(contact::Column::CentreId.eq(centre_id))
        .filter(contact::Column::Channel.is_in(Channel::ALL.map(Channel::as_str)))
        .filter(contact::Column::Address.is_in(asked.iter().map(|contact| contact.address.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    Ok(near.into_iter().chain(same).collect())
}

/// Those whose name is heard as one of `names`.
async fn who_sound_like(
    db: &impl ConnectionTrait,
    centre_id: i64,
    people: BTreeSet<Uuid>,
    names: &[&str],
) -> Result<Vec<Uuid>> {
    let people = person::Entity::find()
        .filter(person::Column::CentreId.eq(centre_id))
        .filter(person::Column::Id.is_in(people))
        .filter(person::Column::BlankedAt.is_null())
        .all(db)
        .await?;
    let alike = |person: &person::Model| names.iter().any(|name| words_alike(name, &person.name) > 0);
    Ok(people.into_iter().filter(alike).map(|person| person.id).collect())
}

/// What speaks for two people being one.
fn alike(circle: &Circle, one: Uuid, other: Uuid) -> Option<Likeness> {
    let (ones, others) = (circle.entries_of(one), circle.entries_of(other));
    let words = |a: &person::Model| others.iter().map(|b| words_alike(&a.name, &b.name)).max();
    let words = ones.iter().filter_map(|of| words(of)).max().unwrap_or_default();
    if words == 0 {
        return None;
    }
    let addresses = |of: &[&person::Model]| {
        let ids: BTreeSet<Uuid> = of.iter().map(|person| person.id).collect();
        let given = circle.contacts.iter().filter(|contact| ids.contains(&contact.person_id));
        given.map(|contact| contact.address.clone()).filter(|address| !address.is_empty()).collect::<BTreeSet<_>>()
    };
    let (mine, theirs) = (addresses(&ones), addresses(&others));
    if !mine.is_disjoint(&theirs) {
        return Some(Likeness::Contact);
    }
    let boxes =
        |of: &BTreeSet<String>| of.iter().filter_map(|address| key_of_mailbox(address)).collect::<BTreeSet<_>>();
    if !boxes(&mine).is_disjoint(&boxes(&theirs)) {
        return Some(Likeness::Mailbox);
    }
    let near = mine.iter().filter(|address| !address.contains('@')).flat_map(|address| keys_near_telephone(address));
    let near: BTreeSet<String> = near.collect();
    let meant = |address: &String| near.contains(&domain::person_keys::key_of_telephone(address));
    (words >= ENOUGH_WORDS && theirs.iter().any(meant)).then_some(Likeness::Telephone)
}
