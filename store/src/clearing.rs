//! What a centre keeps no longer: a nightly clearing of what is over, and the wish of one person to be forgotten.

use jiff::{Timestamp, ToSpan};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::{
        attendance, clearing, consent, contact, event, hold, link, outbox, person, retention, session, status_change,
        waiting_entry,
    },
    persons,
    words::{HoldStatus, WaitingStatus, words},
};

words! {
    /// What a centre keeps for so many days.
    pub enum Kept {
        /// Names, contacts and reasons, after somebody's last appointment or wait.
        Person = "person",
        /// Places on the waiting list that are over.
        Waiting = "waiting",
        /// Messages that were sent or let go.
        Message = "message",
        /// What the live desk reads.
        Event = "event",
    }
}

impl Kept {
    /// Days, where a centre has not said otherwise.
    pub fn usual_days(self) -> u32 {
        match self {
            Self::Person => 730,
            Self::Waiting => 90,
            Self::Message | Self::Event => 30,
        }
    }

    /// The fewest days that may be set: what the desk still works with stays.
    pub fn least_days(self) -> u32 {
        match self {
            Self::Person => 30,
            Self::Waiting | Self::Message | Self::Event => 7,
        }
    }
}

/// The most days that may be set.
pub const MOST_DAYS: u32 = 3650;

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
    /// How long a centre keeps each kind, in days.
    pub async fn retention(&self, centre: &Centre) -> Result<Vec<(Kept, u32)>> {
        let rows = retention::Entity::find().filter(retention::Column::CentreId.eq(centre.id)).all(&self.db).await?;
        let days = |kept: Kept| {
            let said = rows.iter().find(|row| row.kind == kept.as_str());
            said.map_or(kept.usual_days(), |row| row.days.unsigned_abs())
        };
        Ok(Kept::ALL.into_iter().map(|kept| (kept, days(kept))).collect())
    }

    /// Says how long a centre keeps each kind.
    pub async fn set_retention(&self, centre: &Centre, days: &[(Kept, u32)], by: Actor, now: i64) -> Result<()> {
        self.transact_quietly(|tx| async move {
            let of = retention::Column::CentreId.eq(centre.id);
            retention::Entity::delete_many().filter(of).exec(&tx).await?;
            for (kept, days) in days {
                let row = retention::ActiveModel {
                    centre_id: Set(centre.id),
                    kind: Set(kept.as_str().to_owned()),
                    days: Set(*days as i32),
                };
                row.insert(&tx).await?;
            }
            let words: Vec<String> = days.iter().map(|(kept, days)| format!("{}={days}", kept.as_str())).collect();
            let line = Line::new(by, Act::SavedSettings, Subject::Centre).with(format!("keep {}", words.join(" ")));
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }

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

    /// Forgets the person of an appointment, wherever the same name was given with the same contact: name, contacts and
    /// reasons are gone, their places on the waiting list too. That there were appointments, and when, stays.
    /// Answers how many entries of them there were.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::InUse`] while something of theirs is ahead: it is cancelled first.
    pub async fn erase_person(&self, centre: &Centre, appointment: Uuid, by: Actor, now: Timestamp) -> Result<u64> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = attendance::Entity::find_by_id((centre.id, appointment)).one(&tx).await?.ok_or(Error::NotFound)?;
            let ids = persons::same_as(&tx, centre.id, of.contact_id).await?;
            let ahead = attendance::Entity::find()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::PersonId.is_in(ids.iter().copied()))
                .filter(attendance::Column::Status.is_in(["requested", "expected", "arrived", "in_session"]))
                .filter(attendance::Column::StartsAt.gt(now.as_second()));
            if ahead.one(&tx).await?.is_some() {
                return Err(Error::InUse);
            }
            let waits: Vec<Uuid> = waiting_entry::Entity::find()
                .select_only()
                .column(waiting_entry::Column::Id)
                .filter(waiting_entry::Column::CentreId.eq(centre.id))
                .filter(waiting_entry::Column::PersonId.is_in(ids.iter().copied()))
                .into_tuple()
                .all(&tx)
                .await?;
            let held = hold::Entity::find()
                .filter(hold::Column::CentreId.eq(centre.id))
                .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
                .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()));
            if held.one(&tx).await?.is_some() {
                return Err(Error::InUse);
            }
            delete_waits(&tx, centre, &waits).await?;
            blank(&tx, centre, &ids, now.as_second()).await?;
            let line = Line::new(by, Act::Erased, Subject::Person(of.person_id)).with(format!("entries={}", ids.len()));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, ids.len() as u64))
        })
        .await
    }
}

/// Takes away all that says who somebody was and how to reach them. Their links open nothing, and nothing more is sent.
async fn blank(tx: &DatabaseTransaction, centre: &Centre, people: &[Uuid], now: i64) -> Result<()> {
    let ids = || people.iter().copied();
    person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::value(""))
        .col_expr(person::Column::BlankedAt, Expr::value(now))
        .filter(person::Column::CentreId.eq(centre.id))
        .filter(person::Column::Id.is_in(ids()))
        .exec(tx)
        .await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::Address, Expr::value(""))
        .col_expr(contact::Column::RevokedAt, Expr::value(now))
        .filter(contact::Column::CentreId.eq(centre.id))
        .filter(contact::Column::PersonId.is_in(ids()))
        .exec(tx)
        .await?;
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(now))
        .filter(consent::Column::CentreId.eq(centre.id))
        .filter(consent::Column::PersonId.is_in(ids()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    let contacts: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::Id)
        .filter(contact::Column::CentreId.eq(centre.id))
        .filter(contact::Column::PersonId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DroppedAt, Expr::value(now))
        .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
        .filter(outbox::Column::CentreId.eq(centre.id))
        .filter(outbox::Column::ContactId.is_in(contacts))
        .filter(outbox::Column::SentAt.is_null())
        .filter(outbox::Column::DroppedAt.is_null())
        .exec(tx)
        .await?;
    let attended: Vec<Uuid> = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::Id)
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::PersonId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    // Reasons are what people wrote; what was done and when stays.
    status_change::Entity::update_many()
        .col_expr(status_change::Column::Detail, Expr::value(Option::<String>::None))
        .filter(status_change::Column::CentreId.eq(centre.id))
        .filter(status_change::Column::AttendanceId.is_in(attended.iter().copied()))
        .filter(status_change::Column::What.eq("status"))
        .exec(tx)
        .await?;
    delete_links(tx, centre, attended.iter()).await
}

async fn delete_links(tx: &impl ConnectionTrait, centre: &Centre, of: impl Iterator<Item = &Uuid>) -> Result<()> {
    link::Entity::delete_many()
        .filter(link::Column::CentreId.eq(centre.id))
        .filter(link::Column::Kind.is_in(["appointment", "waiting", "offer", "proof"]))
        .filter(link::Column::Subject.is_in(of.map(Uuid::to_string)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes places on the list with the holds they had, and the sessions that those kept and nobody came to.
async fn delete_waits(tx: &DatabaseTransaction, centre: &Centre, waits: &[Uuid]) -> Result<()> {
    let holds = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
        .all(tx)
        .await?;
    delete_links(tx, centre, waits.iter().chain(holds.iter().map(|hold| &hold.id))).await?;
    hold::Entity::delete_many()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
        .exec(tx)
        .await?;
    waiting_entry::Entity::delete_many()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::Id.is_in(waits.iter().copied()))
        .exec(tx)
        .await?;
    let empty = holds.iter().filter(|hold| hold.status.0 != HoldStatus::Accepted);
    let nobody_came = "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.centre_id = session.centre_id
        AND a.session_id = session.id)
        AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.centre_id = session.centre_id AND c.session_id = session.id)";
    session::Entity::delete_many()
        .filter(session::Column::CentreId.eq(centre.id))
        .filter(session::Column::Id.is_in(empty.map(|hold| hold.session_id)))
        .filter(Expr::cust(nobody_came))
        .exec(tx)
        .await?;
    Ok(())
}
