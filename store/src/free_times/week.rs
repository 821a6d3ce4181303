//! A week of the desk: the days as lanes, for one mediator or for all.

use domain::{
    access::{Verb, may},
    board::{Block, Card, Lane, Minutes, Shut, shut, shut_for_all},
    calendar::day_number,
    language::Language,
    schedule::Schedule,
};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, sea_query::IntoCondition};

use super::{bookable_staff, lanes::Blocks};
use crate::{
    Centre, Result, StaffMember, Store,
    entities::attendance,
    plan::{Whose, read_calendar, read_schedules},
    resource::ResourceKind,
};

/// Days of a week.
const DAYS: usize = 7;

/// A week, as far as its reader may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Whose week can be asked for, by name.
    pub people: Vec<(i64, String)>,
    pub rooms: Vec<(i64, String)>,
    /// A lane a day, from the first; its id is the day as a number ([`day_number`]), its name the ISO day.
    pub days: Vec<Lane>,
    /// By day and time.
    pub cards: Vec<Card>,
    pub blocks: Vec<(Date, Block)>,
}

/// Whose week it is: one, several, or with nobody named everybody's. What either a person or a room of them has is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Of {
    pub people: Vec<i64>,
    pub rooms: Vec<i64>,
}

impl Of {
    fn is_everybody(&self) -> bool {
        self.people.is_empty() && self.rooms.is_empty()
    }

    fn has_person(&self, id: i64) -> bool {
        self.people.is_empty() || self.people.contains(&id)
    }

    fn has(&self, people: &[i64], room: Option<i64>) -> bool {
        self.is_everybody()
            || people.iter().any(|id| self.people.contains(id))
            || room.is_some_and(|room| self.rooms.contains(&room))
    }
}

impl Store {
    /// The week from `first` on of those chosen, or of all whom `reader` may see. Some twenty queries, however many days.
    pub async fn week(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        first: Date,
        of: &Of,
        language: Language,
    ) -> Result<Week> {
        let all = may(&reader.roles, Verb::SeeBoard);
        if !all && !may(&reader.roles, Verb::SeeOwnVisits) {
            return Ok(Week::default());
        }
        let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take(DAYS).collect();
        let last = days.last().copied().unwrap_or(first);
        let staff = bookable_staff(&self.db, centre).await?;
        let mut people: Vec<(i64, String)> = staff.into_iter().map(|row| (row.id, row.name)).collect();
        people.retain(|(id, _)| all || *id == reader.id);
        let rooms = self.rooms_in_use(centre).await?;
        let staff: Vec<i64> = people.iter().map(|(id, _)| *id).filter(|id| of.has_person(*id)).collect();
        let places: Vec<i64> = rooms.iter().map(|(id, _)| *id).filter(|id| of.rooms.contains(id)).collect();
        let whose = Whose { staff: &staff, rooms: &places };
        let mut schedules = read_schedules(&self.db, centre, &whose, (first, last)).await?;
        let calendar = read_calendar(&self.db, centre, &mut schedules, (first, last)).await?;
        // A room alone is open when it is, whoever receives in it.
        let people_count = if of.people.is_empty() && !of.rooms.is_empty() { 0 } else { staff.len() };
        let plans = staff.iter().take(people_count).map(|id| (ResourceKind::Staff, *id));
        let plans = plans.chain(places.iter().map(|id| (ResourceKind::Room, *id)));
        let plans: Vec<Schedule> = plans.map(|(kind, id)| schedules.take(kind, id)).collect();
        let lane = |day: &Date| {
            let each: Vec<Vec<(Minutes, Shut)>> = plans.iter().map(|plan| shut(plan, &calendar, *day)).collect();
            Lane { id: day_number(*day), name: day.to_string(), shut: shut_for_all(&each) }
        };
        let within = attendance::Column::Day.between(first.to_string(), last.to_string()).into_condition();
        let rows = self.visible(centre, reader, within).await?;
        let mut cards = self.cards(centre, reader, rows, language).await?;
        cards.retain(|card| of.has(&card.people, card.room_id));
        cards.sort_by(|a, b| (&a.day, a.start_minute, &a.id).cmp(&(&b.day, b.start_minute, &b.id)));
        let mut blocks = self.blocks(centre, Blocks { first, last, language }).await?;
        blocks.retain(|(_, block)| {
            let seen = block.people.iter().any(|id| people.iter().any(|(of, _)| of == id));
            seen && of.has(&block.people, block.room)
        });
        Ok(Week { days: days.iter().map(lane).collect(), people, rooms, cards, blocks })
    }
}
