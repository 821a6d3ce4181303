//! A week of the desk.

use domain::{
    board::{Block, Card, Lane},
    language::Language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// Seven days of the desk, for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekShown {
    /// The week in words.
    pub name: String,
    /// ISO days: the first, and the same of the weeks before and after.
    pub first: String,
    pub before: String,
    pub after: String,
    /// Whose week it can be, and whose it is; nobody named is everybody's.
    pub people: Vec<(String, String)>,
    pub rooms: Vec<(String, String)>,
    pub with: Vec<i64>,
    pub room: Vec<i64>,
    /// A lane a day.
    pub days: Vec<Lane>,
    pub cards: Vec<Card>,
    /// Each with the id of its day's lane.
    pub blocks: Vec<(i64, Block)>,
    /// The lane of today, where it is in the week; the minute of its day, and seconds since 1970.
    pub today: Option<i64>,
    pub minute: u32,
    /// Today as a number, and whether the reader may book.
    pub day: i64,
    pub books: bool,
    pub now: i64,
    /// The last event that the cards know of.
    pub last_event: i64,
}

/// The week of a day, as far as the reader may see it: of some mediators and rooms, their ids apart by commas, or of all.
/// An empty day is today.
#[server(prefix = "/staff/api", endpoint = "week", input = leptos::server_fn::codec::GetUrl)]
pub async fn week(language: Language, day: String, with: String, room: String) -> Result<WeekShown, Failure> {
    read::week(language, &day, (&with, &room)).await
}

#[cfg(feature = "ssr")]
mod read {
    use domain::{access::Verb, access::may, calendar::day_number, language::Language, schedule::minute_of};
    use jiff::{ToSpan, civil::Date};
    use store::{Of, Subject};

    use super::{Failure, WeekShown};
    use crate::{
        here::{here, signed_in},
        ui::long_day,
    };

    pub async fn week(language: Language, day: &str, (with, room): (&str, &str)) -> Result<WeekShown, Failure> {
        let (here, reader) = (here()?, signed_in()?);
        if !may(&reader.roles, Verb::SeeBoard) && !may(&reader.roles, Verb::SeeOwnVisits) {
            return Err(Failure::Forbidden);
        }
        let now = (here.now)();
        let civil = here.centre.zone.to_datetime(now);
        let day: Date = if day.is_empty() { civil.date() } else { day.parse().map_err(|_| Failure::NotFound)? };
        let first = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        for day in first.series(1.days()).take(7) {
            here.store.reads(&here.centre, reader.id, Subject::Day(day), now.as_second()).await?;
        }
        // Read first: an event between the two is then told twice rather than never.
        let last_event = here.store.last_event(here.centre.id).await?;
        let ids = |text: &str| text.split(',').filter_map(|id| id.parse().ok()).collect::<Vec<i64>>();
        let mut of = Of { people: ids(with), rooms: ids(room) };
        let week = here.store.week(&here.centre, &reader, first, &of, language).await?;
        let mut days = week.days;
        for lane in &mut days {
            lane.name = lane.name.parse().map(|day| long_day(language, day)).unwrap_or_default();
        }
        let today = day_number(civil.date());
        of.people.retain(|id| week.people.iter().any(|(known, _)| known == id));
        of.rooms.retain(|id| week.rooms.iter().any(|(known, _)| known == id));
        let words = |of: Vec<(i64, String)>| of.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let last = first.saturating_add(6.days());
        Ok(WeekShown {
            name: format!("{} – {}", long_day(language, first), long_day(language, last)),
            first: first.to_string(),
            before: first.saturating_sub(7.days()).to_string(),
            after: first.saturating_add(7.days()).to_string(),
            people: words(week.people),
            rooms: words(week.rooms),
            with: of.people,
            room: of.rooms,
            today: days.iter().any(|lane| lane.id == today).then_some(today),
            days,
            cards: week.cards,
            blocks: week.blocks.into_iter().map(|(day, block)| (day_number(day), block)).collect(),
            minute: minute_of(civil),
            day: today,
            books: may(&reader.roles, Verb::BookForCaller),
            now: now.as_second(),
            last_event,
        })
    }
}
