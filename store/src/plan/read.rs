//! Reads a plan: at most ten queries, whatever the number of people, days and bookings.

use domain::{appointment::Mode, availability::Resource, cell_set::CellSet, preference::With};
use jiff::{ToSpan, civil::Date};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Query};

use super::{
    Known, Plan, Wish, rules_of,
    schedules::{Whose, read_calendar, read_schedules, taken_cells},
};
use crate::{
    Centre, Error, Result, Store,
    entities::{room, service, staff, staff_service},
    network::memberships,
    resource::ResourceKind,
};

impl Store {
    /// The plan of a wish for the days asked for, with the whole weeks around them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a mediator that cannot be booked, or a mode the service does not have.
    pub(crate) async fn plan_of(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        service: service::Model,
        wish: &Wish,
        days: (Date, Date),
    ) -> Result<Plan> {
        let mut plan = self.hours_of(db, centre, service, wish, days).await?;
        plan.take_in(db, centre).await?;
        Ok(plan)
    }

    /// The same as if nothing were taken.
    pub(crate) async fn hours_of(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        service: service::Model,
        wish: &Wish,
        (first, last): (Date, Date),
    ) -> Result<Plan> {
        if !has_mode(&service, wish.mode) {
            return Err(Error::NotFound);
        }
        let rules = wish.bend(rules_of(&service, wish.mode));
        let staff = candidates(db, &service, wish, rules.mediators).await?;
        let rooms = if rules.needs_room { rooms_for(db, centre, &service).await? } else { Vec::new() };
        let staff_ids: Vec<i64> = staff.iter().map(|(known, _)| known.id).collect();
        let whose = Whose { staff: &staff_ids, rooms: &rooms };
        let (from, until) = weeks_around(first, last);
        let mut schedules = read_schedules(db, centre, &whose, (from, until)).await?;
        let calendar = read_calendar(db, centre, &mut schedules, (from, until)).await?;
        let mut resource = |kind: ResourceKind, id: i64, may_lead: bool| Resource {
            id,
            schedule: schedules.take(kind, id),
            busy: CellSet::over(from, until),
            may_lead,
        };
        let people = staff.iter().map(|(known, may_lead)| resource(ResourceKind::Staff, known.id, *may_lead)).collect();
        let known = staff.into_iter().map(|(known, _)| known).collect();
        let rooms = rooms.iter().map(|id| resource(ResourceKind::Room, *id, false)).collect();
        Ok(Plan { service, mode: wish.mode, days: (from, until), people, rooms, known, calendar, rules })
    }

    pub(crate) async fn service(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        slug: &str,
    ) -> Result<service::Model> {
        // No slug has it, and PostgreSQL cannot be asked.
        if slug.contains('\0') {
            return Err(Error::NotFound);
        }
        service::Entity::find()
            .filter(service::Column::CentreId.eq(centre.id))
            .filter(service::Column::Slug.eq(slug))
            .filter(service::Column::Active.eq(true))
            .one(db)
            .await?
            .ok_or(Error::NotFound)
    }
}

impl Plan {
    /// Reads what is taken of everybody's time, and of the rooms'. One query.
    pub(crate) async fn take_in(&mut self, db: &impl ConnectionTrait, centre: &Centre) -> Result<()> {
        let ids = |of: &[Resource]| of.iter().map(|resource| resource.id).collect::<Vec<_>>();
        let (staff, rooms) = (ids(&self.people), ids(&self.rooms));
        let mut taken = taken_cells(db, centre, &Whose { staff: &staff, rooms: &rooms }, self.days).await?;
        for (room, of) in [(false, &mut self.people), (true, &mut self.rooms)] {
            for resource in of {
                if let Some(busy) = taken.remove(&(room, resource.id)) {
                    resource.busy = busy;
                }
            }
        }
        Ok(())
    }
}

pub(crate) fn has_mode(service: &service::Model, mode: Mode) -> bool {
    match mode {
        Mode::InPerson => service.in_person,
        Mode::Telephone => service.telephone,
        Mode::Video => service.video,
    }
}

/// The Monday before `first` with a day before it, to the Sunday after `last` with a day after it.
pub(crate) fn weeks_around(first: Date, last: Date) -> (Date, Date) {
    let before = i64::from(first.weekday().to_monday_zero_offset()) + 1;
    let after = (7 - i64::from(last.weekday().to_sunday_zero_offset())) % 7 + 1;
    (first.saturating_sub(before.days()), last.saturating_add(after.days()))
}

/// Who offers the service, and whether they are who was asked for. Others matter only where two are needed.
async fn candidates(
    db: &impl ConnectionTrait,
    service: &service::Model,
    wish: &Wish,
    mediators: usize,
) -> Result<Vec<(Known, bool)>> {
    let all = staff_of(service).all(db).await?.into_iter().map(Known::from);
    let all: Vec<(Known, bool)> = all.map(|known| (known, known.suits(wish))).collect();
    if matches!(wish.with, With::Person(_)) && !all.iter().any(|(_, leads)| *leads) {
        return Err(Error::NotFound);
    }
    Ok(all.into_iter().filter(|(_, leads)| *leads || mediators > 1).collect())
}

/// The active people of a service, by id.
pub(crate) fn staff_of(service: &service::Model) -> sea_orm::Select<staff::Entity> {
    let offering = Query::select()
        .column(staff_service::Column::StaffId)
        .from(staff_service::Entity)
        .and_where(staff_service::Column::ServiceId.eq(service.id))
        .to_owned();
    memberships::working(service.centre_id)
        .filter(staff::Column::Id.in_subquery(offering))
        .order_by_asc(staff::Column::Id)
}

/// How many people come together in a session: those with seats, or the parties, and who leads them.
fn people_in(service: &service::Model) -> i32 {
    service.mediators + if service.seats > 1 { service.seats } else { service.parties }
}

/// The rooms that hold the people of a service, smallest first.
pub(crate) async fn rooms_for(
    db: &impl ConnectionTrait,
    centre: &Centre,
    service: &service::Model,
) -> Result<Vec<i64>> {
    let rows = room::Entity::find()
        .filter(room::Column::CentreId.eq(centre.id))
        .filter(room::Column::Capacity.gte(people_in(service)))
        .filter(room::Column::Active.eq(true))
        .order_by_asc(room::Column::Capacity)
        .order_by_asc(room::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
