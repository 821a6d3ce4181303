//! The plan of a wish: hours, closures and taken cells of everybody who could take it.

use domain::availability::{Closure, Hours, Question, ServiceRules, is_open};
use jiff::{Timestamp, civil};

use crate::{
    Centre, Error, Result,
    entities::{closure, service, weekly_hours},
};

/// Everything that decides about free times, read with a constant number of queries.
pub(crate) struct Plan {
    pub service: service::Model,
    pub(super) people: Vec<Person>,
    centre_closures: Vec<Closure>,
}

pub(super) struct Person {
    pub(super) id: i64,
    hours: Vec<Hours>,
    closures: Vec<Closure>,
    taken: Vec<i64>,
}

impl Plan {
    pub(super) fn new(
        service: service::Model,
        staff: &[i64],
        hours: &[weekly_hours::Model],
        closures: &[closure::Model],
        taken: &[(i64, i64)],
    ) -> Result<Self> {
        let people = staff.iter().map(|&id| {
            Ok(Person {
                id,
                hours: hours.iter().filter(|h| h.staff_id == id).map(hours_of_row).collect(),
                closures: read_closures(closures.iter().filter(|c| c.staff_id == Some(id)))?,
                taken: taken.iter().filter(|(person, _)| *person == id).map(|(_, cell)| *cell).collect(),
            })
        });
        let people = people.collect::<Result<_>>()?;
        let centre_closures = read_closures(closures.iter().filter(|c| c.staff_id.is_none()))?;
        Ok(Self { service, people, centre_closures })
    }

    pub(super) fn rules(&self) -> ServiceRules {
        ServiceRules {
            minutes: self.service.minutes.unsigned_abs(),
            buffer_minutes: self.service.buffer_minutes.unsigned_abs(),
            step_minutes: self.service.step_minutes.unsigned_abs(),
            notice_minutes: self.service.notice_minutes.unsigned_abs(),
            horizon_days: self.service.horizon_days.unsigned_abs(),
        }
    }

    pub(super) fn closures_of(&self, person: &Person) -> Vec<Closure> {
        self.centre_closures.iter().chain(&person.closures).cloned().collect()
    }

    /// Who could take `start`, least busy of that day first, ties by id.
    /// `ignored` are cells that do not count as taken: those of the appointment that is being moved.
    pub(crate) fn free_staff(
        &self,
        centre: &Centre,
        start: civil::DateTime,
        now: Timestamp,
        ignored: &[i64],
    ) -> Vec<i64> {
        let rules = self.rules();
        let day = (start.date(), start.date());
        let mut free = Vec::new();
        for person in &self.people {
            let closures = self.closures_of(person);
            let kept = person.taken.iter().copied().filter(|cell| !ignored.contains(cell)).collect();
            let person = Person { id: person.id, hours: person.hours.clone(), closures: Vec::new(), taken: kept };
            if is_open(&person.question(centre, &rules, &closures, day, now), start) {
                free.push((person.taken.len(), person.id));
            }
        }
        free.sort_unstable();
        free.into_iter().map(|(_, id)| id).collect()
    }
}

impl Person {
    pub(super) fn question<'a>(
        &'a self,
        centre: &'a Centre,
        rules: &'a ServiceRules,
        closures: &'a [Closure],
        (first, last): (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Question<'a> {
        Question { now, zone: &centre.zone, rules, hours: &self.hours, closures, taken: &self.taken, first, last }
    }
}

fn hours_of_row(row: &weekly_hours::Model) -> Hours {
    let minute = |value: i32| u16::try_from(value).unwrap_or(0);
    Hours {
        weekday: row.weekday.unsigned_abs() as u8,
        from_minute: minute(row.from_minute),
        to_minute: minute(row.to_minute),
    }
}

fn read_closures<'a>(rows: impl Iterator<Item = &'a closure::Model>) -> Result<Vec<Closure>> {
    let read = |text: &str| text.parse().map_err(|_| Error::Corrupt("closure"));
    rows.map(|row| Ok(Closure { from: read(&row.from_civil)?, to: read(&row.to_civil)? })).collect()
}
