//! Reads a plan: at most ten queries, whatever the number of people, days and bookings.

use domain::{
    appointment::Mode,
    availability::Resource,
    calendar::{CELLS_PER_DAY, first_cell_of},
    cell_set::CellSet,
    preference::{Gender, With},
    recurrence::Recurrence,
    schedule::{CentreCalendar, DayChange, Modes, Opening, Schedule, Season, Span, at_minute},
};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Query};

use super::{Plan, Wish, rules_of};
use crate::{
    Centre, Error, Result, Store,
    claims::{ROOM, STAFF},
    entities::{
        absence, busy_day, day_change, holiday, opening, room, season, season_hours, service, staff, staff_service,
    },
    hours::minutes_between,
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
        (first, last): (Date, Date),
    ) -> Result<Plan> {
        if !has_mode(&service, wish.mode) {
            return Err(Error::NotFound);
        }
        let rules = rules_of(&service, wish.mode);
        let staff = candidates(db, &service, wish, rules.mediators).await?;
        let rooms = if rules.needs_room { rooms(db, centre, service.seats).await? } else { Vec::new() };
        let staff_ids: Vec<i64> = staff.iter().map(|(row, _)| row.id).collect();
        let whose = Whose { staff: &staff_ids, rooms: &rooms };
        let (from, until) = weeks_around(first, last);
        let mut schedules = read_schedules(db, centre, &whose, (from, until)).await?;
        let busy = busy_days(db, centre, &whose, (from, until)).await?;
        let calendar = read_calendar(db, centre, &mut schedules, (from, until)).await?;
        let genders = staff.iter().filter_map(|(row, _)| Some((row.id, Gender::from_str_opt(row.gender.as_deref()?)?)));
        let genders = genders.collect();
        let mut resource = |kind: &str, id: i64, may_lead: bool| {
            let mut taken = CellSet::over(from, until);
            for day in busy.iter().filter(|day| day.resource_kind == kind && day.resource_id == id) {
                insert_day(&mut taken, day);
            }
            Resource { id, schedule: schedules.take(kind, id), busy: taken, may_lead }
        };
        let people = staff.iter().map(|(row, may_lead)| resource(STAFF, row.id, *may_lead)).collect();
        let rooms = rooms.iter().map(|id| resource(ROOM, *id, false)).collect();
        Ok(Plan { service, mode: wish.mode, people, rooms, genders, calendar, rules })
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
}

pub(crate) fn has_mode(service: &service::Model, mode: Mode) -> bool {
    match mode {
        Mode::InPerson => service.in_person,
        Mode::Telephone => service.telephone,
        Mode::Video => service.video,
    }
}

/// Whose time is read.
pub(crate) struct Whose<'a> {
    pub staff: &'a [i64],
    /// Smallest first.
    pub rooms: &'a [i64],
}

impl Whose<'_> {
    /// The rows of a table that belong to one of them.
    fn rows(&self, kind: impl ColumnTrait, id: impl ColumnTrait) -> Condition {
        let staff = Condition::all().add(kind.eq(STAFF)).add(id.is_in(self.staff.iter().copied()));
        let rooms = Condition::all().add(kind.eq(ROOM)).add(id.is_in(self.rooms.iter().copied()));
        Condition::any().add(staff).add(rooms)
    }
}

/// The Monday before `first` with a day before it, to the Sunday after `last` with a day after it.
fn weeks_around(first: Date, last: Date) -> (Date, Date) {
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
) -> Result<Vec<(staff::Model, bool)>> {
    let rows = staff_of(service).all(db).await?;
    let suits = |row: &staff::Model| {
        let right = match wish.with {
            With::Anyone => true,
            With::Person(id) => row.id == id,
            With::Of(gender) => row.gender.as_deref() == Some(gender.as_str()),
        };
        right && wish.speaks.is_none_or(|spoken| row.languages.split(' ').any(|code| code == spoken.code()))
    };
    let with_answer = |row: staff::Model| {
        let leads = suits(&row);
        (row, leads)
    };
    let all: Vec<(staff::Model, bool)> = rows.into_iter().map(with_answer).collect();
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
    staff::Entity::find()
        .filter(staff::Column::CentreId.eq(service.centre_id))
        .filter(staff::Column::Active.eq(true))
        .filter(staff::Column::Id.in_subquery(offering))
        .order_by_asc(staff::Column::Id)
}

/// The rooms that hold so many people, smallest first.
async fn rooms(db: &impl ConnectionTrait, centre: &Centre, seats: i32) -> Result<Vec<i64>> {
    let rows = room::Entity::find()
        .filter(room::Column::CentreId.eq(centre.id))
        .filter(room::Column::Capacity.gte(seats))
        .filter(room::Column::Active.eq(true))
        .order_by_asc(room::Column::Capacity)
        .order_by_asc(room::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The schedules of some people and rooms, as read.
pub(crate) struct Schedules {
    found: Vec<(String, i64, Schedule)>,
}

impl Schedules {
    fn of(&mut self, kind: &str, id: i64) -> &mut Schedule {
        let place = self.found.iter().position(|(of, whose, _)| of == kind && *whose == id);
        let place = place.unwrap_or_else(|| {
            self.found.push((kind.to_owned(), id, Schedule::default()));
            self.found.len() - 1
        });
        &mut self.found[place].2
    }

    /// Hands a schedule out. A room without hours of its own is always open.
    pub fn take(&mut self, kind: &str, id: i64) -> Schedule {
        let mut schedule = std::mem::take(self.of(kind, id));
        if kind == ROOM && schedule.openings.is_empty() {
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
        let opening = read_opening(&row)?;
        schedules.of(&row.resource_kind, row.resource_id).openings.push(opening);
    }
    let changes = day_change::Entity::find()
        .filter(day_change::Column::CentreId.eq(centre.id))
        .filter(day_change::Column::Day.between(first.to_string(), last.to_string()))
        .filter(whose.rows(day_change::Column::ResourceKind, day_change::Column::ResourceId))
        .all(db)
        .await?;
    for row in changes {
        let (from_minute, to_minute) = (minute(row.from_minute), minute(row.to_minute));
        let change = DayChange { day: read_day(&row.day)?, from_minute, to_minute, opens: row.opens };
        schedules.of(&row.resource_kind, row.resource_id).changes.push(change);
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
        let spans = spans_of(&row, (first, last))?;
        match row.resource_kind.as_str() {
            "centre" => calendar.closed.extend(spans),
            kind => schedules.of(kind, row.resource_id).absences.extend(spans),
        }
    }
    let holidays = holiday::Entity::find()
        .filter(holiday::Column::CentreId.eq(centre.id))
        .filter(holiday::Column::Day.between(first.to_string(), last.to_string()))
        .filter(holiday::Column::State.ne("dropped"))
        .all(db)
        .await?;
    for row in holidays {
        let day = read_day(&row.day)?;
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
    let seasons = rows.iter().map(|row| {
        let (first_day, last_day) = (read_day(&row.first_day)?, read_day(&row.last_day)?);
        Ok(Season { first_day, last_day, hours: of(row.id) })
    });
    seasons.collect()
}

/// The spans of an absence that touch these days.
fn spans_of(row: &absence::Model, days: (Date, Date)) -> Result<Vec<Span>> {
    let (from, to) = (read_time(&row.from_civil)?, read_time(&row.to_civil)?);
    let Some(rule) = &row.rule else { return Ok(vec![Span { from, to }]) };
    let rule = Recurrence::parse(rule).map_err(|_| Error::Corrupt("absence.rule"))?;
    let found = rule.occurrences(from, minutes_between(from, to), days);
    Ok(found.into_iter().map(|(from, to)| Span { from, to }).collect())
}

async fn busy_days(
    db: &impl ConnectionTrait,
    centre: &Centre,
    whose: &Whose<'_>,
    (first, last): (Date, Date),
) -> Result<Vec<busy_day::Model>> {
    let number = |day: Date| first_cell_of(day) / CELLS_PER_DAY;
    Ok(busy_day::Entity::find()
        .filter(busy_day::Column::CentreId.eq(centre.id))
        .filter(whose.rows(busy_day::Column::ResourceKind, busy_day::Column::ResourceId))
        .filter(busy_day::Column::DayNumber.between(number(first), number(last)))
        .all(db)
        .await?)
}

fn insert_day(taken: &mut CellSet, day: &busy_day::Model) {
    let midnight = day.day_number * CELLS_PER_DAY;
    for (n, word) in (0..).zip([day.h0, day.h4, day.h8, day.h12, day.h16, day.h20]) {
        taken.insert_word(midnight + n * 48, word.unsigned_abs());
    }
}

pub(crate) fn read_opening(row: &opening::Model) -> Result<Opening> {
    Ok(Opening {
        weekday: row.weekday.unsigned_abs() as u8,
        from_minute: minute(row.from_minute),
        to_minute: minute(row.to_minute),
        first_day: read_day(&row.first_day)?,
        last_day: read_day(&row.last_day)?,
        every_weeks: row.every_weeks.clamp(1, 52) as u8,
        modes: Modes { in_person: row.in_person, telephone: row.telephone, video: row.video },
        service: row.service_id,
    })
}

fn minute(value: i32) -> u16 {
    u16::try_from(value).unwrap_or(0)
}

pub(crate) fn read_day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::Corrupt("day"))
}

pub(crate) fn read_time(text: &str) -> Result<DateTime> {
    text.parse().map_err(|_| Error::Corrupt("civil time"))
}
