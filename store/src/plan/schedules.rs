//! Reads the schedules of people and rooms, the calendar of their centre, and what is taken of their time.

use std::collections::BTreeMap;

use domain::{
    calendar::{CELLS_PER_DAY, first_cell_of},
    cell_set::CellSet,
    schedule::{CentreCalendar, DayChange, Modes, Opening, Schedule, Season, Span, at_minute},
};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Centre, Result,
    centre::civil::minutes_between,
    entities::{absence, busy_day, day_change, holiday, opening, season, season_hours},
    resource::ResourceKind,
    words::{HolidayState, Word},
};

/// Whose time is read.
pub(crate) struct Whose<'a> {
    pub staff: &'a [i64],
    /// Smallest first.
    pub rooms: &'a [i64],
}

impl Whose<'_> {
    /// The rows of a table that belong to one of them.
    fn rows(&self, kind: impl ColumnTrait, id: impl ColumnTrait) -> Condition {
        let staff = Condition::all().add(kind.eq(Word(ResourceKind::Staff))).add(id.is_in(self.staff.iter().copied()));
        if self.rooms.is_empty() {
            return staff;
        }
        let rooms = Condition::all().add(kind.eq(Word(ResourceKind::Room))).add(id.is_in(self.rooms.iter().copied()));
        // Said once more without OR: SQLite would not look further into its index, and read the centre's whole past.
        let all = self.staff.iter().chain(self.rooms).copied();
        let near =
            Condition::all().add(kind.is_in([ResourceKind::Staff, ResourceKind::Room].map(Word))).add(id.is_in(all));
        near.add(Condition::any().add(staff).add(rooms))
    }
}

/// The schedules of some people and rooms, as read.
pub(crate) struct Schedules {
    found: Vec<(ResourceKind, i64, Schedule)>,
}

impl Schedules {
    fn of(&mut self, kind: ResourceKind, id: i64) -> &mut Schedule {
        let place = self.found.iter().position(|(of, whose, _)| *of == kind && *whose == id);
        let place = place.unwrap_or_else(|| {
            self.found.push((kind, id, Schedule::default()));
            self.found.len() - 1
        });
        &mut self.found[place].2
    }

    /// Hands a schedule out. A room without hours of its own is always open.
    pub fn take(&mut self, kind: ResourceKind, id: i64) -> Schedule {
        let mut schedule = std::mem::take(self.of(kind, id));
        if kind == ResourceKind::Room && schedule.openings.is_empty() {
            schedule.openings = Schedule::always().openings;
        }
        schedule
    }
}

/// Weekly plans and changes of single days, from `first` to `last`.
pub(crate) async fn read_schedules(
    db: &impl ConnectionTrait,
    centre: &Centre,
    whose: &Whose<'_>,
    (first, last): (Date, Date),
) -> Result<Schedules> {
    let mut schedules = Schedules { found: Vec::new() };
    // Also those that hold on other days: a room whose hours are over is not one without hours.
    let openings = opening::Entity::find()
        .filter(opening::Column::CentreId.eq(centre.id))
        .filter(whose.rows(opening::Column::ResourceKind, opening::Column::ResourceId))
        .all(db)
        .await?;
    for row in openings {
        let opening = read_opening(&row);
        schedules.of(row.resource_kind.0, row.resource_id).openings.push(opening);
    }
    let changes = day_change::Entity::find()
        .filter(day_change::Column::CentreId.eq(centre.id))
        .filter(day_change::Column::Day.between(first.to_string(), last.to_string()))
        .filter(whose.rows(day_change::Column::ResourceKind, day_change::Column::ResourceId))
        .all(db)
        .await?;
    for row in changes {
        let (from_minute, to_minute) = (minute(row.from_minute), minute(row.to_minute));
        let change = DayChange { day: row.day.0, from_minute, to_minute, opens: row.opens };
        schedules.of(row.resource_kind.0, row.resource_id).changes.push(change);
    }
    Ok(schedules)
}

/// Seasons, closures and holidays of the centre; absences go to their owners' schedules.
pub(crate) async fn read_calendar(
    db: &impl ConnectionTrait,
    centre: &Centre,
    schedules: &mut Schedules,
    (first, last): (Date, Date),
) -> Result<CentreCalendar> {
    let mut calendar = CentreCalendar { seasons: read_seasons(db, centre, (first, last)).await?, closed: Vec::new() };
    let absences = absence::Entity::find()
        .filter(absence::Column::CentreId.eq(centre.id))
        .filter(absence::Column::LastCivil.gt(first.to_string()))
        .filter(absence::Column::FromCivil.lt(last.tomorrow().unwrap_or(last).to_string()))
        .all(db)
        .await?;
    for row in absences {
        let spans = spans_of(&row, (first, last));
        match row.resource_kind.0 {
            ResourceKind::Centre => calendar.closed.extend(spans),
            kind => schedules.of(kind, row.resource_id).absences.extend(spans),
        }
    }
    let holidays = holiday::Entity::find()
        .filter(holiday::Column::CentreId.eq(centre.id))
        .filter(holiday::Column::Day.between(first.to_string(), last.to_string()))
        .filter(holiday::Column::State.ne(Word(HolidayState::Dropped)))
        .all(db)
        .await?;
    for row in holidays {
        let day = row.day.0;
        calendar.closed.push(Span { from: at_minute(day, 0), to: at_minute(day, 1440) });
    }
    Ok(calendar)
}

async fn read_seasons(db: &impl ConnectionTrait, centre: &Centre, (first, last): (Date, Date)) -> Result<Vec<Season>> {
    let rows = season::Entity::find()
        .filter(season::Column::CentreId.eq(centre.id))
        .filter(season::Column::LastDay.gte(first.to_string()))
        .filter(season::Column::FirstDay.lte(last.to_string()))
        .order_by_asc(season::Column::Id)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let hours = season_hours::Entity::find()
        .filter(season_hours::Column::SeasonId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let of = |id: i64| {
        let own = hours.iter().filter(move |row| row.season_id == id);
        own.map(|row| (row.weekday.unsigned_abs() as u8, minute(row.from_minute), minute(row.to_minute))).collect()
    };
    let season =
        |row: &season::Model| Season { first_day: row.first_day.0, last_day: row.last_day.0, hours: of(row.id) };
    Ok(rows.iter().map(season).collect())
}

/// The spans of an absence that touch these days.
fn spans_of(row: &absence::Model, days: (Date, Date)) -> Vec<Span> {
    let (from, to) = (row.from_civil.0, row.to_civil.0);
    let Some(Word(rule)) = &row.rule else { return vec![Span { from, to }] };
    let found = rule.occurrences(from, minutes_between(from, to), days);
    found.into_iter().map(|(from, to)| Span { from, to }).collect()
}

/// The taken cells by room or not, and id.
pub(crate) async fn taken_cells(
    db: &impl ConnectionTrait,
    centre: &Centre,
    whose: &Whose<'_>,
    (first, last): (Date, Date),
) -> Result<BTreeMap<(bool, i64), CellSet>> {
    let number = |day: Date| first_cell_of(day) / CELLS_PER_DAY;
    let days = busy_day::Entity::find()
        .filter(busy_day::Column::CentreId.eq(centre.id))
        .filter(whose.rows(busy_day::Column::ResourceKind, busy_day::Column::ResourceId))
        .filter(busy_day::Column::DayNumber.between(number(first), number(last)))
        .all(db)
        .await?;
    let mut taken: BTreeMap<(bool, i64), CellSet> = BTreeMap::new();
    for day in days {
        let whose = (day.resource_kind.0 == ResourceKind::Room, day.resource_id);
        insert_day(taken.entry(whose).or_insert_with(|| CellSet::over(first, last)), &day);
    }
    Ok(taken)
}

fn insert_day(taken: &mut CellSet, day: &busy_day::Model) {
    let midnight = day.day_number * CELLS_PER_DAY;
    for (n, word) in (0..).zip([day.h0, day.h4, day.h8, day.h12, day.h16, day.h20]) {
        taken.insert_word(midnight + n * 48, word.unsigned_abs());
    }
}

pub(crate) fn read_opening(row: &opening::Model) -> Opening {
    Opening {
        weekday: row.weekday.unsigned_abs() as u8,
        from_minute: minute(row.from_minute),
        to_minute: minute(row.to_minute),
        first_day: row.first_day.0,
        last_day: row.last_day.0,
        every_weeks: row.every_weeks.clamp(1, 52) as u8,
        modes: Modes { in_person: row.in_person, telephone: row.telephone, video: row.video },
        service: row.service_id,
    }
}

fn minute(value: i32) -> u16 {
    u16::try_from(value).unwrap_or(0)
}
