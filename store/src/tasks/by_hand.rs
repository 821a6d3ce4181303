//! Tasks that somebody tells by hand, and the click by which any of them is done, or is not after all.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, StaffMember, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::{membership, person, task},
    tasks::list::may_see,
    words::{TaskKind, Word},
};

/// A task as somebody tells it.
#[derive(Clone, Debug)]
pub struct NewTask {
    pub words: String,
    pub due: Date,
    /// Member of staff; `None` is everybody's.
    pub owner: Option<i64>,
    /// Entry of a person.
    pub person: Option<Uuid>,
}

impl Store {
    /// Adds a task.
    ///
    /// # Errors
    /// [`Error::NotFound`] when whoever it is for does not work here, or whom it is about is not known.
    pub async fn add_task(&self, centre: &Centre, new: &NewTask, by: &StaffMember, now: Timestamp) -> Result<Uuid> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            if let Some(owner) = new.owner {
                membership::Entity::find_by_id((centre.id, owner)).one(&tx).await?.ok_or(Error::NotFound)?;
            }
            if let Some(person) = new.person {
                let who = person::Entity::find_by_id((centre.id, person)).one(&tx).await?;
                who.filter(|who| who.blanked_at.is_none()).ok_or(Error::NotFound)?;
            }
            let row = task::Model {
                centre_id: centre.id,
                id: Uuid::now_v7(),
                kind: Word(TaskKind::Hand),
                subject: None,
                person_id: new.person,
                owner_id: new.owner,
                words: new.words.clone(),
                due: Word(new.due),
                made_by: Some(by.id),
                made_at: now.as_second(),
                done_by: None,
                done_at: None,
                closed_at: None,
            };
            let id = row.id;
            task::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
            let line = Line::new(Actor::Staff(by.id), Act::MadeTask, Subject::Task(id));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, id))
        })
        .await
    }

    /// A task is done.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for one that `by` does not see; [`Error::Stale`] when it is over already.
    pub async fn end_task(&self, centre: &Centre, id: Uuid, by: &StaffMember, now: Timestamp) -> Result<()> {
        self.set_done(centre, id, by, (Some(now), now)).await
    }

    /// A task is not done after all.
    ///
    /// # Errors
    /// As [`Store::end_task`]; [`Error::Stale`] when it is not done.
    pub async fn reopen_task(&self, centre: &Centre, id: Uuid, by: &StaffMember, now: Timestamp) -> Result<()> {
        self.set_done(centre, id, by, (None, now)).await
    }

    async fn set_done(
        &self,
        centre: &Centre,
        id: Uuid,
        by: &StaffMember,
        (done, now): (Option<Timestamp>, Timestamp),
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let row = found(&tx, centre, id, by).await?;
            let over = row.done_at.is_some() || row.closed_at.is_some();
            if done.is_some() == over || (done.is_none() && row.done_at.is_none()) {
                return Err(Error::Stale);
            }
            let mut row = row.into_active_model();
            row.done_by = Set(done.map(|_| by.id));
            row.done_at = Set(done.map(Timestamp::as_second));
            row.update(&tx).await?;
            let act = if done.is_some() { Act::EndedTask } else { Act::ReopenedTask };
            let line = Line::new(Actor::Staff(by.id), act, Subject::Task(id));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, ()))
        })
        .await
    }
}

async fn found(tx: &DatabaseTransaction, centre: &Centre, id: Uuid, by: &StaffMember) -> Result<task::Model> {
    let row = task::Entity::find_by_id((centre.id, id)).one(tx).await?;
    row.filter(|row| may_see(row, by)).ok_or(Error::NotFound)
}
