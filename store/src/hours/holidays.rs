//! The holidays of a centre: proposed by rule and calendar, decided by a person.

use domain::holidays::{Holiday, holidays_between};
use jiff::{Timestamp, ToSpan, civil::Date};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, sea_query::OnConflict,
};

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::{attendance, holiday},
    thing::{Thing, ThingKind},
    words::{HolidayState, Word},
};

/// Which holiday of which year, however it is shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolidayKey {
    pub holiday: Holiday,
    /// 1 or 2: its first or second day.
    pub part: u8,
    /// Gregorian for fixed holidays, Hijri for those of the moon.
    pub year: i16,
}

impl HolidayKey {
    /// The holiday as forms change it.
    pub fn thing(self) -> Thing {
        Thing::new(ThingKind::Holiday, format!("{}-{}-{}", self.holiday.as_str(), self.part, self.year))
    }
}

/// A holiday as the calendar page lists it.
#[derive(Clone, Debug)]
pub struct HolidayRecord {
    pub key: HolidayKey,
    pub day: Date,
    /// Nobody has confirmed the day yet.
    pub proposed: bool,
    /// The centre works.
    pub dropped: bool,
    /// Appointments that lie on it.
    pub appointments: u64,
}

/// Days ahead for which holidays are proposed.
const AHEAD: i64 = 550;

impl Store {
    /// Writes the proposals that are not there yet. Fixed holidays hold at once, those of the moon wait for a person;
    /// the centre is closed on both.
    pub async fn propose_holidays(&self, centre: &Centre, now: Timestamp) -> Result<()> {
        let today = centre.zone.to_datetime(now).date();
        let rows = holidays_between(today, today.saturating_add(AHEAD.days())).into_iter().map(|proposed| {
            holiday::ActiveModel {
                centre_id: Set(centre.id),
                holiday: Set(Word(proposed.holiday)),
                part: Set(proposed.part.into()),
                year: Set(proposed.year),
                day: Set(Word(proposed.day)),
                state: Set(Word(if proposed.provisional { HolidayState::Proposed } else { HolidayState::Confirmed })),
                changed_by: Set(None),
                changed_at: Set(now.as_second()),
            }
        });
        let key = [holiday::Column::CentreId, holiday::Column::Holiday, holiday::Column::Part, holiday::Column::Year];
        let (rows, once) = (&rows.collect::<Vec<_>>(), &OnConflict::columns(key).do_nothing().to_owned());
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let new = holiday::Entity::insert_many(rows.clone()).on_conflict(once.clone());
            if new.exec_without_returning(&tx).await? > 0 {
                let line = Line::new(Actor::Program, Act::ChangedHours, Subject::Hours("holidays".to_owned()));
                audit::append(&tx, centre.id, &line, now.as_second()).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// The holidays from `first` to `last`, by day.
    pub async fn holidays(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<Vec<HolidayRecord>> {
        let rows = holiday::Entity::find()
            .filter(holiday::Column::CentreId.eq(centre.id))
            .filter(holiday::Column::Day.between(first.to_string(), last.to_string()))
            .order_by_asc(holiday::Column::Day)
            .all(&self.db)
            .await?;
        let mut records = Vec::new();
        for row in rows {
            let appointments = attendance::Entity::find()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::Day.eq(row.day))
                .filter(attendance::Column::Status.is_in(["requested", "expected"]))
                .count(&self.db)
                .await?;
            records.push(HolidayRecord {
                key: read_key(&row),
                day: row.day.0,
                proposed: row.state.0 == HolidayState::Proposed,
                dropped: row.state.0 == HolidayState::Dropped,
                appointments,
            });
        }
        Ok(records)
    }
}

/// Confirms a holiday on `day`, or says that the centre works (`None`).
pub(crate) async fn decide(
    tx: &impl ConnectionTrait,
    centre: &Centre,
    key: HolidayKey,
    day: Option<Date>,
    by: i64,
    now: Timestamp,
) -> Result<()> {
    let row = by_key(centre, key).one(tx).await?.ok_or(Error::NotFound)?;
    let mut row: holiday::ActiveModel = row.into();
    row.state = Set(Word(if day.is_some() { HolidayState::Confirmed } else { HolidayState::Dropped }));
    if let Some(day) = day {
        row.day = Set(Word(day));
    }
    row.changed_by = Set(Some(by));
    row.changed_at = Set(now.as_second());
    row.update(tx).await?;
    Ok(())
}

/// Whether nobody has decided about a holiday yet.
pub(crate) async fn is_proposed(tx: &impl ConnectionTrait, centre: &Centre, key: HolidayKey) -> Result<bool> {
    Ok(by_key(centre, key).one(tx).await?.is_some_and(|row| row.state.0 == HolidayState::Proposed))
}

fn by_key(centre: &Centre, key: HolidayKey) -> sea_orm::Select<holiday::Entity> {
    holiday::Entity::find_by_id((centre.id, Word(key.holiday), i16::from(key.part), key.year))
}

fn read_key(row: &holiday::Model) -> HolidayKey {
    HolidayKey { holiday: row.holiday.0, part: row.part.unsigned_abs() as u8, year: row.year }
}
