//! Tasks as those see them who may.

use std::collections::BTreeMap;

use domain::access::{Role, Verb, may};
use jiff::{Timestamp, civil::Date};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Result, StaffMember, Store,
    entities::{person, staff, task},
    persons::circle::Circle,
    words::TaskKind,
};

/// Tasks that are shown, and those that are over.
const SHOWN: u64 = 200;
const SHOWN_OVER: u64 = 20;

/// Which tasks are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own, and those that are everybody's.
    Mine,
    /// All that one sees.
    Everybodys,
}

/// A task as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskCard {
    pub id: Uuid,
    pub kind: TaskKind,
    /// What was told by hand.
    pub words: String,
    pub due: Date,
    /// Name of whose it is.
    pub owner: Option<String>,
    /// Whom it is about: entry and name, for those who see people.
    pub person: Option<(Uuid, String)>,
    /// The appointment without an outcome.
    pub appointment: Option<Uuid>,
    /// Whether it was done, or its cause went.
    pub over: bool,
    /// Whether it was done by somebody, which can be taken back.
    pub done: bool,
}

impl Store {
    /// The tasks that are open, what is due first, and behind them those that were over last.
    pub async fn tasks(&self, centre: &Centre, reader: &StaffMember, whose: Whose) -> Result<Vec<TaskCard>> {
        let mut asked = seen_by(centre, reader);
        if whose == Whose::Mine {
            asked = asked.add(is_for(reader));
        }
        let open = task::Entity::find()
            .filter(asked.clone())
            .filter(is_open())
            .order_by_asc(task::Column::Due)
            .order_by_asc(task::Column::Id)
            .limit(SHOWN)
            .all(&self.db)
            .await?;
        let over = task::Entity::find()
            .filter(asked)
            .filter(task::Column::DoneAt.is_not_null())
            .order_by_desc(task::Column::DoneAt)
            .limit(SHOWN_OVER)
            .all(&self.db)
            .await?;
        self.cards_of_tasks(centre, reader, open.into_iter().chain(over).collect()).await
    }

    /// How many tasks of one's own are due.
    pub async fn tasks_due(&self, centre: &Centre, reader: &StaffMember, now: Timestamp) -> Result<u32> {
        let today = centre.zone.to_datetime(now).date();
        let due = task::Entity::find()
            .select_only()
            .column(task::Column::Id)
            .filter(seen_by(centre, reader).add(is_for(reader)))
            .filter(is_open())
            .filter(task::Column::Due.lte(today.to_string()))
            .limit(SHOWN)
            .into_tuple::<Uuid>()
            .all(&self.db)
            .await?;
        Ok(due.len() as u32)
    }

    /// The open tasks about somebody, whoever has them.
    pub async fn tasks_of_person(&self, centre: &Centre, reader: &StaffMember, person: Uuid) -> Result<Vec<TaskCard>> {
        let circle = Circle::around(&self.db, centre.id, [person]).await?;
        let rows = task::Entity::find()
            .filter(seen_by(centre, reader))
            .filter(task::Column::PersonId.is_in(circle.ids_of(person)))
            .filter(is_open())
            .order_by_asc(task::Column::Due)
            .limit(SHOWN)
            .all(&self.db)
            .await?;
        self.cards_of_tasks(centre, reader, rows).await
    }

    async fn cards_of_tasks(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        rows: Vec<task::Model>,
    ) -> Result<Vec<TaskCard>> {
        let owners = staff::Entity::find()
            .filter(staff::Column::Id.is_in(rows.iter().filter_map(|row| row.owner_id)))
            .all(&self.db)
            .await?;
        let owners: BTreeMap<i64, String> = owners.into_iter().map(|of| (of.id, of.name)).collect();
        let people = person::Entity::find()
            .filter(person::Column::CentreId.eq(centre.id))
            .filter(person::Column::BlankedAt.is_null())
            .filter(person::Column::Id.is_in(rows.iter().filter_map(|row| row.person_id)))
            .all(&self.db)
            .await?;
        let people: BTreeMap<Uuid, String> = people.into_iter().map(|of| (of.id, of.name)).collect();
        let card = |row: task::Model| {
            let person = row.person_id.filter(|_| sees_person(&row, reader));
            TaskCard {
                id: row.id,
                kind: row.kind.0,
                owner: row.owner_id.and_then(|id| owners.get(&id).cloned()),
                person: person.and_then(|id| people.get(&id).map(|name| (id, name.clone()))),
                appointment: row.subject.filter(|_| row.kind.0 == TaskKind::Outcome && sees_person(&row, reader)),
                over: row.done_at.is_some() || row.closed_at.is_some(),
                done: row.done_at.is_some(),
                words: row.words,
                due: row.due.0,
            }
        };
        Ok(rows.into_iter().map(card).collect())
    }
}

/// Tasks that somebody sees: all of them who sees everybody's appointments; others those that are theirs, or that they told.
fn seen_by(centre: &Centre, reader: &StaffMember) -> Condition {
    let of = Condition::all().add(task::Column::CentreId.eq(centre.id));
    if may(&reader.roles, Verb::SeeBoard) {
        return of;
    }
    let own = Condition::any().add(task::Column::OwnerId.eq(reader.id)).add(task::Column::MadeBy.eq(reader.id));
    // What is everybody's and was told by hand about nobody.
    let everybodys = Condition::all()
        .add(task::Column::OwnerId.is_null())
        .add(task::Column::PersonId.is_null())
        .add(task::Column::Kind.eq(TaskKind::Hand.as_str()));
    of.add(own.add(everybodys))
}

/// The same of one row.
pub(crate) fn may_see(row: &task::Model, reader: &StaffMember) -> bool {
    let everybodys = row.owner_id.is_none() && row.person_id.is_none() && row.kind.0 == TaskKind::Hand;
    may(&reader.roles, Verb::SeeBoard) || [row.owner_id, row.made_by].contains(&Some(reader.id)) || everybodys
}

fn is_for(reader: &StaffMember) -> Condition {
    Condition::any().add(task::Column::OwnerId.eq(reader.id)).add(task::Column::OwnerId.is_null())
}

fn is_open() -> Condition {
    Condition::all().add(task::Column::DoneAt.is_null()).add(task::Column::ClosedAt.is_null())
}

/// Whoever sees everybody's appointments, or receives the person: an administrator sees no family.
fn sees_person(row: &task::Model, reader: &StaffMember) -> bool {
    may(&reader.roles, Verb::SeeBoard) || (reader.roles.contains(&Role::Mediator) && row.owner_id == Some(reader.id))
}
