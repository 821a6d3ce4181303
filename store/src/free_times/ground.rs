//! Where the session of an appointment can be put by hand, on some days.

use std::collections::BTreeMap;

use domain::{
    access::{Verb, may},
    board::{Ground, Minutes, Put, Shut, Track, shut_for},
    calendar::{CELLS_PER_DAY, day_number, first_cell_of},
    cell_set::CellSet,
    schedule::{CentreCalendar, Purpose, minute_of},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, StaffMember, Store,
    appointments::{Appointment, find, parties::others_of_session},
    centre::civil::start_of_session,
    claims::Taking,
    entities::service,
    plan::{Whose, lengths_of, read_calendar, read_schedules, rooms_for, rules_of, staff_of, taken_cells},
    resource::ResourceKind,
    words::Kind,
};

impl Store {
    /// Where `reader` can put the session of an appointment on the days from `first` to `last`: with those who offer its
    /// service, or with themselves alone where they see nobody else. Eight queries. Whether they may see it at all is
    /// asked before.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] when it is not ahead, has a seat in a workshop, or is the second party's.
    pub async fn ground(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        id: Uuid,
        days: (Date, Date),
        now: Timestamp,
    ) -> Result<Ground> {
        let of = find(&self.db, centre.id, id).await?;
        let second = others_of_session(&self.db, &of).await?.iter().any(|other| other.place == 1);
        if second || !of.row.status.0.is_ahead() || of.session.kind.0 == Kind::Group {
            return Err(Error::Stale);
        }
        let mut ground = ground_of(&self.db, centre, &of, days, now).await?;
        if !may(&reader.roles, Verb::SeeBoard) {
            let own = [Some(reader.id), ground.joins, Some(ground.at.staff)];
            ground.people.retain(|track| own.contains(&Some(track.id)));
        }
        Ok(ground)
    }
}

/// The same in a transaction, for whoever then writes.
pub(crate) async fn ground_of(
    db: &impl ConnectionTrait,
    centre: &Centre,
    of: &Appointment,
    days: (Date, Date),
    now: Timestamp,
) -> Result<Ground> {
    let session = &of.session;
    let service = service::Entity::find_by_id(session.service_id).one(db).await?.ok_or(Error::NotFound)?;
    let mut staff: Vec<i64> = staff_of(&service).all(db).await?.into_iter().map(|row| row.id).collect();
    for id in std::iter::once(session.staff_id).chain(session.co_staff_id) {
        if !staff.contains(&id) {
            staff.push(id);
        }
    }
    let needs_room = session.room_id.is_some() || rules_of(&service, session.mode.0).needs_room;
    let rooms = if needs_room { rooms_for(db, centre, &service).await? } else { Vec::new() };
    let whose = Whose { staff: &staff, rooms: &rooms };
    let mut schedules = read_schedules(db, centre, &whose, days).await?;
    let calendar = read_calendar(db, centre, &mut schedules, days).await?;
    // Seasons are hours of people: a room keeps its own.
    let of_rooms = CentreCalendar { seasons: Vec::new(), closed: calendar.closed.clone() };
    let mut taken = taken_cells(db, centre, &whose, days).await?;
    forget(&mut taken, &Taking::of(session)?);
    let purpose = Purpose { service: service.id, mode: session.mode.0 };
    let mut tracks = |kind: ResourceKind, ids: &[i64], calendar: &CentreCalendar| {
        let mut found = Vec::new();
        for id in ids {
            let schedule = schedules.take(kind, *id);
            let busy = taken.remove(&(kind == ResourceKind::Room, *id));
            for day in days.0.series(jiff::Span::new().days(1)).take_while(|day| *day <= days.1) {
                let shut = shut_for(purpose, &schedule, calendar, day);
                found.push(track(*id, day, shut, busy.as_ref()));
            }
        }
        found
    };
    let (before, minutes, after) = lengths_of(session);
    let civil = centre.zone.to_datetime(now);
    Ok(Ground {
        before,
        after,
        now: (day_number(civil.date()), minute_of(civil)),
        people: tracks(ResourceKind::Staff, &staff, &calendar),
        rooms: tracks(ResourceKind::Room, &rooms, &of_rooms),
        at: put_at(start_of_session(session), minutes, (session.staff_id, session.room_id)),
        joins: session.co_staff_id,
        needs_room,
    })
}

/// A place in the calendar.
pub(crate) fn put_at(start: DateTime, minutes: u32, (staff, room): (i64, Option<i64>)) -> Put {
    Put { day: day_number(start.date()), start: minute_of(start), minutes, staff, room }
}

fn track(id: i64, day: Date, shut: Vec<(Minutes, Shut)>, busy: Option<&CellSet>) -> Track {
    Track { id, day: day_number(day), shut, taken: busy.map(|busy| runs(busy, day)).unwrap_or_default() }
}

/// What a session takes does not stand in its own way.
fn forget(taken: &mut BTreeMap<(bool, i64), CellSet>, own: &Taking) {
    for (kind, id, cells) in own.parts() {
        if let Some(busy) = taken.get_mut(&(kind == ResourceKind::Room, id)) {
            busy.remove(cells.start, cells.end);
        }
    }
}

/// The taken stretches of a day.
fn runs(busy: &CellSet, day: Date) -> Vec<Minutes> {
    let midnight = first_cell_of(day);
    let mut found: Vec<Minutes> = Vec::new();
    for (minute, cell) in (0..1440).step_by(5).zip(midnight..midnight + CELLS_PER_DAY) {
        if busy.has_none(cell, cell + 1) {
            continue;
        }
        match found.last_mut() {
            Some(before) if before.to == minute => before.to += 5,
            _ => found.push(Minutes { from: minute, to: minute + 5 }),
        }
    }
    found
}
