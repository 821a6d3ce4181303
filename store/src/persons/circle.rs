//! Who is one person: entries of the same name with the same contact, and those that somebody merged.

use std::collections::{BTreeMap, BTreeSet};

use domain::{contact::Channel, fold::fold};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Result,
    entities::{contact, person, person_merge},
};

/// Some people with everybody who is one with them.
#[derive(Default)]
pub(crate) struct Circle {
    people: BTreeMap<Uuid, person::Model>,
    /// Of those people, also the contacts that are over; the oldest first.
    pub contacts: Vec<contact::Model>,
    /// That stand, the oldest first.
    pub merges: Vec<person_merge::Model>,
    /// By each person the least id of those who are one.
    groups: BTreeMap<Uuid, Uuid>,
}

impl Circle {
    /// Everybody who is one with one of `people`. Five queries, and as many again for those whom they lead to.
    pub async fn around(
        db: &impl ConnectionTrait,
        centre_id: i64,
        people: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self> {
        let mut circle = Self::default();
        let mut fresh: BTreeSet<Uuid> = people.into_iter().collect();
        while !fresh.is_empty() {
            fresh = circle.grow(db, centre_id, &fresh).await?;
        }
        circle.contacts.sort_by_key(|contact| contact.id);
        circle.merges.sort_by_key(|merge| merge.id);
        circle.groups = circle.group();
        Ok(circle)
    }

    /// Adds people, and answers with those whom they lead to.
    async fn grow(
        &mut self,
        db: &impl ConnectionTrait,
        centre_id: i64,
        fresh: &BTreeSet<Uuid>,
    ) -> Result<BTreeSet<Uuid>> {
        let ids = || fresh.iter().copied();
        let people = person::Entity::find()
            .filter(person::Column::CentreId.eq(centre_id))
            .filter(person::Column::Id.is_in(ids()))
            .all(db)
            .await?;
        self.people.extend(people.into_iter().map(|person| (person.id, person)));
        let contacts = contact::Entity::find()
            .filter(contact::Column::CentreId.eq(centre_id))
            .filter(contact::Column::PersonId.is_in(ids()))
            .all(db)
            .await?;
        let touches = Condition::any()
            .add(person_merge::Column::KeptId.is_in(ids()))
            .add(person_merge::Column::GoneId.is_in(ids()));
        let merges = person_merge::Entity::find()
            .filter(person_merge::Column::CentreId.eq(centre_id))
            .filter(person_merge::Column::UndoneAt.is_null())
            .filter(touches)
            .all(db)
            .await?;
        let mut led = same_of(db, centre_id, &self.people, &contacts).await?;
        led.extend(merges.iter().flat_map(|merge| [merge.kept_id, merge.gone_id]));
        led.retain(|id| !self.people.contains_key(id));
        self.contacts.extend(contacts);
        let known: BTreeSet<Uuid> = self.merges.iter().map(|merge| merge.id).collect();
        self.merges.extend(merges.into_iter().filter(|merge| !known.contains(&merge.id)));
        Ok(led)
    }

    fn group(&self) -> BTreeMap<Uuid, Uuid> {
        let mut groups: BTreeMap<Uuid, Uuid> = self.people.keys().map(|id| (*id, *id)).collect();
        let mut unite = |one: Uuid, other: Uuid| {
            let (Some(one), Some(other)) = (groups.get(&one).copied(), groups.get(&other).copied()) else { return };
            let (least, most) = (one.min(other), one.max(other));
            groups.values_mut().filter(|group| **group == most).for_each(|group| *group = least);
        };
        let mut firsts = BTreeMap::new();
        for contact in self.contacts.iter().filter(|contact| says_who(contact)) {
            let Some(person) = self.people.get(&contact.person_id).filter(|of| of.blanked_at.is_none()) else {
                continue;
            };
            let key = (fold(&person.name), contact.channel.0.as_str(), contact.address.as_str());
            unite(*firsts.entry(key).or_insert(person.id), person.id);
        }
        self.merges.iter().for_each(|merge| unite(merge.kept_id, merge.gone_id));
        groups
    }

    /// The ids of all.
    pub fn everybody(&self) -> impl Iterator<Item = Uuid> {
        self.people.keys().copied()
    }

    /// The entries of somebody who is not forgotten, the oldest first.
    pub fn entries_of(&self, person: Uuid) -> Vec<&person::Model> {
        let group = self.groups.get(&person);
        let same = self.people.values().filter(|of| of.blanked_at.is_none() && self.groups.get(&of.id) == group);
        same.collect()
    }

    /// Their ids.
    pub fn ids_of(&self, person: Uuid) -> BTreeSet<Uuid> {
        self.entries_of(person).into_iter().map(|of| of.id).collect()
    }

    /// The merges among the entries of somebody, the oldest first.
    pub fn merges_of(&self, person: Uuid) -> impl Iterator<Item = &person_merge::Model> {
        let group = self.groups.get(&person).copied();
        self.merges.iter().filter(move |merge| self.groups.get(&merge.kept_id).copied() == group)
    }

    /// The entry that speaks for somebody: the newest, and after a merge the newest with the name that was kept. Nobody
    /// who is forgotten.
    pub fn face_of(&self, person: Uuid) -> Option<&person::Model> {
        let entries = self.entries_of(person);
        let kept = self.merges_of(person).last().and_then(|merge| self.people.get(&self.last_kept(merge)));
        let kept = kept.filter(|kept| kept.blanked_at.is_none()).map(|kept| fold(&kept.name));
        let named = entries.iter().rev().find(|of| kept.as_ref().is_some_and(|kept| fold(&of.name) == *kept));
        named.or(entries.last()).copied()
    }

    /// Names of somebody that are not the one of `face`, each once.
    pub fn other_names_of(&self, face: Uuid) -> Vec<String> {
        let mut seen: BTreeSet<String> = self.people.get(&face).map(|face| fold(&face.name)).into_iter().collect();
        let entries = self.entries_of(face).into_iter().rev();
        entries.filter(|of| seen.insert(fold(&of.name))).map(|of| of.name.clone()).collect()
    }

    /// Where a merge leads by those after it.
    fn last_kept(&self, merge: &person_merge::Model) -> Uuid {
        let mut kept = merge.kept_id;
        // Each leads on to another; a round more than there are merges would be a circle.
        for _ in &self.merges {
            match self.merges.iter().find(|merge| merge.gone_id == kept) {
                Some(next) => kept = next.kept_id,
                None => break,
            }
        }
        kept
    }

    /// The entry that stands for somebody in a merge: the one that the last merge keeps, or else the one that speaks for them.
    pub fn speaks_for(&self, person: Uuid) -> Option<Uuid> {
        let face = self.face_of(person)?.id;
        Some(self.merges_of(person).last().map_or(face, |merge| self.last_kept(merge)))
    }

    /// The name of one entry; nobody's who is forgotten.
    pub fn name_of(&self, entry: Uuid) -> Option<String> {
        self.people.get(&entry).filter(|of| of.blanked_at.is_none()).map(|of| of.name.clone())
    }

    /// The contact that an entry goes by: the newest that is not over.
    pub fn contact_of(&self, person: Uuid) -> Option<&contact::Model> {
        self.contacts.iter().rev().find(|contact| contact.person_id == person && contact.revoked_at.is_none())
    }
}

/// The people who gave the same name with one of these contacts. Two queries.
async fn same_of(
    db: &impl ConnectionTrait,
    centre_id: i64,
    people: &BTreeMap<Uuid, person::Model>,
    contacts: &[contact::Model],
) -> Result<BTreeSet<Uuid>> {
    let asked: Vec<&contact::Model> = contacts.iter().filter(|contact| says_who(contact)).collect();
    if asked.is_empty() {
        return Ok(BTreeSet::new());
    }
    let channels: BTreeSet<&str> = asked.iter().map(|contact| contact.channel.0.as_str()).collect();
    let addresses: BTreeSet<&str> = asked.iter().map(|contact| contact.address.as_str()).collect();
    let others = contact::Entity::find()
        .filter(contact::Column::CentreId.eq(centre_id))
        .filter(contact::Column::Channel.is_in(channels))
        .filter(contact::Column::Address.is_in(addresses))
        .all(db)
        .await?;
    let named = person::Entity::find()
        .filter(person::Column::CentreId.eq(centre_id))
        .filter(person::Column::Id.is_in(others.iter().map(|contact| contact.person_id)))
        .filter(person::Column::BlankedAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    let named: BTreeMap<Uuid, String> = named.iter().map(|person| (person.id, fold(&person.name))).collect();
    let given = |contact: &contact::Model| (contact.channel.0.as_str().to_owned(), contact.address.clone());
    let mut own: BTreeSet<(String, (String, String))> = BTreeSet::new();
    for contact in asked {
        if let Some(person) = people.get(&contact.person_id) {
            own.insert((fold(&person.name), given(contact)));
        }
    }
    let same = |contact: &&contact::Model| {
        let name = named.get(&contact.person_id);
        name.is_some_and(|name| own.contains(&(name.clone(), given(contact))))
    };
    Ok(others.iter().filter(same).map(|contact| contact.person_id).collect())
}

/// The same name without a contact says nothing.
fn says_who(contact: &contact::Model) -> bool {
    contact.channel.0 != Channel::Nobody && !contact.address.is_empty()
}
