//! What can be booked: services, mediators, and the free times of a range of days.

mod at;
pub(crate) mod ground;
mod lanes;
mod month;
mod week;

pub use lanes::DayLanes;
pub use month::{Month, MonthDay};
pub use week::{Of, Week};

use std::collections::BTreeMap;

use domain::{
    appointment::Mode,
    availability::{Slot, first_open, open_slots},
    language::Language,
    offer::{Mediator, ServiceOffer},
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Query};

use crate::{
    Centre, Colleague, Result, Store, Wish,
    entities::{service, service_text, staff, staff_service},
    network::memberships,
    plan::{has_mode, staff_of},
    words::Word,
};

/// A bookable service, and those who offer it.
#[derive(Clone, Debug)]
pub struct Offering {
    pub service: ServiceOffer,
    /// More than one: people take seats at times that the centre sets.
    pub seats: u32,
    /// By name.
    pub staff: Vec<Colleague>,
}

/// A service in a few words.
#[derive(Clone, Debug)]
pub struct ServiceBrief {
    pub name: String,
    /// How long a time that frees is held for somebody who waits.
    pub hold_minutes: u32,
}

impl Store {
    /// The bookable services with their words in `language`.
    pub async fn services(&self, centre: &Centre, language: Language) -> Result<Vec<ServiceOffer>> {
        let offered = self.offered(centre, language).await?;
        Ok(offered.into_iter().map(|(_, service)| service).collect())
    }

    /// The same with those who offer each. Four queries.
    pub async fn offerings(&self, centre: &Centre, language: Language) -> Result<Vec<Offering>> {
        let offered = self.offered(centre, language).await?;
        let ids: Vec<i64> = offered.iter().map(|(row, _)| row.id).collect();
        let pairs = staff_service::Entity::find().filter(staff_service::Column::ServiceId.is_in(ids));
        let pairs = pairs.all(&self.db).await?;
        let mut people: Vec<Colleague> =
            bookable_staff(&self.db, centre).await?.into_iter().map(Colleague::of).collect();
        people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        let offers =
            |service: i64, staff: i64| pairs.iter().any(|pair| pair.service_id == service && pair.staff_id == staff);
        let offering = |(row, service): (service::Model, ServiceOffer)| {
            let staff = people.iter().filter(|person| offers(row.id, person.id)).cloned().collect();
            Offering { service, seats: row.seats.unsigned_abs(), staff }
        };
        Ok(offered.into_iter().map(offering).collect())
    }

    async fn offered(&self, centre: &Centre, language: Language) -> Result<Vec<(service::Model, ServiceOffer)>> {
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
        let with_words = |row: service::Model| {
            let offer = offer(&row, &mut texts);
            (row, offer)
        };
        Ok(rows.into_iter().map(with_words).collect())
    }

    /// What the waiting list's form says of a service.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for one that cannot be waited for.
    pub async fn service_brief(&self, centre: &Centre, slug: &str, language: Language) -> Result<ServiceBrief> {
        let row = self.service(&self.db, centre, slug).await?;
        if row.seats > 1 {
            return Err(crate::Error::NotFound);
        }
        let text = service_text::Entity::find_by_id((row.id, Word(language))).one(&self.db).await?;
        let name = text.map_or(row.slug, |text| text.name);
        Ok(ServiceBrief { name, hold_minutes: row.hold_minutes.unsigned_abs() })
    }

    /// Every service of the centre by id, with its name in `language`; also those that are not offered now.
    pub async fn service_names(&self, centre: &Centre, language: Language) -> Result<BTreeMap<i64, String>> {
        let own = Query::select()
            .column(service::Column::Id)
            .from(service::Entity)
            .and_where(service::Column::CentreId.eq(centre.id))
            .to_owned();
        let rows = service_text::Entity::find()
            .filter(service_text::Column::ServiceId.in_subquery(own))
            .filter(service_text::Column::Language.eq(language.code()))
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.service_id, row.name)).collect())
    }

    /// The people who offer `service` (its slug), by name.
    pub async fn mediators(&self, centre: &Centre, service: &str) -> Result<Vec<Mediator>> {
        let service = self.service(&self.db, centre, service).await?;
        let mut rows: Vec<staff::Model> = staff_of(&service).all(&self.db).await?;
        rows.sort_by(|a, b| a.name.cmp(&b.name));
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
        days: (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Result<Vec<Slot>> {
        let service = self.service(&self.db, centre, &wish.service).await?;
        if service.seats > 1 {
            return self.workshop_slots(centre, &service, wish.mode, days, now).await;
        }
        let plan = self.plan_of(&self.db, centre, service, wish, days).await?;
        Ok(open_slots(&plan.question(centre, days, now)))
    }

    /// The first free time from `first` to `last`: one reading of the plan, whatever is full.
    ///
    /// # Errors
    /// As [`Store::free_times`].
    pub async fn first_free(
        &self,
        centre: &Centre,
        wish: &Wish,
        (first, last): (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Result<Option<Slot>> {
        let service = self.service(&self.db, centre, &wish.service).await?;
        if service.seats > 1 {
            return Ok(self.workshop_slots(centre, &service, wish.mode, (first, last), now).await?.into_iter().next());
        }
        let plan = self.plan_of(&self.db, centre, service, wish, (first, last)).await?;
        Ok(first_open(&plan.question(centre, (first, last), now)))
    }

    /// The moment from which free times are others by themselves, whose first is `first`: it is too near, or the day is
    /// over and another one comes into sight.
    pub async fn until(&self, centre: &Centre, wish: &Wish, first: Option<&Slot>, now: Timestamp) -> Result<Timestamp> {
        let service = self.service(&self.db, centre, &wish.service).await?;
        let notice = if wish.desk { 0 } else { i64::from(service.notice_minutes) * 60 };
        let tomorrow = centre.zone.to_datetime(now).date().saturating_add(1.days());
        let midnight = centre.zone.to_ambiguous_timestamp(tomorrow.at(0, 0, 0, 0)).compatible();
        let midnight = midnight.map_err(|_| crate::Error::Corrupt("midnight"))?;
        let too_near = first.map(|slot| slot.starts_at.as_second() - notice);
        let too_near = too_near.and_then(|at| Timestamp::from_second(at).ok());
        Ok(too_near.map_or(midnight, |at| at.min(midnight)))
    }

    /// The last day that can be booked for `service`.
    pub async fn horizon(&self, centre: &Centre, service: &str, now: Timestamp) -> Result<civil::Date> {
        let service = self.service(&self.db, centre, service).await?;
        let today = centre.zone.to_datetime(now).date();
        Ok(today.saturating_add(i64::from(service.horizon_days).days()))
    }
}

/// Everybody who offers a service of the centre, by name.
pub(crate) async fn bookable_staff(db: &impl ConnectionTrait, centre: &Centre) -> Result<Vec<staff::Model>> {
    let services = Query::select()
        .column(service::Column::Id)
        .from(service::Entity)
        .and_where(service::Column::CentreId.eq(centre.id))
        .to_owned();
    let offering = Query::select()
        .column(staff_service::Column::StaffId)
        .from(staff_service::Entity)
        .and_where(staff_service::Column::ServiceId.in_subquery(services))
        .to_owned();
    Ok(memberships::working(centre.id)
        .filter(staff::Column::Id.in_subquery(offering))
        .order_by_asc(staff::Column::Name)
        .all(db)
        .await?)
}

fn offer(row: &service::Model, texts: &mut BTreeMap<i64, (String, String)>) -> ServiceOffer {
    let (name, summary) = texts.remove(&row.id).unwrap_or_else(|| (row.slug.clone(), String::new()));
    ServiceOffer {
        slug: row.slug.clone(),
        minutes: row.minutes.unsigned_abs(),
        change_limit_minutes: row.change_limit_minutes.unsigned_abs(),
        modes: Mode::ALL.into_iter().filter(|mode| has_mode(row, *mode)).collect(),
        name,
        summary,
    }
}
