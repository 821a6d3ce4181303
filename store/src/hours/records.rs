//! Hours as their screens list them.

use domain::{
    recurrence::Recurrence,
    schedule::{DayChange, Opening, Season},
};
use jiff::civil::{Date, DateTime};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Centre, Result, Store,
    entities::{absence, day_change, opening, room, season, season_hours},
    plan::read_opening,
    resource::{Resource, ResourceKind},
    words::Word,
};

#[derive(Clone, Debug)]
pub struct OpeningRecord {
    pub id: i64,
    pub opening: Opening,
}

#[derive(Clone, Debug)]
pub struct DayChangeRecord {
    pub id: i64,
    pub change: DayChange,
}

#[derive(Clone, Debug)]
pub struct AbsenceRecord {
    pub id: i64,
    pub from: DateTime,
    pub to: DateTime,
    pub rule: Option<Recurrence>,
    pub label: String,
}

#[derive(Clone, Debug)]
pub struct SeasonRecord {
    pub id: i64,
    pub label: String,
    pub season: Season,
}

impl Store {
    /// The weekly ranges that are not over, by weekday and time.
    pub async fn openings(&self, centre: &Centre, whose: Resource, today: Date) -> Result<Vec<OpeningRecord>> {
        let rows = opening::Entity::find()
            .filter(opening::Column::CentreId.eq(centre.id))
            .filter(opening::Column::ResourceKind.eq(whose.kind()))
            .filter(opening::Column::ResourceId.eq(whose.id()))
            .filter(opening::Column::LastDay.gte(today.to_string()))
            .order_by_asc(opening::Column::Weekday)
            .order_by_asc(opening::Column::FromMinute)
            .all(&self.db)
            .await?;
        Ok(rows.iter().map(|row| OpeningRecord { id: row.id, opening: read_opening(row) }).collect())
    }

    /// Whether a room has hours of its own, also such as are over.
    pub async fn has_openings(&self, centre: &Centre, whose: Resource) -> Result<bool> {
        let any = opening::Entity::find()
            .filter(opening::Column::CentreId.eq(centre.id))
            .filter(opening::Column::ResourceKind.eq(whose.kind()))
            .filter(opening::Column::ResourceId.eq(whose.id()));
        Ok(any.one(&self.db).await?.is_some())
    }

    /// The changes of single days from `today` on.
    pub async fn day_changes(&self, centre: &Centre, whose: Resource, today: Date) -> Result<Vec<DayChangeRecord>> {
        let rows = day_change::Entity::find()
            .filter(day_change::Column::CentreId.eq(centre.id))
            .filter(day_change::Column::ResourceKind.eq(whose.kind()))
            .filter(day_change::Column::ResourceId.eq(whose.id()))
            .filter(day_change::Column::Day.gte(today.to_string()))
            .order_by_asc(day_change::Column::Day)
            .order_by_asc(day_change::Column::FromMinute)
            .all(&self.db)
            .await?;
        let minute = |value: i32| u16::try_from(value).unwrap_or(0);
        let record = |row: day_change::Model| {
            let (from_minute, to_minute) = (minute(row.from_minute), minute(row.to_minute));
            let change = DayChange { day: row.day.0, from_minute, to_minute, opens: row.opens };
            DayChangeRecord { id: row.id, change }
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// Absences that are not over; of the whole centre for `None`.
    pub async fn absences(&self, centre: &Centre, whose: Option<Resource>, today: Date) -> Result<Vec<AbsenceRecord>> {
        let (kind, id) = whose.map_or((Word(ResourceKind::Centre), 0), |whose| (whose.kind(), whose.id()));
        let rows = absence::Entity::find()
            .filter(absence::Column::CentreId.eq(centre.id))
            .filter(absence::Column::ResourceKind.eq(kind))
            .filter(absence::Column::ResourceId.eq(id))
            .filter(absence::Column::LastCivil.gt(today.to_string()))
            .order_by_asc(absence::Column::FromCivil)
            .all(&self.db)
            .await?;
        let record = |row: absence::Model| {
            let rule = row.rule.map(|rule| rule.0);
            AbsenceRecord { id: row.id, from: row.from_civil.0, to: row.to_civil.0, rule, label: row.label }
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// Seasons that are not over.
    pub async fn seasons(&self, centre: &Centre, today: Date) -> Result<Vec<SeasonRecord>> {
        let rows = season::Entity::find()
            .filter(season::Column::CentreId.eq(centre.id))
            .filter(season::Column::LastDay.gte(today.to_string()))
            .order_by_asc(season::Column::FirstDay)
            .all(&self.db)
            .await?;
        let hours = season_hours::Entity::find()
            .filter(season_hours::Column::SeasonId.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(season_hours::Column::Weekday)
            .order_by_asc(season_hours::Column::FromMinute)
            .all(&self.db)
            .await?;
        let minute = |value: i32| u16::try_from(value).unwrap_or(0);
        let record = |row: season::Model| {
            let own = hours.iter().filter(|hours| hours.season_id == row.id);
            let hours = own.map(|h| (h.weekday.unsigned_abs() as u8, minute(h.from_minute), minute(h.to_minute)));
            let season = Season { first_day: row.first_day.0, last_day: row.last_day.0, hours: hours.collect() };
            SeasonRecord { id: row.id, label: row.label, season }
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// Ids and names of those who offer a service.
    pub async fn people_with_hours(&self, centre: &Centre) -> Result<Vec<(i64, String)>> {
        let people = crate::free_times::bookable_staff(&self.db, centre).await?;
        Ok(people.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// Those whose hours can be set: `(resource, name)`, people first, by name.
    pub async fn with_hours(&self, centre: &Centre) -> Result<Vec<(Resource, String)>> {
        let people = crate::free_times::bookable_staff(&self.db, centre).await?;
        let rooms = room::Entity::find()
            .filter(room::Column::CentreId.eq(centre.id))
            .filter(room::Column::Active.eq(true))
            .order_by_asc(room::Column::Name)
            .all(&self.db)
            .await?;
        let people = people.into_iter().map(|row| (Resource::Staff(row.id), row.name));
        Ok(people.chain(rooms.into_iter().map(|row| (Resource::Room(row.id), row.name))).collect())
    }
}
