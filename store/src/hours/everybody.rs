//! The hours of a whole centre at once, to ask whether a session lies within them.

use std::collections::BTreeMap;

use domain::schedule::{CentreCalendar, Purpose, Schedule, receives};
use jiff::civil::{Date, DateTime};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Centre, Result,
    entities::{room, staff},
    network::memberships,
    plan::{Whose, read_calendar, read_schedules},
    resource::ResourceKind,
};

/// The hours of everybody and every room.
pub(super) struct Hours {
    staff: BTreeMap<i64, Schedule>,
    rooms: BTreeMap<i64, Schedule>,
    calendar: CentreCalendar,
}

impl Hours {
    pub async fn read(tx: &DatabaseTransaction, centre: &Centre, days: (Date, Date)) -> Result<Self> {
        let staff = memberships::known(centre.id).select_only().column(staff::Column::Id);
        let staff: Vec<i64> = staff.into_tuple().all(tx).await?;
        let rooms = room::Entity::find().select_only().column(room::Column::Id);
        let rooms: Vec<i64> = rooms.filter(room::Column::CentreId.eq(centre.id)).into_tuple().all(tx).await?;
        let whose = Whose { staff: &staff, rooms: &rooms };
        let mut schedules = read_schedules(tx, centre, &whose, days).await?;
        let calendar = read_calendar(tx, centre, &mut schedules, days).await?;
        let staff = staff.into_iter().map(|id| (id, schedules.take(ResourceKind::Staff, id))).collect();
        let rooms = rooms.into_iter().map(|id| (id, schedules.take(ResourceKind::Room, id))).collect();
        Ok(Self { staff, rooms, calendar })
    }

    /// Whether everybody, and the room, is there for a session.
    pub fn receive(
        &self,
        purpose: Purpose,
        (start, minutes): (DateTime, u32),
        people: &[i64],
        room: Option<i64>,
    ) -> bool {
        // Seasons are hours of people: a room keeps its own.
        let of_rooms = CentreCalendar { seasons: Vec::new(), closed: self.calendar.closed.clone() };
        let receive = |schedules: &BTreeMap<i64, Schedule>, id: &i64, calendar: &CentreCalendar| {
            schedules.get(id).is_some_and(|schedule| receives(schedule, calendar, purpose, start, minutes))
        };
        people.iter().all(|id| receive(&self.staff, id, &self.calendar))
            && room.iter().all(|id| receive(&self.rooms, id, &of_rooms))
    }
}
