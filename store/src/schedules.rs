//! What can be booked: services, mediators, and the free times of a range of days.

mod plan;

use std::collections::BTreeMap;

use domain::{
    appointment::Mode,
    availability::open_slots,
    calendar::{MINUTES_PER_CELL, first_cell_of},
    language::Language,
    offer::{Mediator, ServiceOffer},
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Centre, Error, Result, Store,
    entities::{claim, closure, service, service_text, staff, staff_service, weekly_hours},
};

pub(crate) use plan::Plan;

/// What a person is looking for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub service: String,
    pub mode: Mode,
    /// A mediator, or whoever is free.
    pub with: Option<i64>,
}

/// A free time and everybody who could take it, least busy that day first.
#[derive(Clone, Debug)]
pub struct Offer {
    pub start: civil::DateTime,
    pub starts_at: Timestamp,
    pub staff: Vec<i64>,
}

impl Store {
    /// The bookable services with their words in `language`.
    pub async fn services(&self, centre: &Centre, language: Language) -> Result<Vec<ServiceOffer>> {
        let rows = service::Entity::find()
            .filter(service::Column::CentreId.eq(centre.id))
            .filter(service::Column::Active.eq(true))
            .order_by_asc(service::Column::Position)
            .all(&self.db)
            .await?;
        let ids = rows.iter().map(|row| row.id);
        let texts = service_text::Entity::find()
            .filter(service_text::Column::ServiceId.is_in(ids))
            .filter(service_text::Column::Language.eq(language.code()))
            .all(&self.db)
            .await?;
        let mut texts: BTreeMap<i64, _> = texts.into_iter().map(|t| (t.service_id, (t.name, t.summary))).collect();
        Ok(rows.into_iter().map(|row| offer(row, &mut texts)).collect())
    }

    /// The people who offer `service` (its slug), by name.
    pub async fn mediators(&self, centre: &Centre, service: &str) -> Result<Vec<Mediator>> {
        let service = self.service(&self.db, centre, service).await?;
        let rows = staff::Entity::find()
            .filter(staff::Column::CentreId.eq(centre.id))
            .filter(staff::Column::Active.eq(true))
            .filter(
                staff::Column::Id.in_subquery(
                    sea_orm::sea_query::Query::select()
                        .column(staff_service::Column::StaffId)
                        .from(staff_service::Entity)
                        .and_where(staff_service::Column::ServiceId.eq(service.id))
                        .to_owned(),
                ),
            )
            .order_by_asc(staff::Column::Name)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|row| Mediator { id: row.id, name: row.name }).collect())
    }

    /// Free times from `first` to `last` inclusive, in order.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a service or mediator that cannot be booked, or a mode the service does not have.
    pub async fn free_times(
        &self,
        centre: &Centre,
        wish: &Wish,
        (first, last): (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Result<Vec<Offer>> {
        let plan = self.plan(&self.db, centre, wish, (first, last)).await?;
        let mut offers: BTreeMap<civil::DateTime, Offer> = BTreeMap::new();
        let rules = plan.rules();
        for person in &plan.people {
            let closures = plan.closures_of(person);
            let question = person.question(centre, &rules, &closures, (first, last), now);
            for slot in open_slots(&question) {
                let offer = offers.entry(slot.start).or_insert_with(|| Offer {
                    start: slot.start,
                    starts_at: slot.starts_at,
                    staff: Vec::new(),
                });
                offer.staff.push(person.id);
            }
        }
        Ok(offers.into_values().collect())
    }

    /// The last day that can be booked for `service`.
    pub async fn horizon(&self, centre: &Centre, service: &str, now: Timestamp) -> Result<civil::Date> {
        let service = self.service(&self.db, centre, service).await?;
        let today = centre.zone.to_datetime(now).date();
        Ok(today.saturating_add(i64::from(service.horizon_days).days()))
    }

    pub(crate) async fn service(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        slug: &str,
    ) -> Result<service::Model> {
        service::Entity::find()
            .filter(service::Column::CentreId.eq(centre.id))
            .filter(service::Column::Slug.eq(slug))
            .filter(service::Column::Active.eq(true))
            .one(db)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Reads the plan of a wish: five queries, whatever the number of people and bookings.
    pub(crate) async fn plan(
        &self,
        db: &impl ConnectionTrait,
        centre: &Centre,
        wish: &Wish,
        (first, last): (civil::Date, civil::Date),
    ) -> Result<Plan> {
        let service = self.service(db, centre, &wish.service).await?;
        if !has_mode(&service, wish.mode) {
            return Err(Error::NotFound);
        }
        let staff = self.staff_of(db, &service, wish.with).await?;
        let hours = weekly_hours::Entity::find()
            .filter(weekly_hours::Column::CentreId.eq(centre.id))
            .filter(weekly_hours::Column::StaffId.is_in(staff.iter().copied()))
            .all(db)
            .await?;
        let closures = closure::Entity::find()
            .filter(closure::Column::CentreId.eq(centre.id))
            .filter(closure::Column::ToCivil.gt(first.to_string()))
            .filter(closure::Column::FromCivil.lt(last.tomorrow().unwrap_or(last).to_string()))
            .filter(
                Condition::any()
                    .add(closure::Column::StaffId.is_null())
                    .add(closure::Column::StaffId.is_in(staff.iter().copied())),
            )
            .all(db)
            .await?;
        let taken = taken_cells(db, centre, &staff, (first, last)).await?;
        Plan::new(service, &staff, &hours, &closures, &taken)
    }

    async fn staff_of(
        &self,
        db: &impl ConnectionTrait,
        service: &service::Model,
        with: Option<i64>,
    ) -> Result<Vec<i64>> {
        let mut query = staff::Entity::find()
            .select_only()
            .column(staff::Column::Id)
            .filter(staff::Column::CentreId.eq(service.centre_id))
            .filter(staff::Column::Active.eq(true))
            .filter(
                staff::Column::Id.in_subquery(
                    sea_orm::sea_query::Query::select()
                        .column(staff_service::Column::StaffId)
                        .from(staff_service::Entity)
                        .and_where(staff_service::Column::ServiceId.eq(service.id))
                        .to_owned(),
                ),
            )
            .order_by_asc(staff::Column::Id);
        if let Some(id) = with {
            query = query.filter(staff::Column::Id.eq(id));
        }
        let ids: Vec<i64> = query.into_tuple().all(db).await?;
        if ids.is_empty() && with.is_some() {
            return Err(Error::NotFound);
        }
        Ok(ids)
    }
}

pub(crate) fn has_mode(service: &service::Model, mode: Mode) -> bool {
    match mode {
        Mode::InPerson => service.in_person,
        Mode::Telephone => service.telephone,
        Mode::Video => service.video,
    }
}

fn offer(row: service::Model, texts: &mut BTreeMap<i64, (String, String)>) -> ServiceOffer {
    let (name, summary) = texts.remove(&row.id).unwrap_or_else(|| (row.slug.clone(), String::new()));
    let modes = Mode::ALL.into_iter().filter(|mode| has_mode(&row, *mode)).collect();
    let minutes = row.minutes.unsigned_abs();
    let change_limit_minutes = row.change_limit_minutes.unsigned_abs();
    ServiceOffer { slug: row.slug, family: row.family, minutes, change_limit_minutes, modes, name, summary }
}

/// The claimed cells `(staff, cell)` of these people, ascending, with a margin of a day for long sessions.
async fn taken_cells(
    db: &impl ConnectionTrait,
    centre: &Centre,
    staff: &[i64],
    (first, last): (civil::Date, civil::Date),
) -> Result<Vec<(i64, i64)>> {
    const DAY: i64 = 24 * 60 / MINUTES_PER_CELL;
    let range = first_cell_of(first) - DAY..first_cell_of(last) + 2 * DAY;
    Ok(claim::Entity::find()
        .select_only()
        .column(claim::Column::ResourceId)
        .column(claim::Column::Cell)
        .filter(claim::Column::CentreId.eq(centre.id))
        .filter(claim::Column::ResourceKind.eq("staff"))
        .filter(claim::Column::ResourceId.is_in(staff.iter().copied()))
        .filter(claim::Column::Cell.gte(range.start))
        .filter(claim::Column::Cell.lt(range.end))
        .order_by_asc(claim::Column::ResourceId)
        .order_by_asc(claim::Column::Cell)
        .into_tuple()
        .all(db)
        .await?)
}
