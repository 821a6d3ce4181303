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

/// Everything that decides what can be proposed, under hours that hold only in the transaction that reads it; nothing for
/// a wish that nobody meets any more.
pub(super) struct Plans(Vec<(Wish, Option<Plan>)>);

impl Plans {
    fn of(&self, wish: &Wish) -> Option<&Plan> {
        self.0.iter().find(|(known, _)| known == wish)?.1.as_ref()
    }
}

/// Days among which another time is looked for.
fn days_around(start: DateTime, today: Date) -> (Date, Date) {
    (start.date().saturating_sub(14.days()).max(today), start.date().saturating_add(28.days()))
}

/// What the person asked for, of whoever has the appointment now.
fn of_whoever_has_it(of: &Touched, wish: &Wish) -> Wish {
    Wish { with: With::Person(of.staff_id), speaks: None, ..wish.clone() }
}

impl Store {
    /// Reads one plan for each wish there is among `touched`, however many they are, so that the proposals can be worked
    /// out when nobody waits for the transaction any more.
    pub(super) async fn plans_for(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        touched: &[Touched],
        today: Date,
    ) -> Result<Plans> {
        let around = touched.iter().map(|of| days_around(of.start, today));
        let (first, last) = around.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((today, today));
        let mut plans: Vec<(Wish, Option<Plan>)> = Vec::new();
        for of in touched {
            let Some((wish, _)) = &of.wish else { continue };
            for wish in [wish.clone(), of_whoever_has_it(of, wish)] {
                if plans.iter().any(|(known, _)| *known == wish) {
                    continue;
                }
                let service = service::Entity::find_by_id(of.service_id).one(tx).await?.ok_or(Error::NotFound)?;
                let plan = match self.plan_of(tx, centre, service, &wish, (first, last)).await {
                    Err(Error::NotFound) => None,
                    plan => Some(plan?),
                };
                plans.push((wish, plan));
            }
        }
        Ok(Plans(plans))
    }

    /// Ids and names of those who could take an appointment at the time that it has: free then, and what the person
    /// asked for. Nobody for the seat of a workshop, or for the second party.
    pub async fn colleagues_for(&self, centre: &Centre, visit: &History, now: Timestamp) -> Result<Vec<(i64, String)>> {
        if visit.workshop || visit.second {
            return Ok(Vec::new());
        }
        let (gender, speaks) = visit.asked;
        let with = gender.map_or(With::Anyone, With::Of);
        let wish =
            Wish { service: visit.service.clone(), mode: visit.card.mode, with, speaks, desk: true, minutes: None };
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

/// Writes proposals for each of `touched`, letting others work in between.
pub(super) async fn propose(centre: &Centre, touched: &mut [Touched], plans: &Plans, today: Date, now: Timestamp) {
    // What was proposed first for those before: whoever takes the first for each asks for no time twice.
    let mut spoken: Vec<(i64, Range<i64>)> = Vec::new();
    for of in touched {
        tokio::task::yield_now().await;
        let Some((wish, session)) = &of.wish else { continue };
        let days = days_around(of.start, today);
        let without = |plan: &Plan| {
            let mut plan = plan.clone();
            plan.forget(session);
            plan.as_long_as(of.lengths);
            plan
        };
        // Where nobody meets that way any more there is nothing to propose.
        let Some(plan) = plans.of(wish).map(without) else { continue };
        let mut found = colleagues(&plan, centre, (of.start, of.staff_id), now);
        let own = plans.of(&of_whoever_has_it(of, wish)).map(without);
        let times = own.map(|plan| other_times(&plan, centre, of, days, now, Some(of.staff_id))).unwrap_or_default();
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
