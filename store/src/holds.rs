//! Times held for those who wait: a hold is a claim like any other, until it is accepted, declined or over.

mod accept;
mod row;

use domain::appointment::{Mode, Status};
use jiff::{Timestamp, civil};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Change, Error, Result, Secret, Store, Subject, Wish,
    appointments::{Appointment, start_of, start_of_session},
    audit::{self, Line},
    centres::write_alone,
    changes::locked,
    entities::{hold, outbox, service, session, waiting_entry},
    links,
    waiting::wish_of,
    words::{Door, HoldStatus, WaitingStatus, Word},
};

pub(crate) use row::{Held, close, expire, locked_hold, open_hold_of, place, with_sessions};

/// Who offers, and when.
#[derive(Clone, Copy)]
pub(crate) struct Offering {
    /// `None` is the program itself.
    pub by: Option<i64>,
    pub now: Timestamp,
}

/// An offered time, as the person behind its link sees it.
#[derive(Clone, Debug)]
pub struct HeldTime {
    pub service: String,
    pub start: civil::DateTime,
    pub mode: Mode,
    pub minutes: u32,
    pub expires_at: Timestamp,
    /// Whether it can still be accepted.
    pub open: bool,
    /// Whether it was accepted with this link.
    pub accepted: bool,
}

impl Store {
    /// The time behind an offer's link.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn held_time(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<HeldTime> {
        let id = by_link(&self.db, centre, link, now).await?;
        let found = hold::Entity::find_by_id((centre.id, id)).find_also_related(session::Entity).one(&self.db).await?;
        let Some((row, Some(session))) = found else { return Err(Error::NotFound) };
        let service = service::Entity::find_by_id(session.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        Ok(HeldTime {
            service: service.slug,
            start: start_of_session(&session),
            mode: session.mode.0,
            minutes: session.minutes.unsigned_abs(),
            expires_at: Timestamp::from_second(row.expires_at).map_err(|_| Error::Corrupt("hold.expires_at"))?,
            open: row.status.0 == HoldStatus::Open && row.expires_at > now.as_second(),
            accepted: row.status.0 == HoldStatus::Accepted,
        })
    }

    /// Declines an offered time: it is held for the next whom it suits. Whoever declined goes on waiting.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, [`Error::NotFound`] for an unknown link.
    pub async fn decline_offer(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let held = locked_hold(&tx, centre, by_link(&tx, centre, link, now).await?).await?;
            if held.row.status.0 != HoldStatus::Open {
                return Err(Error::Stale);
            }
            let freed = close(&tx, &held, HoldStatus::Declined, (None, now)).await?;
            self.offer_freed(&tx, centre, &freed, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Offers a time of the desk's choice to somebody who waits.
    ///
    /// # Errors
    /// [`Error::Taken`] when the time is not free, [`Error::Stale`] when they do not wait, or have an offer already.
    pub async fn offer_by_hand(
        &self,
        centre: &Centre,
        waiting: Uuid,
        start: civil::DateTime,
        by: i64,
        now: Timestamp,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let entry =
                waiting_entry::Entity::find_by_id((centre.id, waiting)).one(&tx).await?.ok_or(Error::NotFound)?;
            if entry.status.0 != WaitingStatus::Waiting || open_hold_of(&tx, centre, waiting).await?.is_some() {
                return Err(Error::Stale);
            }
            self.hold_at(&tx, centre, &entry, start, Offering { by: Some(by), now }).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Cancels for the centre and holds another time for the same person, who is told of both.
    ///
    /// # Errors
    /// As [`Store::set_status`]; [`Error::Taken`] when the other time is not free.
    pub async fn cancel_and_offer(
        &self,
        centre: &Centre,
        change: &Change,
        reason: Option<&str>,
        start: civil::DateTime,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = locked(&tx, centre, change).await?;
            let freed = self.step(&tx, centre, change, Status::CancelledByCentre, reason).await?;
            let entry = entry_after(&of, start, change)?;
            waiting_entry::Entity::insert(entry.clone().into_active_model()).exec_without_returning(&tx).await?;
            let line = Line::new(Actor::of(change.by), Act::JoinedWaiting, Subject::Waiting(entry.id));
            audit::append(&tx, centre.id, &line, change.now.as_second()).await?;
            self.hold_at(&tx, centre, &entry, start, Offering { by: change.by, now: change.now }).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// How many times are held for those who wait.
    pub async fn open_holds(&self, centre: &Centre, now: Timestamp) -> Result<u64> {
        count_open(&self.db, centre, now).await
    }

    /// The links of messages of a template that wait to be sent, oldest first.
    pub async fn unsent_links(&self, centre: &Centre, template: &str) -> Result<Vec<Secret>> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Template.eq(template))
            .filter(outbox::Column::SentAt.is_null())
            .order_by_asc(outbox::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.iter().filter_map(|row| Secret::parse(row.link_secret.as_deref()?)).collect())
    }

    async fn hold_at(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        entry: &waiting_entry::Model,
        start: civil::DateTime,
        offering: Offering,
    ) -> Result<()> {
        let (service, wish) = wish_of(tx, entry).await?;
        let wish = Wish { desk: offering.by.is_some(), ..wish };
        let plan = self.plan_of(tx, centre, service, &wish, (start.date(), start.date())).await?;
        if place(tx, centre, entry, &plan, start, offering).await? { Ok(()) } else { Err(Error::Taken) }
    }
}

pub(crate) async fn count_open(db: &impl ConnectionTrait, centre: &Centre, now: Timestamp) -> Result<u64> {
    let open = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .filter(hold::Column::ExpiresAt.gt(now.as_second()));
    Ok(open.count(db).await?)
}

/// The hold behind the link of an offer.
pub(crate) async fn by_link(db: &impl ConnectionTrait, centre: &Centre, link: &Secret, now: Timestamp) -> Result<Uuid> {
    links::row_behind(db, centre.id, Door::Offer, link, now.as_second()).await
}

/// The place on the list of somebody whose appointment the centre cancels.
fn entry_after(of: &Appointment, start: civil::DateTime, change: &Change) -> Result<waiting_entry::Model> {
    let Appointment { row, session } = of;
    if !row.status.0.is_ahead() {
        return Err(Error::Stale);
    }
    let (day, was) = (start.date(), start_of(row).date());
    Ok(waiting_entry::Model {
        centre_id: row.centre_id,
        id: Uuid::now_v7(),
        person_id: row.person_id,
        contact_id: row.contact_id,
        service_id: session.service_id,
        mode: session.mode,
        with_staff: None,
        gender: row.asked_gender,
        language: row.asked_language,
        first_day: Word(day.min(was)),
        last_day: Word(day.max(was).saturating_add(jiff::Span::new().days(30))),
        weekdays: 127,
        from_minute: 0,
        to_minute: 1440,
        idempotency_hash: Secret::random().hash(),
        status: Word(WaitingStatus::Waiting),
        added_by: change.by,
        after_attendance: Some(row.id),
        created_at: change.now.as_second(),
        closed_at: None,
        closed_by: None,
    })
}
