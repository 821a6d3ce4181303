//! Writes one change of hours.

use domain::schedule::{DayChange, Opening, Season};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use crate::{
    Centre, Error, Result,
    centre::civil::minutes_between,
    entities::{absence, day_change, opening, room, season, season_hours, service, staff},
    hours::{
        change::{HoursChange, NewAbsence},
        holidays,
    },
    network::memberships,
    resource::{Resource, ResourceKind},
    words::Word,
};

/// Marks the end of an absence that comes back for ever.
const NEVER: DateTime = date(9999, 12, 31).at(0, 0, 0, 0);

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
        HoursChange::ChangeSeason { id, label, season } => change_season(tx, centre, *id, (label, season)).await,
        HoursChange::RemoveSeason(id) => remove_season(tx, centre, *id).await,
        HoursChange::OpenAlways(whose) => open_always(tx, centre, *whose).await,
        HoursChange::SetHoliday { key, day } => holidays::decide(tx, centre, *key, *day, by, now).await,
    }
}

fn found(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// # Errors
/// [`Error::NotFound`] for a person or room of another centre.
async fn known(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource) -> Result<()> {
    let here = match whose {
        Resource::Staff(id) => memberships::known(centre.id).filter(staff::Column::Id.eq(id)).one(tx).await?.is_some(),
        Resource::Room(id) => room::Entity::find_by_id(id).one(tx).await?.is_some_and(|row| row.centre_id == centre.id),
    };
    if here { Ok(()) } else { Err(Error::NotFound) }
}

async fn open_always(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource) -> Result<()> {
    if matches!(whose, Resource::Staff(_)) {
        return Err(Error::NotFound);
    }
    known(tx, centre, whose).await?;
    opening::Entity::delete_many()
        .filter(opening::Column::CentreId.eq(centre.id))
        .filter(opening::Column::ResourceKind.eq(whose.kind()))
        .filter(opening::Column::ResourceId.eq(whose.id()))
        .exec(tx)
        .await?;
    Ok(())
}

async fn add_opening(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource, new: &Opening) -> Result<()> {
    known(tx, centre, whose).await?;
    if let Some(service) = new.service {
        let service = service::Entity::find_by_id(service).one(tx).await?;
        service.filter(|row| row.centre_id == centre.id).ok_or(Error::NotFound)?;
    }
    let row = opening::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(whose.kind()),
        resource_id: Set(whose.id()),
        weekday: Set(new.weekday.into()),
        from_minute: Set(new.from_minute.into()),
        to_minute: Set(new.to_minute.into()),
        first_day: Set(Word(new.first_day)),
        last_day: Set(Word(new.last_day)),
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
    if row.first_day.0 > last_day {
        opening::Entity::delete_by_id(id).exec(tx).await?;
    } else {
        let mut row: opening::ActiveModel = row.into();
        row.last_day = Set(Word(last_day));
        row.update(tx).await?;
    }
    Ok(())
}

async fn add_day_change(tx: &impl ConnectionTrait, centre: &Centre, whose: Resource, new: &DayChange) -> Result<()> {
    known(tx, centre, whose).await?;
    let row = day_change::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(whose.kind()),
        resource_id: Set(whose.id()),
        day: Set(Word(new.day)),
        from_minute: Set(new.from_minute.into()),
        to_minute: Set(new.to_minute.into()),
        opens: Set(new.opens),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

async fn add_absence(tx: &impl ConnectionTrait, centre: &Centre, new: &NewAbsence) -> Result<()> {
    if let Some(whose) = new.whose {
        known(tx, centre, whose).await?;
    }
    let (kind, id) = new.whose.map_or((Word(ResourceKind::Centre), 0), |whose| (whose.kind(), whose.id()));
    let last = match &new.rule {
        None => Some(new.to),
        Some(rule) => rule.last_end(new.from, minutes_between(new.from, new.to)),
    };
    let row = absence::ActiveModel {
        centre_id: Set(centre.id),
        resource_kind: Set(kind),
        resource_id: Set(id),
        from_civil: Set(Word(new.from)),
        to_civil: Set(Word(new.to)),
        rule: Set(new.rule.clone().map(Word)),
        last_civil: Set(Word(last.unwrap_or(NEVER))),
        label: Set(new.label.clone()),
        ..Default::default()
    };
    row.insert(tx).await?;
    Ok(())
}

async fn add_season(tx: &impl ConnectionTrait, centre: &Centre, label: &str, new: &Season) -> Result<()> {
    leaves_others_alone(tx, centre, new, None).await?;
    let row = season::ActiveModel {
        centre_id: Set(centre.id),
        label: Set(label.to_owned()),
        first_day: Set(Word(new.first_day)),
        last_day: Set(Word(new.last_day)),
        ..Default::default()
    };
    let season_id = row.insert(tx).await?.id;
    write_hours(tx, season_id, new).await
}

async fn change_season(
    tx: &impl ConnectionTrait,
    centre: &Centre,
    id: i64,
    (label, new): (&str, &Season),
) -> Result<()> {
    let row = season::Entity::find_by_id(id).one(tx).await?;
    let row = row.filter(|row| row.centre_id == centre.id).ok_or(Error::NotFound)?;
    leaves_others_alone(tx, centre, new, Some(id)).await?;
    let mut row: season::ActiveModel = row.into();
    row.label = Set(label.to_owned());
    (row.first_day, row.last_day) = (Set(Word(new.first_day)), Set(Word(new.last_day)));
    row.update(tx).await?;
    season_hours::Entity::delete_many().filter(season_hours::Column::SeasonId.eq(id)).exec(tx).await?;
    write_hours(tx, id, new).await
}

/// # Errors
/// [`Error::Overlaps`] when a season other than `but` has some of the days.
async fn leaves_others_alone(tx: &impl ConnectionTrait, centre: &Centre, new: &Season, but: Option<i64>) -> Result<()> {
    let same_days = season::Entity::find()
        .filter(season::Column::CentreId.eq(centre.id))
        .filter(season::Column::FirstDay.lte(new.last_day.to_string()))
        .filter(season::Column::LastDay.gte(new.first_day.to_string()))
        .filter(season::Column::Id.ne(but.unwrap_or(0)));
    if same_days.one(tx).await?.is_some() { Err(Error::Overlaps) } else { Ok(()) }
}

async fn write_hours(tx: &impl ConnectionTrait, season_id: i64, new: &Season) -> Result<()> {
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
