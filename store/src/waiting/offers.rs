//! Finds, for each who waits, the first free time that suits, and holds it for them.

use domain::{
    availability::open_slots,
    calendar::{meet, time_of_cell},
    schedule::minute_of,
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::Query};

use super::{suits_of, wish_of};
use crate::{
    Centre, Error, Result, Store, Wish,
    appointments::{start_of, start_of_session},
    centres::keep_hours,
    claims::Taking,
    entities::{attendance, hold, waiting_entry},
    holds::{self, Held, Offering},
    plan::Plan,
    words::{HoldStatus, WaitingStatus},
};

/// After so many offers in a row without an answer the program offers nothing by itself: the desk sees it and calls.
pub(crate) const MOST_UNANSWERED: usize = 2;

impl Store {
    /// Ends what was held too long and offers every free time that suits somebody, to the first of them.
    /// Answers with the number of new offers. Any number of processes may run it.
    pub async fn tend_waiting(&self, centre: &Centre, now: Timestamp) -> Result<usize> {
        let tended = self.transact_quietly(|tx| async move {
            keep_hours(&tx, centre).await?;
            let ended = holds::expire(&tx, centre, now).await?;
            let today = centre.zone.to_datetime(now).date();
            let offered = self.offer(&tx, centre, (today, today.saturating_add(366.days())), usize::MAX, now).await?;
            Ok((tx, (ended, offered)))
        });
        let (ended, offered) = tended.await?;
        if ended + offered > 0 {
            self.ring();
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
        self.offer(tx, centre, days, 1, now).await.map(drop)
    }

    /// Goes through those who wait, in order, and holds the first time of `days` that suits each, up to `most` offers.
    async fn offer(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        (first, last): (civil::Date, civil::Date),
        most: usize,
        now: Timestamp,
    ) -> Result<usize> {
        let mut offered = 0;
        let mut known: Vec<(Wish, Plan)> = Vec::new();
        for entry in waiting_for(tx, centre, (first, last), now).await? {
            let (service, wish) = wish_of(tx, &entry).await?;
            if !service.active {
                continue;
            }
            if !known.iter().any(|(of, _)| *of == wish) {
                let horizon =
                    centre.zone.to_datetime(now).date().saturating_add(i64::from(service.horizon_days).days());
                let plan = match self.plan_of(tx, centre, service, &wish, (first, last.min(horizon))).await {
                    // Whoever was asked for does not work here any more: the desk sees the entry and decides.
                    Err(Error::NotFound) => continue,
                    plan => plan?,
                };
                known.push((wish.clone(), plan));
            }
            let Some((_, plan)) = known.iter().find(|(of, _)| *of == wish) else { continue };
            let Some(start) = first_that_suits(tx, centre, &entry, plan, (first, last), now).await? else { continue };
            let placed = holds::place(tx, centre, &entry, plan, start, Offering { by: None, now }).await?;
            // Held for this one, or taken by somebody else meanwhile: what was read of free times is old either way.
            known.clear();
            offered += usize::from(placed);
            if offered >= most {
                break;
            }
        }
        Ok(offered)
    }
}

/// Those who wait for a time of these days and have no offer open, first come first.
async fn waiting_for(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (first, last): (civil::Date, civil::Date),
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
        .all(tx)
        .await?)
}

/// The first free time of these days that suits and is new to this person. A time they were offered refuses all that
/// meet it: whoever could not come at half past ten cannot come at eleven while that session would still last. One that
/// the centre itself cancelled refuses only its own start.
async fn first_that_suits(
    tx: &DatabaseTransaction,
    centre: &Centre,
    entry: &waiting_entry::Model,
    plan: &Plan,
    days: (civil::Date, civil::Date),
    now: Timestamp,
) -> Result<Option<civil::DateTime>> {
    let before = offered_before(tx, entry).await?;
    if unanswered(before.iter().map(|held| &held.row)) >= MOST_UNANSWERED {
        return Ok(None);
    }
    let offered = |held: &Held| (start_of_session(&held.session), held.session.minutes.unsigned_abs());
    let offered: Vec<_> = before.iter().map(offered).collect();
    let cancelled = match entry.after_attendance {
        None => None,
        Some(id) => {
            let row = attendance::Entity::find_by_id((centre.id, id)).one(tx).await?.ok_or(Error::NotFound)?;
            Some(start_of(&row))
        }
    };
    let minutes = plan.service.minutes.unsigned_abs();
    let is_new = |start: &civil::DateTime| {
        cancelled != Some(*start) && !offered.iter().any(|other| meet(*other, (*start, minutes)))
    };
    Ok(suiting(centre, entry, plan, days, now).into_iter().find(is_new))
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

/// Offers in a row that nobody answered, whoever made them; `before` are all, the eldest first.
pub(crate) fn unanswered<'a>(before: impl DoubleEndedIterator<Item = &'a hold::Model>) -> usize {
    before.rev().take_while(|row| row.status.0 == HoldStatus::Expired).count()
}

async fn offered_before(tx: &DatabaseTransaction, entry: &waiting_entry::Model) -> Result<Vec<Held>> {
    let rows = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(entry.centre_id))
        .filter(hold::Column::WaitingId.eq(entry.id))
        .order_by_asc(hold::Column::Id)
        .all(tx)
        .await?;
    holds::with_sessions(tx, entry.centre_id, rows).await
}
