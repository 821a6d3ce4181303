//! Group sessions: staff set the time, people take seats. The last seat goes to one, by a rule of the database.

pub(crate) mod people;

use std::collections::BTreeSet;

use domain::{
    appointment::{Mode, Status},
    preference::With,
};
use jiff::{Timestamp, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Change, Error, Result, Store, Subject, Wish,
    appointments::{
        Planned, insert_session, new_session,
        seats::{groups, seated, taken_seats},
    },
    audit::{self, line::Line},
    centre::{civil::start_of_session, write_alone},
    claims::{self, Refused, Taking},
    entities::{attendance, session},
    words::{Kind, Word},
};

/// What a workshop is set up from.
#[derive(Clone, Debug)]
pub struct NewWorkshop {
    /// Slug of a service with seats.
    pub service: String,
    pub mode: Mode,
    pub start: civil::DateTime,
    /// Who leads it; `None` is the least loaded of those free.
    pub with: Option<i64>,
    /// `None` takes as many as the service says.
    pub seats: Option<u32>,
}

/// A workshop as the desk sees it.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub id: Uuid,
    pub service_id: i64,
    pub staff_id: i64,
    pub co_staff_id: Option<i64>,
    pub room_id: Option<i64>,
    pub mode: Mode,
    pub start: civil::DateTime,
    pub minutes: u32,
    pub seats: u32,
    pub taken: u32,
}

impl Store {
    /// Sets up a workshop and takes its mediators and a room that holds its seats, at any five minutes of their hours.
    ///
    /// # Errors
    /// [`Error::Taken`] when whoever it needs is not free then; [`Error::NotFound`] for a service without seats, or when
    /// who was named does not offer it.
    pub async fn set_up_workshop(&self, centre: &Centre, new: &NewWorkshop, by: i64, now: Timestamp) -> Result<Uuid> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let mut service = self.service(&tx, centre, &new.service).await?;
            if service.seats < 2 {
                return Err(Error::NotFound);
            }
            service.seats = new.seats.map_or(service.seats, |seats| seats as i32);
            let with = new.with.map_or(With::Anyone, With::Person);
            let wish =
                Wish { service: new.service.clone(), mode: new.mode, with, speaks: None, desk: true, minutes: None };
            let day = (new.start.date(), new.start.date());
            let mut plan = self.plan_of(&tx, centre, service, &wish, day).await?;
            plan.set_by_centre();
            let chosen = plan.choose(centre, new.start, now).ok_or(Error::Taken)?;
            let planned = Planned { mode: new.mode, start: new.start, chosen };
            let row = new_session(centre, &plan.service, &planned, (Some(by), now))?;
            let row = session::Model { kind: Word(Kind::Group), seats: plan.service.seats, ..row };
            insert_session(&tx, &row).await.map_err(Refused::or_taken)?;
            let line = Line::new(Actor::Staff(by), Act::SetUpWorkshop, Subject::Workshop(row.id));
            audit::append(&tx, centre.id, &line.with(new.start.to_string()), now.as_second()).await?;
            Ok((tx, row.id))
        })
        .await
    }

    /// The same inside a transaction; answers with the time that it had.
    pub(crate) async fn cancel_workshop_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        reason: Option<&str>,
    ) -> Result<Taking> {
        let row = locked(tx, centre, change.id).await?;
        if row.cancelled_at.is_some() {
            return Err(Error::Stale);
        }
        let seats = attendance::Entity::find()
            .filter(seated(centre, std::iter::once(change.id)))
            .order_by_asc(attendance::Column::Id)
            .all(tx)
            .await?;
        for seat in seats {
            let change = Change { id: seat.id, ..*change };
            self.step(tx, centre, &change, Status::CancelledByCentre, reason).await?;
        }
        claims::free(tx, &row).await?;
        let freed = Taking::of(&row)?;
        let mut gone = row.into_active_model();
        gone.cancelled_at = Set(Some(change.now.as_second()));
        gone.update(tx).await?;
        let line = Line::new(Actor::of(change.by), Act::CancelledWorkshop, Subject::Workshop(change.id));
        audit::append(tx, centre.id, &line, change.now.as_second()).await?;
        Ok(freed)
    }

    /// The workshops from `first` to `last` that take place, with their seats.
    pub async fn workshops(&self, centre: &Centre, (first, last): (civil::Date, civil::Date)) -> Result<Vec<Workshop>> {
        let rows = groups(centre)
            .filter(session::Column::Day.between(first.to_string(), last.to_string()))
            .order_by_asc(session::Column::Day)
            .order_by_asc(session::Column::StartMinute)
            .all(&self.db)
            .await?;
        let taken = taken_seats(&self.db, centre, rows.iter().map(|row| row.id)).await?;
        Ok(rows.iter().map(|row| seen(row, taken.get(&row.id).map_or(0, BTreeSet::len))).collect())
    }

    /// A workshop that takes place, or has.
    ///
    /// # Errors
    /// [`Error::NotFound`] also when it was cancelled.
    pub async fn workshop(&self, centre: &Centre, id: Uuid) -> Result<Workshop> {
        let row = groups(centre).filter(session::Column::Id.eq(id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        let taken = taken_seats(&self.db, centre, std::iter::once(id)).await?;
        Ok(seen(&row, taken.get(&id).map_or(0, BTreeSet::len)))
    }
}

fn seen(row: &session::Model, taken: usize) -> Workshop {
    Workshop {
        id: row.id,
        service_id: row.service_id,
        staff_id: row.staff_id,
        co_staff_id: row.co_staff_id,
        room_id: row.room_id,
        mode: row.mode.0,
        start: start_of_session(row),
        minutes: row.minutes.unsigned_abs(),
        seats: row.seats.unsigned_abs(),
        taken: taken as u32,
    }
}

async fn locked(tx: &DatabaseTransaction, centre: &Centre, id: Uuid) -> Result<session::Model> {
    let row = session::Entity::find_by_id((centre.id, id)).lock_exclusive().one(tx).await?;
    row.filter(|row| row.kind.0 == Kind::Group).ok_or(Error::NotFound)
}
