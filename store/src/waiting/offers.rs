//! Finds, for each who waits, the first free time that suits, and holds it for them.

use std::collections::BTreeSet;

use domain::{availability::open_slots, calendar::time_of_cell, schedule::minute_of};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Query,
};

use super::looked::Looked;
use crate::{
    Centre, Error, Result, Store, Wish,
    centre::write_alone,
    claims::Taking,
    entities::{hold, service, waiting_entry},
    plan::Plan,
    waiting::{
        entry::{suits_of, wish_for},
        holds::{self, row::Offering},
    },
    words::{HoldStatus, WaitingStatus},
};

/// Looks at the list in one tending: each but the last has held a time for somebody.
const LOOKS: usize = 20;

/// Of the forms that a centre takes from families in a day, the part that can have an offer open at once: joining the
/// list costs a stranger nothing, and must not empty the calendar for hours.
const OFFERS_PART: u32 = 4;

/// Days, both included.
type Days = (civil::Date, civil::Date);

impl Store {
    /// Ends what was held too long and offers every free time that suits somebody, to the first of them.
    /// Answers with the number of new offers. Any number of processes may run it. It looks without holding anybody up, and
    /// takes the database's one pen only for what it found.
    pub async fn tend_waiting(&self, centre: &Centre, now: Timestamp) -> Result<usize> {
        let over = hold::Entity::find()
            .filter(hold::Column::CentreId.eq(centre.id))
            .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()))
            .filter(hold::Column::ExpiresAt.lte(now.as_second()));
        if over.count(&self.db).await? > 0 {
            self.transact(|tx| async move {
                holds::expire(&tx, centre, now).await?;
                Ok((tx, ()))
            })
            .await?;
        }
        let today = centre.zone.to_datetime(now).date();
        let days = (today, today.saturating_add(366.days()));
        let mut offered = 0;
        for _ in 0..LOOKS {
            let found = self.suits_somebody(&self.db, centre, days, now).await?;
            let mut placed = 0;
            for (entry, start) in found {
                placed += usize::from(self.offer_one(centre, &entry, start, now).await?);
            }
            if placed == 0 {
                break;
            }
            offered += placed;
        }
        Ok(offered)
    }

    /// Holds a time that has just become free for the first whom it suits, before anybody else can see it. The hours are
    /// kept as they are by whoever calls.
    pub(crate) async fn offer_freed(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        freed: &Taking,
        now: Timestamp,
    ) -> Result<()> {
        let day = |cell: i64| time_of_cell(cell).date();
        let days = (day(freed.cells.start), day(freed.cells.end - 1));
        for (entry, start) in self.suits_somebody(tx, centre, days, now).await? {
            if self.offer_in(tx, centre, &entry, start, now).await? {
                break;
            }
        }
        Ok(())
    }

    /// One offer in a transaction of its own; false when somebody was faster.
    async fn offer_one(
        &self,
        centre: &Centre,
        entry: &waiting_entry::Model,
        start: civil::DateTime,
        now: Timestamp,
    ) -> Result<bool> {
        let placed = self
            .transact_quietly(|tx| async move {
                write_alone(&tx, centre).await?;
                let again = Looked::at(&tx, centre, vec![entry.clone()]).await?;
                let placed = !again.refuses(entry, start) && self.offer_in(&tx, centre, entry, start, now).await?;
                Ok((tx, placed))
            })
            .await?;
        if placed {
            self.ring();
        }
        Ok(placed)
    }

    async fn offer_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        entry: &waiting_entry::Model,
        start: civil::DateTime,
        now: Timestamp,
    ) -> Result<bool> {
        let most = u64::from(centre.bookings_a_day.div_ceil(OFFERS_PART));
        if holds::count_open(tx, centre, now).await? >= most {
            return Ok(false);
        }
        let service = service::Entity::find_by_id(entry.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let wish = wish_for(&service, entry);
        let plan = match self.plan_of(tx, centre, service, &wish, (start.date(), start.date())).await {
            Err(Error::NotFound) => return Ok(false),
            plan => plan?,
        };
        holds::place(tx, centre, entry, &plan, start, Offering { by: None, now }).await
    }

    /// Goes through those who wait, in order, and names the first time of `days` that suits each and that nobody before
    /// them was named. The queries are as many as there are different wishes, and not as there are people.
    async fn suits_somebody(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        (first, last): Days,
        now: Timestamp,
    ) -> Result<Vec<(waiting_entry::Model, civil::DateTime)>> {
        let entries = waiting_for(db, centre, (first, last), now).await?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let looked = Looked::at(db, centre, entries.clone()).await?;
        let today = centre.zone.to_datetime(now).date();
        let mut known: Vec<(Wish, Option<Plan>)> = Vec::new();
        let mut named: BTreeSet<civil::DateTime> = BTreeSet::new();
        let mut found = Vec::new();
        for entry in entries {
            let Some(service) = looked.services.get(&entry.service_id).filter(|service| service.active) else {
                continue;
            };
            if looked.has_not_answered(&entry) {
                continue;
            }
            let wish = wish_for(service, &entry);
            if !known.iter().any(|(of, _)| *of == wish) {
                let horizon = today.saturating_add(i64::from(service.horizon_days).days());
                let plan = match self.plan_of(db, centre, service.clone(), &wish, (first, last.min(horizon))).await {
                    // Whoever was asked for does not work here any more: the desk sees the entry and decides.
                    Err(Error::NotFound) => None,
                    plan => Some(plan?),
                };
                known.push((wish.clone(), plan));
            }
            let plan = known.iter().find(|(of, _)| *of == wish).and_then(|(_, plan)| plan.as_ref());
            let Some(plan) = plan else { continue };
            let starts = suiting(centre, &entry, plan, (first, last), now);
            let start = starts.into_iter().find(|start| !looked.refuses(&entry, *start) && !named.contains(start));
            if let Some(start) = start {
                named.insert(start);
                found.push((entry, start));
            }
        }
        Ok(found)
    }
}

/// Those who wait for a time of these days and have no offer open, first come first.
async fn waiting_for(
    db: &impl ConnectionTrait,
    centre: &Centre,
    (first, last): Days,
    now: Timestamp,
) -> Result<Vec<waiting_entry::Model>> {
    let today = centre.zone.to_datetime(now).date();
    let has_offer = Query::select()
        .column(hold::Column::WaitingId)
        .from(hold::Entity)
        .and_where(hold::Column::CentreId.eq(centre.id))
        .and_where(hold::Column::Status.eq(HoldStatus::Open.as_str()))
        .to_owned();
    Ok(waiting_entry::Entity::find()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::Status.eq(WaitingStatus::Waiting.as_str()))
        .filter(waiting_entry::Column::LastDay.gte(first.max(today).to_string()))
        .filter(waiting_entry::Column::FirstDay.lte(last.to_string()))
        .filter(Condition::all().not().add(waiting_entry::Column::Id.in_subquery(has_offer)))
        .order_by_asc(waiting_entry::Column::CreatedAt)
        .order_by_asc(waiting_entry::Column::Id)
        .all(db)
        .await?)
}

/// The free times of these days that suit somebody.
pub(crate) fn suiting(
    centre: &Centre,
    entry: &waiting_entry::Model,
    plan: &Plan,
    (first, last): (civil::Date, civil::Date),
    now: Timestamp,
) -> Vec<civil::DateTime> {
    let suits = suits_of(entry);
    let days = (first.max(suits.first_day), last.min(suits.last_day));
    let minutes = plan.service.minutes.unsigned_abs();
    let starts = open_slots(&plan.question(centre, days, now)).into_iter().map(|slot| slot.start);
    starts.filter(|start| suits.allows(start.date(), minute_of(*start), minutes)).collect()
}
