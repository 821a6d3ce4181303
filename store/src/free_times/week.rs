//! A week of the desk: the days as lanes, for one mediator or for all.

use domain::{
    access::{Verb, may},
    board::{Block, Card, Lane, Minutes, Shut, shut, shut_for_all},
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
    /// A lane a day, from the first; its id is the day as a number ([`day_number`]), its name the ISO day.
    pub days: Vec<Lane>,
    /// By day and time.
    pub cards: Vec<Card>,
    pub blocks: Vec<(Date, Block)>,
}

/// A day as the id of its lane: `20270104`.
pub fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

impl Store {
    /// The week from `first` on of one mediator, or of all whom `reader` may see. Some twenty queries, however many days.
    pub async fn week(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        first: Date,
        of: Option<i64>,
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
        let chosen: Vec<i64> = people.iter().map(|(id, _)| *id).filter(|id| of.is_none_or(|of| of == *id)).collect();
        let whose = Whose { staff: &chosen, rooms: &[] };
        let mut schedules = read_schedules(&self.db, centre, &whose, (first, last)).await?;
        let calendar = read_calendar(&self.db, centre, &mut schedules, (first, last)).await?;
        let plans: Vec<Schedule> = chosen.iter().map(|id| schedules.take(ResourceKind::Staff, *id)).collect();
        let lane = |day: &Date| {
            let each: Vec<Vec<(Minutes, Shut)>> = plans.iter().map(|plan| shut(plan, &calendar, *day)).collect();
            Lane { id: day_number(*day), name: day.to_string(), shut: shut_for_all(&each) }
        };
        let within = attendance::Column::Day.between(first.to_string(), last.to_string()).into_condition();
        let rows = self.visible(centre, reader, within).await?;
        let mut cards = self.cards(centre, reader, rows, language).await?;
        cards.retain(|card| of.is_none_or(|of| card.people.contains(&of)));
        cards.sort_by(|a, b| (&a.day, a.start_minute, &a.id).cmp(&(&b.day, b.start_minute, &b.id)));
        let mut blocks = self.blocks(centre, Blocks { first, last, language }).await?;
        blocks.retain(|(_, block)| chosen.iter().any(|id| block.people.contains(id)));
        Ok(Week { days: days.iter().map(lane).collect(), people, cards, blocks })
    }
}
