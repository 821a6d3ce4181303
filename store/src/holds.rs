//! Times held for those who wait: a hold is a claim like any other, until it is accepted, declined or over.

mod accept;
mod row;

use domain::appointment::Status;
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Change, Error, Result, Secret, Store, Wish,
    appointments::{civil_start, start_of},
    centres::keep_hours,
    changes::{locked, status_of},
    entities::{appointment, hold, outbox, waiting_entry},
    waiting::wish_of,
};

pub(crate) use row::{close, expire, open_hold_of, place};

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
    pub mode: String,
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
        let row = by_link(centre, link).one(&self.db).await?.ok_or(Error::NotFound)?;
        let entry = waiting_entry::Entity::find_by_id((centre.id, row.waiting_id)).one(&self.db).await?;
        let (service, wish) = wish_of(&self.db, &entry.ok_or(Error::NotFound)?).await?;
        Ok(HeldTime {
            service: service.slug,
            start: civil_start(&row.day, row.start_minute)?,
            mode: wish.mode.as_str().to_owned(),
            minutes: row.minutes.unsigned_abs(),
            expires_at: Timestamp::from_second(row.expires_at).map_err(|_| Error::Corrupt("hold.expires_at"))?,
            open: row.status == "open" && row.expires_at > now.as_second(),
            accepted: row.status == "accepted",
        })
    }

    /// Declines an offered time: it is held for the next whom it suits. Whoever declined goes on waiting.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is over, [`Error::NotFound`] for an unknown link.
    pub async fn decline_offer(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let row = by_link(centre, link).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
            if row.status != "open" {
                return Err(Error::Stale);
            }
            let freed = close(&tx, &row, "declined", (None, now)).await?;
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
            keep_hours(&tx, centre).await?;
            let entry =
                waiting_entry::Entity::find_by_id((centre.id, waiting)).one(&tx).await?.ok_or(Error::NotFound)?;
            if entry.status != "waiting" || open_hold_of(&tx, centre, waiting).await?.is_some() {
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
            keep_hours(&tx, centre).await?;
            let row = locked(&tx, centre, change).await?;
            let freed = self.step(&tx, centre, change, Status::CancelledByCentre, reason).await?;
            let entry = entry_after(&row, start, change)?;
            waiting_entry::Entity::insert(entry.clone().into_active_model()).exec_without_returning(&tx).await?;
            self.hold_at(&tx, centre, &entry, start, Offering { by: change.by, now: change.now }).await?;
            if let Some(freed) = freed {
                self.offer_freed(&tx, centre, &freed, change.now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// The links of messages of a kind that wait to be sent, oldest first.
    pub async fn unsent_links(&self, centre: &Centre, kind: &str) -> Result<Vec<Secret>> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Kind.eq(kind))
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

pub(crate) fn by_link(centre: &Centre, link: &Secret) -> sea_orm::Select<hold::Entity> {
    hold::Entity::find().filter(hold::Column::CentreId.eq(centre.id)).filter(hold::Column::LinkHash.eq(link.hash()))
}

/// The place on the list of somebody whose appointment the centre cancels.
fn entry_after(row: &appointment::Model, start: civil::DateTime, change: &Change) -> Result<waiting_entry::Model> {
    if !status_of(row)?.is_ahead() {
        return Err(Error::Stale);
    }
    let last_day = start.date().max(start_of(row)?.date());
    Ok(waiting_entry::Model {
        centre_id: row.centre_id,
        id: Uuid::now_v7(),
        service_id: row.service_id,
        mode: row.mode.clone(),
        with_staff: None,
        gender: row.asked_gender.clone(),
        language: row.asked_language.clone(),
        first_day: start.date().min(start_of(row)?.date()).to_string(),
        last_day: last_day.saturating_add(jiff::Span::new().days(30)).to_string(),
        weekdays: 127,
        from_minute: 0,
        to_minute: 1440,
        name: row.name.clone(),
        contact_channel: row.contact_channel.clone(),
        contact_address: row.contact_address.clone(),
        contact_language: row.contact_language.clone(),
        may_leave_message: row.may_leave_message,
        consent_version: row.consent_version.clone(),
        idempotency_hash: Secret::random().hash(),
        manage_hash: Secret::random().hash(),
        status: "waiting".to_owned(),
        added_by: change.by,
        from_appointment: Some(row.id),
        created_at: change.now.as_second(),
        closed_at: None,
        closed_by: None,
    })
}
