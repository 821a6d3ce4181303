//! The lanes of a day: people and rooms with their hours, and what takes their time without being an appointment.

use std::collections::BTreeSet;

use domain::{
    access::{Verb, may},
    board::{Block, BlockKind, Lane, Minutes, shut},
    language::Language,
    schedule::CentreCalendar,
};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::bookable_staff;
use crate::{
    Centre, Result, StaffMember, Store,
    appointments::seats::taken_seats,
    entities::{hold, room, session},
    plan::{Schedules, Whose, read_calendar, read_schedules},
    resource::ResourceKind,
    words::{HoldStatus, Kind, Word},
};

/// What stands around the cards of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayLanes {
    /// By name.
    pub people: Vec<Lane>,
    pub rooms: Vec<Lane>,
    /// By time.
    pub blocks: Vec<Block>,
}

/// Which blocks are asked for: those of these days, both included.
pub(super) struct Blocks {
    pub first: Date,
    pub last: Date,
    pub language: Language,
}

impl Store {
    /// The lanes of `day` that `reader` may see: everybody's, or their own. Thirteen queries.
    pub async fn lanes(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        day: Date,
        language: Language,
    ) -> Result<DayLanes> {
        let all = may(&reader.roles, Verb::SeeBoard);
        if !all && !may(&reader.roles, Verb::SeeOwnVisits) {
            return Ok(DayLanes::default());
        }
        let mut people: Vec<(i64, String)> =
            bookable_staff(&self.db, centre).await?.into_iter().map(|row| (row.id, row.name)).collect();
        people.retain(|(id, _)| all || *id == reader.id);
        let rooms = self.rooms_in_use(centre).await?;
        let ids = |of: &[(i64, String)]| of.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let (staff, places) = (ids(&people), ids(&rooms));
        let whose = Whose { staff: &staff, rooms: &places };
        let mut schedules = read_schedules(&self.db, centre, &whose, (day, day)).await?;
        let calendar = read_calendar(&self.db, centre, &mut schedules, (day, day)).await?;
        let blocks = self.blocks(centre, Blocks { first: day, last: day, language }).await?;
        let mut blocks: Vec<Block> = blocks.into_iter().map(|(_, block)| block).collect();
        blocks.retain(|block| all || block.people.contains(&reader.id));
        Ok(DayLanes {
            people: lanes_of(ResourceKind::Staff, people, &mut schedules, &calendar, day),
            rooms: lanes_of(ResourceKind::Room, rooms, &mut schedules, &calendar, day),
            blocks,
        })
    }

    /// Rooms in use, by name.
    pub(super) async fn rooms_in_use(&self, centre: &Centre) -> Result<Vec<(i64, String)>> {
        Ok(room::Entity::find()
            .filter(room::Column::CentreId.eq(centre.id))
            .filter(room::Column::Active.eq(true))
            .order_by_asc(room::Column::Name)
            .select_only()
            .columns([room::Column::Id, room::Column::Name])
            .into_tuple()
            .all(&self.db)
            .await?)
    }

    /// Workshops of some days, and times that are held, each with its day.
    pub(super) async fn blocks(
        &self,
        centre: &Centre,
        Blocks { first, last, language }: Blocks,
    ) -> Result<Vec<(Date, Block)>> {
        let days = || session::Column::Day.between(first.to_string(), last.to_string());
        let of_day = || session::Column::CentreId.eq(centre.id).and(days());
        let held: Vec<Uuid> = hold::Entity::find()
            .inner_join(session::Entity)
            .filter(of_day())
            .filter(hold::Column::Status.eq(Word(HoldStatus::Open)))
            .select_only()
            .column(hold::Column::SessionId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let which = Condition::any()
            .add(session::Column::Kind.eq(Word(Kind::Group)))
            .add(session::Column::Id.is_in(held.iter().copied()));
        let rows = session::Entity::find()
            .filter(of_day())
            .filter(session::Column::CancelledAt.is_null())
            .filter(which)
            .order_by_asc(session::Column::Day)
            .order_by_asc(session::Column::StartMinute)
            .order_by_asc(session::Column::Id)
            .all(&self.db)
            .await?;
        let taken = taken_seats(&self.db, centre, rows.iter().map(|row| row.id)).await?;
        let names = self.service_names(centre, language).await?;
        let block = |row: session::Model| {
            let day = row.day.0;
            let block = Block {
                session: row.id.to_string(),
                time: Minutes {
                    from: row.start_minute.unsigned_abs(),
                    to: (row.start_minute + row.minutes).unsigned_abs(),
                },
                people: std::iter::once(row.staff_id).chain(row.co_staff_id).collect(),
                room: row.room_id,
                service: names.get(&row.service_id).cloned().unwrap_or_default(),
                kind: match row.kind.0 {
                    Kind::Group => BlockKind::Workshop {
                        taken: taken.get(&row.id).map_or(0, BTreeSet::len) as u32,
                        seats: row.seats.unsigned_abs(),
                    },
                    Kind::Private => BlockKind::Held,
                },
            };
            (day, block)
        };
        Ok(rows.into_iter().map(block).collect())
    }
}

fn lanes_of(
    kind: ResourceKind,
    known: Vec<(i64, String)>,
    schedules: &mut Schedules,
    calendar: &CentreCalendar,
    day: Date,
) -> Vec<Lane> {
    let lane = |(id, name)| Lane { id, name, shut: shut(&schedules.take(kind, id), calendar, day) };
    known.into_iter().map(lane).collect()
}
