//! The plan of a wish: hours, closures and taken cells of everybody, and every room, that could take it.

mod kept;
mod read;
mod schedules;

use domain::calendar::instant_of;
use domain::{
    appointment::Mode,
    availability::{Question, Resource, ServiceRules, load_of_week, slot_at},
    preference::{Gender, Spoken, With},
    schedule::{CentreCalendar, Purpose},
};
use jiff::{Timestamp, civil};

use crate::{
    Centre, Error, Result,
    claims::Taking,
    entities::{service, session, staff},
    resource::ResourceKind,
};

pub(crate) use kept::{KeptPlans, Key};
pub(crate) use read::{has_mode, rooms_for, staff_of, weeks_around};
pub(crate) use schedules::{Schedules, Whose, read_calendar, read_opening, read_schedules, taken_cells};

/// What a person is looking for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Its slug.
    pub service: String,
    pub mode: Mode,
    pub with: With,
    pub speaks: Option<Spoken>,
    /// Asked by the desk, which needs no notice.
    pub desk: bool,
    /// How long the session is to last, where the desk says so; as long as the service otherwise.
    pub minutes: Option<u32>,
}

impl Wish {
    /// The rules of a service as they are for this wish.
    fn bend(&self, rules: ServiceRules) -> ServiceRules {
        let notice_minutes = if self.desk { 0 } else { rules.notice_minutes };
        ServiceRules { notice_minutes, minutes: self.minutes.unwrap_or(rules.minutes), ..rules }
    }
}

/// Everything that decides about free times, read with a constant number of queries.
#[derive(Clone)]
pub(crate) struct Plan {
    pub service: service::Model,
    mode: Mode,
    /// The first and the last day of whose hours it knows.
    days: (civil::Date, civil::Date),
    people: Vec<Resource>,
    rooms: Vec<Resource>,
    /// What is known of `people`.
    known: Vec<Known>,
    calendar: CentreCalendar,
    rules: ServiceRules,
}

/// What a family may ask of somebody.
#[derive(Clone, Copy, Debug)]
struct Known {
    id: i64,
    gender: Option<Gender>,
    speaks: [bool; Spoken::ALL.len()],
}

impl From<staff::Model> for Known {
    fn from(row: staff::Model) -> Self {
        let speaks = Spoken::ALL.map(|spoken| row.languages.0.contains(&spoken));
        Self { id: row.id, gender: row.gender.map(|gender| gender.0), speaks }
    }
}

impl Known {
    fn suits(&self, wish: &Wish) -> bool {
        let right = match wish.with {
            With::Anyone => true,
            With::Person(id) => self.id == id,
            With::Of(gender) => self.gender == Some(gender),
        };
        let all = Spoken::ALL.into_iter().zip(self.speaks);
        right && wish.speaks.is_none_or(|spoken| all.into_iter().any(|(of, speaks)| of == spoken && speaks))
    }
}

/// Who and what a session would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub staff: i64,
    pub co_staff: Option<i64>,
    pub room: Option<i64>,
}

impl Plan {
    pub fn question<'a>(
        &'a self,
        centre: &'a Centre,
        (first, last): (civil::Date, civil::Date),
        now: Timestamp,
    ) -> Question<'a> {
        let purpose = Purpose { service: self.service.id, mode: self.mode };
        let Self { rules, calendar, people, rooms, .. } = self;
        Question { now, zone: &centre.zone, rules, purpose, calendar, people, rooms, first, last }
    }

    /// The centre sets a time itself: any five minutes of the hours, however soon, up to a year ahead.
    pub fn set_by_centre(&mut self) {
        (self.rules.step_minutes, self.rules.notice_minutes, self.rules.horizon_days) = (5, 0, 366);
    }

    /// How long a session is to last.
    pub fn minutes(&self) -> u32 {
        self.rules.minutes
    }

    /// Looks for a time as long as was booked, whatever the service says now.
    pub fn as_long_as(&mut self, (before, minutes, after): Lengths) {
        (self.rules.before_minutes, self.rules.minutes, self.rules.after_minutes) = (before, minutes, after);
    }

    /// Looks at any five minutes of the hours, not at the steps of the service alone.
    pub fn off_the_steps(&mut self) {
        self.rules.step_minutes = 5;
    }

    /// How many cells of the week around `day` somebody has taken.
    pub fn load(&self, id: i64, day: civil::Date) -> i64 {
        let person = self.people.iter().find(|person| person.id == id);
        person.map_or(i64::MAX, |person| load_of_week(person, day))
    }

    /// Who takes `start`: of those free the least loaded of that week, ties by id; beside them somebody of the other
    /// gender where that is known, then the least loaded; and the smallest free room.
    pub fn choose(&self, centre: &Centre, start: civil::DateTime, now: Timestamp) -> Option<Chosen> {
        let day = (start.date(), start.date());
        let slot = slot_at(&self.question(centre, day, now), start)?;
        let load = |id: i64| self.load(id, start.date());
        let staff = slot.leads.iter().copied().min_by_key(|id| (load(*id), *id))?;
        let others = slot.leads.iter().chain(&slot.joins).copied().filter(|id| *id != staff);
        let same = |id: i64| self.gender(id).is_none() || self.gender(id) == self.gender(staff);
        let co_staff =
            if self.rules.mediators > 1 { Some(others.min_by_key(|id| (same(*id), load(*id), *id))?) } else { None };
        Some(Chosen { staff, co_staff, room: slot.rooms.first().copied() })
    }

    fn gender(&self, id: i64) -> Option<Gender> {
        self.known.iter().find(|known| known.id == id).and_then(|known| known.gender)
    }

    /// A plan for whoever asks for nothing, as the plan of a wish for the same service.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a mediator that cannot be booked.
    pub fn for_wish(&self, wish: &Wish) -> Result<Self> {
        let leads = |id: i64| self.known.iter().any(|known| known.id == id && known.suits(wish));
        let two = self.rules.mediators > 1;
        let stays = |id: i64| two || leads(id);
        let people = self.people.iter().filter(|person| stays(person.id));
        let people: Vec<Resource> =
            people.map(|person| Resource { may_lead: leads(person.id), ..person.clone() }).collect();
        if matches!(wish.with, With::Person(_)) && !people.iter().any(|person| person.may_lead) {
            return Err(Error::NotFound);
        }
        let rules = wish.bend(self.rules);
        let Self { service, rooms, calendar, .. } = self;
        let (service, rooms, calendar) = (service.clone(), rooms.clone(), calendar.clone());
        Ok(Self { service, rooms, calendar, people, rules, known: self.known.clone(), ..*self })
    }

    /// What an appointment takes does not stand in its own way when it is moved.
    pub fn forget(&mut self, own: &Taking) {
        for (kind, id, cells) in own.parts() {
            let resources = if kind == ResourceKind::Staff { &mut self.people } else { &mut self.rooms };
            if let Some(resource) = resources.iter_mut().find(|resource| resource.id == id) {
                resource.busy.remove(cells.start, cells.end);
            }
        }
    }
}

/// Minutes of a session's preparation, of itself, and of its pause.
pub(crate) type Lengths = (u32, u32, u32);

pub(crate) fn lengths_of(row: &session::Model) -> Lengths {
    (row.before_minutes.unsigned_abs(), row.minutes.unsigned_abs(), row.buffer_minutes.unsigned_abs())
}

/// The service's row as rules.
pub(crate) fn rules_of(service: &service::Model, mode: Mode) -> ServiceRules {
    ServiceRules {
        minutes: service.minutes.unsigned_abs(),
        before_minutes: service.before_minutes.unsigned_abs(),
        after_minutes: service.buffer_minutes.unsigned_abs(),
        step_minutes: service.step_minutes.unsigned_abs(),
        notice_minutes: service.notice_minutes.unsigned_abs(),
        horizon_days: service.horizon_days.unsigned_abs(),
        mediators: service.mediators.unsigned_abs() as usize,
        needs_room: service.needs_room && mode == Mode::InPerson,
    }
}

/// Whether a person may still take `start`, and already: it leaves the service its notice and lies within its horizon.
pub(crate) fn in_time(centre: &Centre, service: &service::Model, start: civil::DateTime, now: Timestamp) -> bool {
    let notice = i64::from(service.notice_minutes) * 60;
    let today = centre.zone.to_datetime(now).date();
    let horizon = today.saturating_add(jiff::Span::new().days(i64::from(service.horizon_days)));
    start.date() <= horizon
        && instant_of(start, &centre.zone).is_some_and(|at| at.as_second() - now.as_second() >= notice)
}
