//! Who is known to be two: because somebody said so, or because they come to one session.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    Result,
    entities::{attendance, person_apart, session},
    words::{Kind, Word},
};

/// What is known of some people.
pub(crate) struct Apart {
    pub said: Vec<person_apart::Model>,
    /// Who has a part in each session.
    sat: Vec<BTreeSet<Uuid>>,
}

impl Apart {
    /// What keeps some of `people` apart. Three queries.
    pub async fn among(db: &impl ConnectionTrait, centre_id: i64, people: &BTreeSet<Uuid>) -> Result<Self> {
        let ids = || people.iter().copied();
        let touches = Condition::any()
            .add(person_apart::Column::OneId.is_in(ids()))
            .add(person_apart::Column::OtherId.is_in(ids()));
        let said = person_apart::Entity::find()
            .filter(person_apart::Column::CentreId.eq(centre_id))
            .filter(touches)
            .all(db)
            .await?;
        let parts = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre_id))
            .filter(attendance::Column::PersonId.is_in(ids()))
            .all(db)
            .await?;
        let mut sat: BTreeMap<Uuid, Vec<attendance::Model>> = BTreeMap::new();
        for part in parts {
            sat.entry(part.session_id).or_default().push(part);
        }
        sat.retain(|_, parts| parts.len() > 1);
        let groups: Vec<Uuid> = session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .filter(session::Column::CentreId.eq(centre_id))
            .filter(session::Column::Id.is_in(sat.keys().copied()))
            .filter(session::Column::Kind.eq(Word(Kind::Group)))
            .into_tuple()
            .all(db)
            .await?;
        // Whoever left a workshop may have come back to it; the parties of a process stay two.
        let there = |session: &Uuid, part: &attendance::Model| part.status.0.holds_time() || !groups.contains(session);
        let sat = sat.iter().map(|(session, parts)| {
            parts.iter().filter(|part| there(session, part)).map(|part| part.person_id).collect()
        });
        Ok(Self { said, sat: sat.collect() })
    }

    /// Whether somebody with the entries `one` is not whoever has the entries `other`.
    pub fn keeps(&self, one: &BTreeSet<Uuid>, other: &BTreeSet<Uuid>) -> bool {
        let between =
            |a: &Uuid, b: &Uuid| (one.contains(a) && other.contains(b)) || (one.contains(b) && other.contains(a));
        let both = |session: &BTreeSet<Uuid>| !session.is_disjoint(one) && !session.is_disjoint(other);
        self.said.iter().any(|row| between(&row.one_id, &row.other_id)) || self.sat.iter().any(both)
    }
}

/// That two people are not one, as a row; nobody says so of the parties of one session.
pub(crate) fn row(centre_id: i64, (a, b): (Uuid, Uuid), said_by: Option<i64>, at: i64) -> person_apart::ActiveModel {
    person_apart::ActiveModel {
        centre_id: Set(centre_id),
        one_id: Set(a.min(b)),
        other_id: Set(a.max(b)),
        said_by: Set(said_by),
        said_at: Set(at),
    }
}
