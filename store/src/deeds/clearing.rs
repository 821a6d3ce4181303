//! What a centre keeps no longer: a nightly clearing of what is over.

mod forget;
pub(crate) mod retention;

use jiff::{Timestamp, ToSpan};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    deeds::clearing::forget::{blank, delete_waits},
    entities::{clearing, event, link, outbox, person, task, waiting_entry},
    words::{Kept, WaitingStatus},
};

/// What a clearing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// People whose name, contacts and reasons are gone.
    pub people: u64,
    pub waits: u64,
    pub messages: u64,
    pub events: u64,
}

/// Rows of one transaction: nobody waits for the pen while years are cleared.
const BATCH: u64 = 200;

impl Store {
    /// The last clearings of a centre, the latest first: when, and what each came to.
    pub async fn clearings(&self, centre: &Centre, limit: u64) -> Result<Vec<(Timestamp, Cleared)>> {
        let rows = clearing::Entity::find()
            .filter(clearing::Column::CentreId.eq(centre.id))
            .order_by_desc(clearing::Column::At)
            .limit(limit)
            .all(&self.db)
            .await?;
        let cleared = |row: clearing::Model| {
            let at = Timestamp::from_second(row.at).map_err(|_| Error::Corrupt("clearing.at"))?;
            let [people, waits, messages, events] =
                [row.people, row.waits, row.messages, row.events].map(i64::unsigned_abs);
            Ok((at, Cleared { people, waits, messages, events }))
        };
        rows.into_iter().map(cleared).collect()
    }

    /// Clears what the centre keeps no longer, once a civil day; `None` when that was done today already.
    pub async fn clear(&self, centre: &Centre, now: Timestamp) -> Result<Option<Cleared>> {
        let today = centre.zone.to_datetime(now).date();
        let last = self.clearings(centre, 1).await?.pop();
        if last.is_some_and(|(at, _)| centre.zone.to_datetime(at).date() >= today) {
            return Ok(None);
        }
        let mut done = Cleared::default();
        for (kept, days) in self.retention(centre).await? {
            let before = now.saturating_sub((i64::from(days) * 24).hours()).map_err(|_| Error::Corrupt("clock"))?;
            let (before, now) = (before.as_second(), now.as_second());
            match kept {
                Kept::Person => done.people = self.blank_old_people(centre, before, now).await?,
                Kept::Waiting => done.waits = self.delete_old_waits(centre, before).await?,
                Kept::Message => done.messages = self.delete_old_messages(centre, before).await?,
                Kept::Event => done.events = self.delete_old_events(centre, before).await?,
            }
        }
        self.forget_old_links(centre, now.as_second()).await?;
        self.forget_old_tasks(centre, now.as_second()).await?;
        self.report_clearing(centre, done, now.as_second()).await?;
        Ok(Some(done))
    }

    async fn blank_old_people(&self, centre: &Centre, before: i64, now: i64) -> Result<u64> {
        // What keeps somebody: an appointment, or a place on the list, that is not as old.
        let over = format!(
            "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.centre_id = person.centre_id AND a.person_id = person.id
                AND a.starts_at >= {before})
            AND NOT EXISTS (SELECT 1 FROM waiting_entry w WHERE w.centre_id = person.centre_id AND w.person_id = person.id
                AND (w.status = 'waiting' OR w.closed_at >= {before}))"
        );
        let mut blanked = 0;
        loop {
            let ids: Vec<Uuid> = person::Entity::find()
                .select_only()
                .column(person::Column::Id)
                .filter(person::Column::CentreId.eq(centre.id))
                .filter(person::Column::BlankedAt.is_null())
                .filter(person::Column::CreatedAt.lt(before))
                .filter(Expr::cust(over.clone()))
                .limit(BATCH)
                .into_tuple()
                .all(&self.db)
                .await?;
            if ids.is_empty() {
                return Ok(blanked);
            }
            let ids = &ids;
            self.transact_quietly(|tx| async move {
                blank(&tx, centre, ids, now).await?;
                Ok((tx, ()))
            })
            .await?;
            blanked += ids.len() as u64;
        }
    }

    /// Places that are over, and those whose last day is as long ago: nobody came back to them.
    async fn delete_old_waits(&self, centre: &Centre, before: i64) -> Result<u64> {
        let last_day = Timestamp::from_second(before).map_err(|_| Error::Corrupt("clock"))?;
        let last_day = centre.zone.to_datetime(last_day).date();
        let over = Condition::any().add(waiting_entry::Column::ClosedAt.lt(before)).add(
            Condition::all()
                .add(waiting_entry::Column::Status.eq(WaitingStatus::Waiting.as_str()))
                .add(waiting_entry::Column::LastDay.lt(last_day.to_string())),
        );
        let mut deleted = 0;
        loop {
            let ids: Vec<Uuid> = waiting_entry::Entity::find()
                .select_only()
                .column(waiting_entry::Column::Id)
                .filter(waiting_entry::Column::CentreId.eq(centre.id))
                .filter(over.clone())
                .limit(BATCH)
                .into_tuple()
                .all(&self.db)
                .await?;
            if ids.is_empty() {
                return Ok(deleted);
            }
            let ids = &ids;
            self.transact_quietly(|tx| async move {
                delete_waits(&tx, centre, ids).await?;
                Ok((tx, ()))
            })
            .await?;
            deleted += ids.len() as u64;
        }
    }

    async fn delete_old_messages(&self, centre: &Centre, before: i64) -> Result<u64> {
        let done = Condition::any().add(outbox::Column::SentAt.lt(before)).add(outbox::Column::DroppedAt.lt(before));
        let _turn = self.turn().await?;
        let of = outbox::Column::CentreId.eq(centre.id);
        Ok(outbox::Entity::delete_many().filter(of).filter(done).exec(&self.db).await?.rows_affected)
    }

    async fn delete_old_events(&self, centre: &Centre, before: i64) -> Result<u64> {
        let _turn = self.turn().await?;
        let of = event::Column::CentreId.eq(centre.id);
        Ok(event::Entity::delete_many()
            .filter(of)
            .filter(event::Column::At.lt(before))
            .exec(&self.db)
            .await?
            .rows_affected)
    }

    /// Links that opened something once.
    async fn forget_old_links(&self, centre: &Centre, now: i64) -> Result<()> {
        const DAY: i64 = 24 * 3600;
        let over =
            Condition::any().add(link::Column::ExpiresAt.lt(now - DAY)).add(link::Column::RevokedAt.lt(now - 30 * DAY));
        let _turn = self.turn().await?;
        link::Entity::delete_many().filter(link::Column::CentreId.eq(centre.id)).filter(over).exec(&self.db).await?;
        Ok(())
    }

    /// Tasks that are over for a month.
    async fn forget_old_tasks(&self, centre: &Centre, now: i64) -> Result<()> {
        const MONTH: i64 = 30 * 24 * 3600;
        let over =
            Condition::any().add(task::Column::DoneAt.lt(now - MONTH)).add(task::Column::ClosedAt.lt(now - MONTH));
        // What still has its cause would be told once more.
        let by_hand = Condition::any().add(task::Column::Kind.eq("hand")).add(task::Column::MadeAt.lt(now - 3 * MONTH));
        let _turn = self.turn().await?;
        let of = task::Column::CentreId.eq(centre.id);
        task::Entity::delete_many().filter(of).filter(over).filter(by_hand).exec(&self.db).await?;
        Ok(())
    }

    async fn report_clearing(&self, centre: &Centre, done: Cleared, now: i64) -> Result<()> {
        self.transact_quietly(|tx| async move {
            let row = clearing::ActiveModel {
                centre_id: Set(centre.id),
                id: Set(Uuid::now_v7()),
                at: Set(now),
                people: Set(done.people as i64),
                waits: Set(done.waits as i64),
                messages: Set(done.messages as i64),
                events: Set(done.events as i64),
            };
            row.insert(&tx).await?;
            let Cleared { people, waits, messages, events } = done;
            let detail = format!("people={people} waits={waits} messages={messages} events={events}");
            audit::append(&tx, centre.id, &Line::new(Actor::Program, Act::Cleared, Subject::Centre).with(detail), now)
                .await?;
            Ok((tx, ()))
        })
        .await
    }
}
