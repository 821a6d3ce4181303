//! The waiting list as the desk sees it.

use domain::{
    appointment::Mode,
    preference::{Gender, Spoken},
    waiting::Suits,
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store, Wish,
    centre::civil::start_of_session,
    entities::{hold, waiting_entry},
    persons::{Reached, reached},
    plan::Plan,
    waiting::{
        entry::{suits_of, wish_of},
        holds::{self, Held},
        suiting, unanswered,
    },
    words::{HoldStatus, WaitingStatus},
};

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct WaitingCard {
    pub id: Uuid,
    pub name: String,
    /// As people write it, and as a `tel:` or `mailto:` link.
    pub contact: Option<(String, String)>,
    pub may_leave_message: bool,
    pub service_id: i64,
    pub mode: Mode,
    pub with_staff: Option<i64>,
    pub gender: Option<Gender>,
    pub speaks: Option<Spoken>,
    pub suits: Suits,
    pub since: Timestamp,
    /// A time that is held for them: by which hold, when, and until when.
    pub held: Option<(Uuid, civil::DateTime, Timestamp)>,
    /// The last day that suits is over.
    pub lapsed: bool,
    /// Offers in a row that were not answered; after two of them the program offers nothing by itself.
    pub unanswered: u32,
    /// Free times that suit them now, nearest first; only for who has no offer.
    pub times: Vec<civil::DateTime>,
}

/// Times listed for an offer by hand.
const TIMES: usize = 12;
/// Rows of the page; who waits behind them moves up.
const ROWS: u64 = 100;

impl Store {
    /// Everybody who waits, first come first.
    pub async fn waiting_list(&self, centre: &Centre, now: Timestamp) -> Result<Vec<WaitingCard>> {
        let rows = waiting_entry::Entity::find()
            .filter(waiting_entry::Column::CentreId.eq(centre.id))
            .filter(waiting_entry::Column::Status.eq(WaitingStatus::Waiting.as_str()))
            .order_by_asc(waiting_entry::Column::CreatedAt)
            .order_by_asc(waiting_entry::Column::Id)
            .limit(ROWS)
            .all(&self.db)
            .await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let holds = hold::Entity::find()
            .filter(hold::Column::CentreId.eq(centre.id))
            .filter(hold::Column::WaitingId.is_in(ids))
            .order_by_asc(hold::Column::Id)
            .all(&self.db)
            .await?;
        let holds = holds::with_sessions(&self.db, centre.id, holds).await?;
        let people = reached(&self.db, centre.id, rows.iter().map(|row| row.contact_id)).await?;
        let today = centre.zone.to_datetime(now).date();
        let mut known = Vec::new();
        let mut cards = Vec::new();
        for row in rows {
            let before: Vec<&Held> = holds.iter().filter(|held| held.row.waiting_id == row.id).collect();
            let open = before.iter().find(|held| held.row.status.0 == HoldStatus::Open);
            let held = open.map(|held| read_held(held)).transpose()?;
            let lapsed = suits_of(&row).last_day < today;
            let idle = held.is_none() && !lapsed;
            let times = if idle { self.times_for(centre, &row, &mut known, now).await? } else { Vec::new() };
            let unanswered = unanswered(before.iter().map(|held| &held.row));
            let who = people.get(&row.contact_id).ok_or(Error::Corrupt("waiting_entry.contact_id"))?;
            cards.push(card(row, who, held, (lapsed, unanswered), times)?);
        }
        Ok(cards)
    }

    /// The free times that suit somebody; `known` keeps what was read for the same wish.
    async fn times_for(
        &self,
        centre: &Centre,
        row: &waiting_entry::Model,
        known: &mut Vec<(Wish, Option<Plan>)>,
        now: Timestamp,
    ) -> Result<Vec<civil::DateTime>> {
        let today = centre.zone.to_datetime(now).date();
        let days = (today, today.saturating_add(60.days()));
        let (service, wish) = wish_of(&self.db, row).await?;
        let wish = Wish { desk: true, ..wish };
        if !known.iter().any(|(of, _)| *of == wish) {
            let plan = match self.plan_of(&self.db, centre, service, &wish, days).await {
                // Whoever was asked for works here no longer.
                Err(Error::NotFound) => None,
                plan => Some(plan?),
            };
            known.push((wish.clone(), plan));
        }
        let Some(plan) = known.iter().find(|(of, _)| *of == wish).and_then(|(_, plan)| plan.as_ref()) else {
            return Ok(Vec::new());
        };
        Ok(suiting(centre, row, plan, days, now).into_iter().take(TIMES).collect())
    }
}

fn read_held(held: &Held) -> Result<(Uuid, civil::DateTime, Timestamp)> {
    let until = Timestamp::from_second(held.row.expires_at).map_err(|_| Error::Corrupt("hold.expires_at"))?;
    Ok((held.row.id, start_of_session(&held.session), until))
}

fn card(
    row: waiting_entry::Model,
    who: &Reached,
    held: Option<(Uuid, civil::DateTime, Timestamp)>,
    (lapsed, unanswered): (bool, usize),
    times: Vec<civil::DateTime>,
) -> Result<WaitingCard> {
    Ok(WaitingCard {
        suits: suits_of(&row),
        id: row.id,
        name: who.name(),
        contact: who.address()?.map(|address| (address.display(), address.link())),
        may_leave_message: who.contact.may_leave_message,
        service_id: row.service_id,
        mode: row.mode.0,
        with_staff: row.with_staff,
        gender: row.gender.map(|gender| gender.0),
        speaks: row.language.map(|spoken| spoken.0),
        since: Timestamp::from_second(row.created_at).map_err(|_| Error::Corrupt("waiting_entry.created_at"))?,
        held,
        lapsed,
        unanswered: unanswered as u32,
        times,
    })
}
