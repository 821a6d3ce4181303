//! Changing hours: a plan, a day, an absence, a closure, a season or a holiday, and what stands under it.

mod apply;
pub(crate) mod change;
mod everybody;
pub(crate) mod holidays;
pub(crate) mod instants;
mod proposals;
mod records;
pub(crate) mod touched;

use std::collections::BTreeMap;

use domain::appointment::Status;
use jiff::{Timestamp, ToSpan, civil::Date};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Change, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    editing::editions::{self, Edit},
    error::may_run_again,
    events,
    hours::{change::HoursChange, touched::Proposal},
};

pub use records::{AbsenceRecord, DayChangeRecord, OpeningRecord, SeasonRecord};
pub use touched::Touched;

/// What is to become of an appointment under hours that end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It takes place all the same.
    Keep,
    MoveTo(Proposal),
    Cancel,
}

/// What came of a change.
#[derive(Clone, Debug)]
pub enum HoursOutcome {
    Done,
    /// Nothing was changed: these would lie outside the hours, and not all of them were decided about.
    Touches(Vec<Touched>),
}

/// Days ahead within which appointments are looked for; nothing is booked farther ahead.
const AHEAD: i64 = 400;

impl Store {
    /// Changes hours. Appointments and workshops that fitted before and would not afterwards need a decision each; the
    /// change and all decisions happen together, or nothing does.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a row of another centre; [`crate::Error::Taken`] when a time moved to is gone;
    /// [`crate::Error::Overlaps`] for a season on days that have one.
    pub async fn change_hours(
        &self,
        centre: &Centre,
        change: &HoursChange,
        decisions: &BTreeMap<Uuid, Decision>,
        by: i64,
        now: Timestamp,
    ) -> Result<HoursOutcome> {
        self.change_hours_as_seen(centre, change, decisions, (by, None), now).await
    }

    /// The same by whoever saw an edition of what the change says anew ([`HoursChange::thing`]).
    ///
    /// # Errors
    /// As [`Store::change_hours`], and [`crate::Error::Stale`] when it was an older one.
    pub async fn change_hours_as_seen(
        &self,
        centre: &Centre,
        change: &HoursChange,
        decisions: &BTreeMap<Uuid, Decision>,
        by: (i64, Option<i64>),
        now: Timestamp,
    ) -> Result<HoursOutcome> {
        const TRIES: usize = 8;
        for _ in 1..TRIES {
            match self.try_to_change(centre, change, decisions, by, now).await {
                Err(error) if may_run_again(&error) => {}
                done => return done,
            }
        }
        self.try_to_change(centre, change, decisions, by, now).await
    }

    async fn try_to_change(
        &self,
        centre: &Centre,
        change: &HoursChange,
        decisions: &BTreeMap<Uuid, Decision>,
        (by, seen): (i64, Option<i64>),
        now: Timestamp,
    ) -> Result<HoursOutcome> {
        let turn = self.turn().await?;
        let tx = self.begin(&turn).await?;
        write_alone(&tx, centre).await?;
        if let Some(thing) = change.thing() {
            let edit = Edit { by: Actor::Staff(by), seen };
            editions::turn(&tx, centre, &thing, edit, now.as_second()).await?;
        }
        let today = centre.zone.to_datetime(now).date();
        let days = (today, today.saturating_add(AHEAD.days()));
        let before = touched::outside_hours(&tx, centre, days, now).await?;
        let first_word = first_word_about(&tx, centre, change).await?;
        apply::apply(&tx, centre, change, by, now).await?;
        let mut touched = touched::outside_hours(&tx, centre, days, now).await?;
        touched.retain(|of| first_word == Some(of.start.date()) || !before.iter().any(|known| known.id == of.id));
        if touched.iter().any(|of| !decisions.contains_key(&of.id)) {
            let plans = self.plans_for(&tx, centre, &touched, today).await?;
            tx.rollback().await?;
            drop(turn);
            proposals::propose(centre, &mut touched, &plans, today, now).await;
            return Ok(HoursOutcome::Touches(touched));
        }
        for of in touched {
            let decision = decisions.get(&of.id).copied().unwrap_or(Decision::Keep);
            self.decide(&tx, centre, &of, decision, (by, now)).await?;
        }
        touched::withdraw_holds_outside(&tx, centre, days, (by, now)).await?;
        let (whose, what) = change.named();
        let line = Line::new(Actor::Staff(by), Act::ChangedHours, Subject::Hours(whose)).with(what);
        audit::append(&tx, centre.id, &line, now.as_second()).await?;
        events::announce(&tx, centre.id).await?;
        tx.commit().await?;
        self.ring();
        Ok(HoursOutcome::Done)
    }

    async fn decide(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        of: &Touched,
        decision: Decision,
        (by, now): (i64, Timestamp),
    ) -> Result<()> {
        let change = Change { id: of.id, seen: None, by: Some(by), now };
        match decision {
            Decision::Keep => Ok(()),
            Decision::MoveTo(to) => self.move_in(tx, centre, &change, to.start, Some(to.staff_id)).await.map(drop),
            Decision::Cancel if of.workshop => self.cancel_workshop_in(tx, centre, &change, None).await.map(drop),
            Decision::Cancel => {
                // Every party of the session.
                for id in std::iter::once(of.id).chain(of.beside.iter().copied()) {
                    let change = Change { id, ..change };
                    self.step(tx, centre, &change, Status::CancelledByCentre, None).await?;
                }
                Ok(())
            }
        }
    }
}

/// The day of a holiday that was only proposed, when a person now says that it is one: what was booked on it before it
/// was proposed has not been asked about yet.
async fn first_word_about(tx: &DatabaseTransaction, centre: &Centre, change: &HoursChange) -> Result<Option<Date>> {
    let HoursChange::SetHoliday { key, day: Some(day) } = change else { return Ok(None) };
    Ok(holidays::is_proposed(tx, centre, *key).await?.then_some(*day))
}
