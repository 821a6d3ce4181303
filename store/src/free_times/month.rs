//! A month of the desk: what each day came to, for one mediator or for several.

use std::collections::BTreeMap;

use domain::{
    access::{Verb, may},
    appointment::Status,
    board::{Minutes, Shut, shut},
    calendar::{CELLS_PER_DAY, MINUTES_PER_CELL, first_cell_of},
    cell_set::CellSet,
    schedule::{CentreCalendar, Schedule},
};
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, sea_query::IntoCondition,
};

use super::bookable_staff;
use crate::{
    Centre, Result, StaffMember, Store,
    appointments::parties::gone,
    entities::{attendance, session},
    plan::{Whose, read_calendar, read_schedules, taken_cells},
    resource::ResourceKind,
    words::{Kind, Word},
};

/// A month, as far as its reader may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Whose month can be asked for, by name.
    pub people: Vec<(i64, String)>,
    /// Whole weeks, from Monday to Sunday.
    pub days: Vec<MonthDay>,
}

/// What a day came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthDay {
    pub day: Date,
    /// Appointments that stand, those of workshops among them.
    pub appointments: u32,
    /// Workshops that take place.
    pub workshops: u32,
    /// Requests that nobody has answered.
    pub requests: u32,
    /// Minutes in which somebody receives, and those of them that are taken with their pauses; of everybody together.
    pub open: u32,
    pub taken: u32,
    /// Nobody receives, because the centre is closed.
    pub closed: bool,
    /// Who would receive and is away the whole day, by name.
    pub away: Vec<String>,
}

impl Store {
    /// The days from `first` to `last` of some mediators, or of all whom `reader` may see. Eight queries.
    pub async fn month(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        (first, last): (Date, Date),
        of: &[i64],
    ) -> Result<Month> {
        let all = may(&reader.roles, Verb::SeeBoard);
        if !all && !may(&reader.roles, Verb::SeeOwnVisits) {
            return Ok(Month::default());
        }
        let staff = bookable_staff(&self.db, centre).await?;
        let mut people: Vec<(i64, String)> = staff.into_iter().map(|row| (row.id, row.name)).collect();
        people.retain(|(id, _)| all || *id == reader.id);
        let chosen: Vec<(i64, String)> =
            people.iter().filter(|(id, _)| of.is_empty() || of.contains(id)).cloned().collect();
        let ids: Vec<i64> = chosen.iter().map(|(id, _)| *id).collect();
        let whose = Whose { staff: &ids, rooms: &[] };
        let mut schedules = read_schedules(&self.db, centre, &whose, (first, last)).await?;
        let calendar = read_calendar(&self.db, centre, &mut schedules, (first, last)).await?;
        let taken = taken_cells(&self.db, centre, &whose, (first, last)).await?;
        let of_person = |(id, name): (i64, String)| Planned {
            name,
            plan: schedules.take(ResourceKind::Staff, id),
            taken: taken.get(&(false, id)).cloned(),
        };
        let plans: Vec<Planned> = chosen.into_iter().map(of_person).collect();
        // Everybody's month also has what stands with somebody who has left.
        let narrow = if all && of.is_empty() { None } else { Some(ids.as_slice()) };
        let counts = self.counts(centre, (first, last), narrow).await?;
        let workshops = self.workshops_on(centre, (first, last), narrow).await?;
        let of_day = |day: Date| {
            let (appointments, requests) = counts.get(&day).copied().unwrap_or_default();
            let workshops = workshops.get(&day).copied().unwrap_or_default();
            MonthDay { appointments, requests, workshops, ..hours_of(&plans, &calendar, day) }
        };
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).map(of_day).collect();
        Ok(Month { people, days })
    }

    /// Appointments that stand, and requests among them, by day.
    async fn counts(
        &self,
        centre: &Centre,
        (first, last): (Date, Date),
        of: Option<&[i64]>,
    ) -> Result<BTreeMap<Date, (u32, u32)>> {
        let rows: Vec<(Word<Date>, Word<Status>, i64)> = attendance::Entity::find()
            .join(JoinType::InnerJoin, attendance::Relation::Session.def())
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
            .filter(attendance::Column::Status.is_not_in(gone()))
            .filter(led_by(of))
            .select_only()
            .columns([attendance::Column::Day, attendance::Column::Status])
            .column_as(attendance::Column::Id.count(), "number")
            .group_by(attendance::Column::Day)
            .group_by(attendance::Column::Status)
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut counts: BTreeMap<Date, (u32, u32)> = BTreeMap::new();
        for (day, status, number) in rows {
            let (all, requests) = counts.entry(day.0).or_default();
            let number = u32::try_from(number).unwrap_or(0);
            *all += number;
            if status.0 == Status::Requested {
                *requests += number;
            }
        }
        Ok(counts)
    }

    /// Workshops that take place, by day.
    async fn workshops_on(
        &self,
        centre: &Centre,
        (first, last): (Date, Date),
        of: Option<&[i64]>,
    ) -> Result<BTreeMap<Date, u32>> {
        let rows: Vec<(Word<Date>, i64)> = session::Entity::find()
            .filter(session::Column::CentreId.eq(centre.id))
            .filter(session::Column::Day.between(first.to_string(), last.to_string()))
            .filter(session::Column::Kind.eq(Word(Kind::Group)))
            .filter(session::Column::CancelledAt.is_null())
            .filter(led_by(of))
            .select_only()
            .column(session::Column::Day)
            .column_as(session::Column::Id.count(), "number")
            .group_by(session::Column::Day)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(day, number)| (day.0, u32::try_from(number).unwrap_or(0))).collect())
    }
}

/// What is known of a person's month.
struct Planned {
    name: String,
    plan: Schedule,
    taken: Option<CellSet>,
}

/// A day as far as it follows from hours and what is taken of them.
fn hours_of(plans: &[Planned], calendar: &CentreCalendar, day: Date) -> MonthDay {
    let (appointments, workshops, requests, open, taken) = (0, 0, 0, 0, 0);
    let closed = !plans.is_empty();
    let mut of = MonthDay { day, appointments, workshops, requests, open, taken, closed, away: Vec::new() };
    let midnight = first_cell_of(day);
    for Planned { name, plan, taken } in plans {
        let shut = shut(plan, calendar, day);
        let own = 1440 - shut.iter().map(|(of, _)| of.to - of.from).sum::<u32>();
        of.open += own;
        let cells = taken.as_ref().map_or(0, |taken| taken.count(midnight, midnight + CELLS_PER_DAY));
        of.taken += (cells * MINUTES_PER_CELL).unsigned_abs() as u32;
        let receives = !plan.ranges_for_anything(day, &calendar.seasons).is_empty();
        if receives && own == 0 && shut.iter().any(|(_, why)| *why == Shut::Away) {
            of.away.push(name.clone());
        }
        of.closed &= shut.iter().any(|(time, why)| *why == Shut::Closed && *time == Minutes { from: 0, to: 1440 });
    }
    of
}

/// Sessions that some people lead, or lead along; any where nobody is named.
fn led_by(of: Option<&[i64]>) -> Condition {
    let Some(of) = of else { return Condition::all() };
    let ids = || of.iter().copied();
    let leads = session::Column::StaffId.is_in(ids()).into_condition();
    Condition::any().add(leads).add(session::Column::CoStaffId.is_in(ids()))
}
