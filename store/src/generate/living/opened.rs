//! The centre as the invented day needs it: open around now, with a service for two and a workshop.

use std::collections::BTreeMap;

use domain::{
    language::Language,
    offer::Family,
    schedule::{DayChange, Modes},
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Actor, Centre, Error, HoursChange, Resource, Result, ServiceRecord, ServiceWords, Store, entities::holiday,
    words::HolidayState,
};

/// For two parties, who come apart from each other.
pub const MEDIATION: &str = "family-mediation";
pub const WORKSHOP: &str = "parents-workshop";

/// The day around now: minutes before it and after it.
const BEFORE: i64 = 240;
const AFTER: i64 = 330;

impl Store {
    /// Everybody works around now, whatever day it is.
    pub(super) async fn open_today(
        &self,
        centre: &Centre,
        people: &[i64],
        by: i64,
        (day, minute): (civil::Date, i64),
        now: Timestamp,
    ) -> Result<()> {
        holiday::Entity::update_many()
            .col_expr(holiday::Column::State, Expr::value(HolidayState::Dropped.as_str()))
            .filter(holiday::Column::CentreId.eq(centre.id))
            .filter(holiday::Column::Day.eq(day.to_string()))
            .exec(&self.db)
            .await?;
        let of_day = |minute: i64| (minute.clamp(0, 1440) / 30 * 30) as u16;
        let (from_minute, to_minute) = (of_day(minute - BEFORE), of_day(minute + AFTER));
        for id in people {
            let opens = DayChange { day, from_minute, to_minute, opens: true };
            let change = HoursChange::AddDayChange(Resource::Staff(*id), opens);
            self.change_hours(centre, &change, &BTreeMap::new(), by, now).await?;
        }
        Ok(())
    }

    pub(super) async fn add_living_services(&self, centre: &Centre, people: &[i64], now: Timestamp) -> Result<()> {
        let words = |ar: &str, fr: &str, en: &str| {
            let of = |name: &str| ServiceWords { name: name.to_owned(), summary: String::new() };
            BTreeMap::from([(Language::Ar, of(ar)), (Language::Fr, of(fr)), (Language::En, of(en))])
        };
        let of_two = ServiceRecord {
            slug: MEDIATION.to_owned(),
            family: Family::Mediation,
            words: words("جلسة وساطة", "Séance de médiation", "Mediation session"),
            minutes: 60,
            before_minutes: 0,
            buffer_minutes: 10,
            step_minutes: 30,
            notice_minutes: 180,
            horizon_days: 60,
            change_limit_minutes: 240,
            hold_minutes: 120,
            seats: 1,
            mediators: 1,
            parties: 2,
            stagger_minutes: 15,
            needs_room: true,
            needs_approval: true,
            modes: Modes { in_person: true, telephone: false, video: false },
            active: true,
            staff: people.to_vec(),
        };
        let of_many = ServiceRecord {
            slug: WORKSHOP.to_owned(),
            family: Family::Training,
            words: words("ورشة الآباء والأمهات", "Atelier des parents", "Parents’ workshop"),
            minutes: 90,
            seats: 12,
            parties: 1,
            stagger_minutes: 0,
            needs_approval: false,
            ..of_two.clone()
        };
        for record in [of_two, of_many] {
            match self.add_service(centre, &record, Actor::Shell, now.as_second()).await {
                Ok(()) | Err(Error::SlugTaken) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
