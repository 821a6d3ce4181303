//! What could become of a session whose hours end: somebody else takes it, or it goes to another time.

use std::{collections::BTreeMap, ops::Range};

use domain::{
    availability::{Question, ServiceRules, Slot, open_slots, slot_at},
    calendar::cell_of,
    preference::With,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::Touched;
use crate::{
    Centre, Error, History, Result, Store, Wish,
    appointments::find,
    claims::Taking,
    entities::service,
    hours::touched::Proposal,
    plan::{Plan, lengths_of},
};

/// How many colleagues, and how many other times, are proposed for each.
const COLLEAGUES: usize = 3;
const TIMES: usize = 6;

impl Store {
    /// Writes proposals for each of `touched`.
    pub(super) async fn propose(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        touched: &mut [Touched],
        (today, _): (Date, Date),
        now: Timestamp,
    ) -> Result<()> {
        // What was proposed first for those before: whoever takes the first for each asks for no time twice.
        let mut spoken: Vec<(i64, Range<i64>)> = Vec::new();
        for of in touched {
            let Some((wish, session)) = of.wish.clone() else { continue };
            let days =
                (of.start.date().saturating_sub(14.days()).max(today), of.start.date().saturating_add(28.days()));
            let service = service::Entity::find_by_id(of.service_id).one(tx).await?.ok_or(Error::NotFound)?;
            let mut plan = match self.plan_of(tx, centre, service.clone(), &wish, days).await {
                // Nobody meets that way any more: there is nothing to propose.
                Err(Error::NotFound) => continue,
                plan => plan?,
            };
            plan.forget(&session);
            plan.as_long_as(of.lengths);
            let mut found = colleagues(&plan, centre, (of.start, of.staff_id), now);
            let own = Wish { with: With::Person(of.staff_id), speaks: None, ..wish };
            let times = match self.plan_of(tx, centre, service, &own, days).await {
                Ok(mut plan) => {
                    plan.forget(&session);
                    plan.as_long_as(of.lengths);
                    other_times(&plan, centre, of, days, now, Some(of.staff_id))
                }
                // They do not offer it any more.
                Err(Error::NotFound) => Vec::new(),
                Err(error) => return Err(error),
            };
            found.extend(if times.is_empty() { other_times(&plan, centre, of, days, now, None) } else { times });
            // With preparation and pause, as it would be claimed.
            let cells = |to: &Proposal| {
                let begins = session.cells.start + cell_of(to.start) - cell_of(of.start);
                begins..begins + (session.cells.end - session.cells.start)
            };
            let is_spoken = |to: &Proposal| {
                let cells = cells(to);
                spoken.iter().any(|(staff, of)| *staff == to.staff_id && cells.start < of.end && of.start < cells.end)
            };
            found.retain(|to| !is_spoken(to));
            found.truncate(COLLEAGUES + TIMES);
            let first = found.first().map(|to| (to.staff_id, cells(to)));
            spoken.extend(first);
            of.proposals = found;
        }
        Ok(())
    }

    /// Ids and names of those who could take an appointment at the time that it has: free then, and what the person
    /// asked for. Nobody for the seat of a workshop, or for the second party.
    pub async fn colleagues_for(&self, centre: &Centre, visit: &History, now: Timestamp) -> Result<Vec<(i64, String)>> {
        if visit.workshop || visit.second {
            return Ok(Vec::new());
        }
        let (gender, speaks) = visit.asked;
        let with = gender.map_or(With::Anyone, With::Of);
        let wish = Wish { service: visit.service.clone(), mode: visit.card.mode, with, speaks, desk: true };
        let day = visit.start.date();
        let service = match self.service(&self.db, centre, &visit.service).await {
            // It is not offered any more: who receives for it is not said any more, either.
            Err(Error::NotFound) => return Ok(Vec::new()),
            service => service?,
        };
        let id: Uuid = visit.card.id.parse().map_err(|_| Error::NotFound)?;
        let session = find(&self.db, centre.id, id).await?.session;
        let mut plan = match self.plan_of(&self.db, centre, service, &wish, (day, day)).await {
            Err(Error::NotFound) => return Ok(Vec::new()),
            plan => plan?,
        };
        plan.as_long_as(lengths_of(&session));
        plan.forget(&Taking::of(&session)?);
        let free = colleagues(&plan, centre, (visit.start, visit.staff_id), now);
        let names: BTreeMap<i64, String> = self.people_with_hours(centre).await?.into_iter().collect();
        let named = free.into_iter().filter_map(|to| Some((to.staff_id, names.get(&to.staff_id)?.clone())));
        Ok(named.collect())
    }
}

/// Those who could take the very time, instead of who has it, least loaded first.
fn colleagues(plan: &Plan, centre: &Centre, (start, staff): (DateTime, i64), now: Timestamp) -> Vec<Proposal> {
    let day = start.date();
    let question = plan.question(centre, (day, day), now);
    let rules = ServiceRules { step_minutes: 5, ..*question.rules };
    let slot = slot_at(&Question { rules: &rules, ..question }, start);
    let mut leads: Vec<i64> = slot.map_or_else(Vec::new, |slot| slot.leads);
    leads.retain(|id| *id != staff);
    leads.sort_by_key(|id| (plan.load(*id, day), *id));
    leads.into_iter().take(COLLEAGUES).map(|staff_id| Proposal { start, staff_id }).collect()
}

/// Other times, nearest first: of `staff`, or of whoever has least to do in that week.
fn other_times(
    plan: &Plan,
    centre: &Centre,
    of: &Touched,
    days: (Date, Date),
    now: Timestamp,
    staff: Option<i64>,
) -> Vec<Proposal> {
    let least_loaded =
        |slot: &Slot| slot.leads.iter().copied().min_by_key(|id| (plan.load(*id, slot.start.date()), *id));
    let slots = open_slots(&plan.question(centre, days, now));
    let mut found: Vec<Proposal> = slots
        .into_iter()
        .filter(|slot| slot.start != of.start)
        .filter_map(|slot| Some(Proposal { start: slot.start, staff_id: staff.or_else(|| least_loaded(&slot))? }))
        .collect();
    let distance = |start: DateTime| (cell_of(start) - cell_of(of.start)).abs();
    found.sort_by_key(|proposal| (distance(proposal.start), proposal.start));
    found.truncate(4 * TIMES);
    found
}
