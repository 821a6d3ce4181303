//! What the desk is told of who may be, was made, or is not one person with somebody.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store,
    deeds::merges::last_moment,
    entities::person,
    persons::{
        apart::Apart,
        circle::Circle,
        likely::{Likeness, Pair, likely},
    },
};

/// Entries of a page of pairs that are looked at.
const LOOKED_AT: u64 = 50;

/// Who may be, was made, or is not one person with somebody.
#[derive(Clone, Debug, Default)]
pub struct WhoIsWho {
    pub likely: Vec<Alike>,
    /// The latest first.
    pub merges: Vec<Merged>,
    /// Of whom somebody said that they are another.
    pub apart: Vec<SaidApart>,
}

/// Somebody who may be the same, by the entry that speaks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    pub id: Uuid,
    pub name: String,
    pub likeness: Likeness,
}

/// A merge that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub id: Uuid,
    /// The name of whoever was merged away; of somebody who is forgotten there is none.
    pub name: Option<String>,
    /// Member of staff.
    pub by: i64,
    pub at: Timestamp,
    /// Until when it can be taken back; `None` when that is past.
    pub until: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidApart {
    /// The two entries of which it was said: one of theirs, and the other's.
    pub of: (Uuid, Uuid),
    pub name: String,
    /// Member of staff.
    pub by: i64,
    pub at: Timestamp,
}

/// Two who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyPair {
    pub one: (Uuid, String),
    pub other: (Uuid, String),
    pub likeness: Likeness,
}

impl Store {
    /// Who may be, was made, or is not one person with somebody. Whoever shows it has noted the reading.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who is forgotten.
    pub async fn who_is_who(&self, centre: &Centre, person: Uuid, now: Timestamp) -> Result<WhoIsWho> {
        let (circle, pairs) = likely(&self.db, centre.id, &BTreeSet::from([person])).await?;
        circle.face_of(person).ok_or(Error::NotFound)?;
        let alike = |pair: &Pair| {
            let other = circle.face_of(pair.other)?;
            Some(Alike { id: other.id, name: other.name.clone(), likeness: pair.likeness })
        };
        let mut merges = Vec::new();
        for merge in circle.merges_of(person) {
            let until = last_moment(merge.merged_at)?;
            merges.push(Merged {
                id: merge.id,
                name: circle.name_of(merge.gone_id),
                by: merge.merged_by,
                at: Timestamp::from_second(merge.merged_at).map_err(|_| Error::Corrupt("person_merge.merged_at"))?,
                until: (now <= until).then_some(until),
            });
        }
        merges.reverse();
        let apart = self.said_apart(centre, &circle, person).await?;
        Ok(WhoIsWho { likely: pairs.iter().filter_map(alike).collect(), merges, apart })
    }

    /// What somebody said; nothing of those who come to one session.
    async fn said_apart(&self, centre: &Centre, circle: &Circle, person: Uuid) -> Result<Vec<SaidApart>> {
        let own = circle.ids_of(person);
        let rows = Apart::among(&self.db, centre.id, &own).await?.said;
        let others = rows.iter().map(|row| if own.contains(&row.one_id) { row.other_id } else { row.one_id });
        let others: BTreeSet<Uuid> = others.collect();
        let names = Circle::around(&self.db, centre.id, others).await?;
        let mut said = Vec::new();
        for row in rows {
            let Some(by) = row.said_by else { continue };
            let of = if own.contains(&row.one_id) { (row.one_id, row.other_id) } else { (row.other_id, row.one_id) };
            let at = Timestamp::from_second(row.said_at).map_err(|_| Error::Corrupt("person_apart.said_at"))?;
            said.extend(names.name_of(of.1).map(|name| SaidApart { of, name, by, at }));
        }
        Ok(said)
    }

    /// What speaks for two people being one; `None` when nothing does, or they are known to be two.
    pub async fn likeness(&self, centre: &Centre, (one, other): (Uuid, Uuid)) -> Result<Option<Likeness>> {
        let (circle, pairs) = likely(&self.db, centre.id, &BTreeSet::from([one])).await?;
        let is_other = |pair: &&Pair| circle.ids_of(pair.other).contains(&other);
        Ok(pairs.iter().find(is_other).map(|pair| pair.likeness))
    }

    /// Pairs of people who may be one, among those who came last before `before`; and where those before them begin.
    pub async fn likely_pairs(&self, centre: &Centre, before: Option<Uuid>) -> Result<(Vec<LikelyPair>, Option<Uuid>)> {
        let mut people = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::CentreId.eq(centre.id))
            .filter(person::Column::BlankedAt.is_null());
        if let Some(before) = before {
            people = people.filter(person::Column::Id.lt(before));
        }
        let people = people.order_by_desc(person::Column::Id).limit(LOOKED_AT);
        let people: Vec<Uuid> = people.into_tuple().all(&self.db).await?;
        let next = people.last().copied().filter(|_| people.len() as u64 == LOOKED_AT);
        let (circle, pairs) = likely(&self.db, centre.id, &people.into_iter().collect()).await?;
        let named = |id: Uuid| circle.face_of(id).map(|of| (of.id, of.name.clone()));
        let pair = |pair: &Pair| {
            Some(LikelyPair { one: named(pair.one)?, other: named(pair.other)?, likeness: pair.likeness })
        };
        Ok((pairs.iter().filter_map(pair).collect(), next))
    }
}
