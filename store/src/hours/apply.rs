//! Writes one change of hours.

use domain::{
    recurrence::Recurrence,
    schedule::{DayChange, Opening, Season, minute_of},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::{HoursChange, NewAbsence, Resource};
use crate::{
    Centre, Error, Result,
    entities::{absence, day_change, opening, season, season_hours},
    holidays,
};

/// Marks the end of an absence that comes back for ever.
const NEVER: &str = "9999-12-31T00:00:00";

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    centre: &Centre,
    change: &HoursChange,
    by: i64,
    now: Timestamp,
) -> Result<()> {
    match change {
        HoursChange::AddOpening(whose, opening) => add_opening(tx, centre, *whose, opening).await,
        HoursChange::EndOpening { id, last_day } => end_opening(tx, centre, *id, *last_day).await,
        HoursChange::AddDayChange(whose, change) => add_day_change(tx, centre, *whose, change).await,
        HoursChange::RemoveDayChange(id) => {
            let gone = day_change::Entity::delete_many().filter(day_change::Column::CentreId.eq(centre.id));
            found(gone.filter(day_change::Column::Id.eq(*id)).exec(tx).await?.rows_affected)
        }
        HoursChange::AddAbsence(new) => add_absence(tx, centre, new).await,
        HoursChange::RemoveAbsence(id) => {
            let gone = absence::Entity::delete_many().filter(absence::Column::CentreId.eq(centre.id));
            found(gone.filter(absence::Column::Id.eq(*id)).exec(tx).await?.rows_affected)
        }
        HoursChange::AddSeason { label, season } => add_season(tx, centre, label, season).await,
        HoursChange::RemoveSeason(id) => remove_season(tx, centre, *id).await,
        HoursChange::SetHoliday { key, day } => holidays::decide(tx, centre, *key, *day, by, now).await,
    }
}

fn found(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::NotFound) }
}

async fn add_opening(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource, new: &Opening) -> Result<()> {
    let row = opening::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(whose.kind().to_owned()),
        resource_id: Set(whose.id()),
        weekday: Set(new.weekday.into()),
        from_minute: Set(new.from_minute.into()),
        to_minute: Set(new.to_minute.into()),
        first_day: Set(new.first_day.to_string()),
        last_day: Set(new.last_day.to_string()),
        every_weeks: Set(new.every_weeks.into()),
        in_person: Set(new.modes.in_person),
        telephone: Set(new.modes.telephone),
        video: Set(new.modes.video),
        service_id: Set(new.service),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

async fn end_opening(tx: &impl ConnectionTrait, centre: &Centre, id: i64, last_day: Date) -> Result<()> {
    let row = opening::Entity::find_by_id(id).one(tx).await?;
    let row = row.filter(|row| row.centre_id == centre.id).ok_or(Error::NotFound)?;
    if row.first_day > last_day.to_string() {
        opening::Entity::delete_by_id(id).exec(tx).await?;
    } else {
        let mut row: opening::ActiveModel = row.into();
        row.last_day = Set(last_day.to_string());
        row.update(tx).await?;
    }
    Ok(())
}

async fn add_day_change(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource, new: &DayChange) -> Result<()> {
    let row = day_change::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(whose.kind().to_owned()),
        resource_id: Set(whose.id()),
        day: Set(new.day.to_string()),
        from_minute: Set(new.from_minute.into()),
        to_minute: Set(new.to_minute.into()),
        opens: Set(new.opens),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

async fn add_absence(tx: &impl ConnectionTrait, centre: &Centre, new: &NewAbsence) -> Result<()> {
    let (kind, id) = new.whose.map_or(("centre", 0), |whose| (whose.kind(), whose.id()));
    let last = match &new.rule {
        None => Some(new.to),
        Some(rule) => rule.last_end(new.from, minutes_between(new.from, new.to)),
    };
    let row = absence::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(kind.to_owned()),
        resource_id: Set(id),
        from_civil: Set(new.from.to_string()),
        to_civil: Set(new.to.to_string()),
        rule: Set(new.rule.as_ref().map(|rule: &Recurrence| rule.as_str().to_owned())),
        last_civil: Set(last.map_or_else(|| NEVER.to_owned(), |last| last.to_string())),
        label: Set(new.label.clone()),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

/// Minutes of civil time from one to the other.
pub(crate) fn minutes_between(from: DateTime, to: DateTime) -> i64 {
    use domain::calendar::{CELLS_PER_DAY, first_cell_of};
    let days = (first_cell_of(to.date()) - first_cell_of(from.date())) / CELLS_PER_DAY;
    days * 1440 + i64::from(minute_of(to)) - i64::from(minute_of(from))
}

async fn add_season(tx: &impl ConnectionTrait, centre: &Centre, label: &str, new: &Season) -> Result<()> {
    let row = season::ActiveModel {
        centre_id: Set(centre.id),
        label: Set(label.to_owned()),
        first_day: Set(new.first_day.to_string()),
        last_day: Set(new.last_day.to_string()),
        ..Default::default()
    };
    let season_id = row.insert(tx).await?.id;
    let hours = new.hours.iter().map(|&(weekday, from, to)| season_hours::ActiveModel {
        season_id: Set(season_id),
        weekday: Set(weekday.into()),
        from_minute: Set(from.into()),
        to_minute: Set(to.into()),
    });
    if !new.hours.is_empty() {
        season_hours::Entity::insert_many(hours).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn remove_season(tx: &impl ConnectionTrait, centre: &Centre, id: i64) -> Result<()> {
    let row = season::Entity::find_by_id(id).one(tx).await?;
    row.filter(|row| row.centre_id == centre.id).ok_or(Error::NotFound)?;
    season_hours::Entity::delete_many().filter(season_hours::Column::SeasonId.eq(id)).exec(tx).await?;
    season::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}
