//! Times held for those who wait: a hold is a claim like any other, until it is accepted, declined or over.

mod accept;
pub(crate) mod row;

use domain::appointment::Mode;
use jiff::{Timestamp, civil};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store, Wish,
    centre::{civil::start_of_session, write_alone},
    doors::links,
    entities::{hold, outbox, service, session, waiting_entry},
    waiting::{entry::wish_of, holds::row::Offering},
    words::{Door, HoldStatus, WaitingStatus},
};

pub(crate) use row::{Held, close, expire, locked_hold, open_hold_of, place, with_sessions};

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

    pub(crate) async fn hold_at(
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
