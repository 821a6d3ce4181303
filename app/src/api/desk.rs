//! What the desk asks. Every function asks first who is reading.

use domain::{
    board::{Block, Card, Lane, Rights},
    language::Language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// One day of the desk, for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDay {
    pub rights: Rights,
    /// The day in words.
    pub name: String,
    /// ISO days.
    pub day: String,
    pub before: String,
    pub after: String,
    pub cards: Vec<Card>,
    /// The lanes that the reader may see, and what stands in them beside the cards.
    pub people: Vec<Lane>,
    pub rooms: Vec<Lane>,
    pub blocks: Vec<Block>,
    /// Seconds since 1970, and the minute of the centre's day where this is today.
    pub now: i64,
    pub minute: Option<u32>,
    /// Today as a number.
    pub today: i64,
    /// Whether names and times may be kept in this browser, for when the line is lost.
    pub keeps: bool,
    /// What changed of late that everybody at the desk should know.
    pub news: Option<String>,
    /// Tasks of the reader that are due.
    pub tasks: u32,
    /// The last event that the cards know of.
    pub last_event: i64,
}

/// A day's appointments, as far as the reader may see them; an empty day is today.
#[server(prefix = "/staff/api", endpoint = "board", input = leptos::server_fn::codec::GetUrl)]
pub async fn board(language: Language, day: String) -> Result<BoardDay, Failure> {
    read::board(language, &day).await
}

/// Whether whoever asks is still signed in.
#[server(prefix = "/staff/api", endpoint = "signed-in")]
pub async fn signed_in_still() -> Result<bool, Failure> {
    Ok(crate::here::reader_of_request().is_some())
}

/// Whether a set-up link still works.
#[server(prefix = "/staff/api", endpoint = "setup-link")]
pub async fn setup_link_works(link: String) -> Result<bool, Failure> {
    let here = crate::here::here()?;
    let Some(link) = store::Secret::parse(&link) else { return Ok(false) };
    Ok(here.store.setup_link_works(&here.centre, &link, (here.now)().as_second()).await?)
}

/// The address of the account whose password a link chooses.
#[server(prefix = "/staff/api", endpoint = "password-link")]
pub async fn password_link(link: String) -> Result<String, Failure> {
    let here = crate::here::here()?;
    let link = store::Secret::parse(&link).ok_or(Failure::NotFound)?;
    Ok(here.store.password_link(&here.centre, &link, (here.now)().as_second()).await?)
}

#[cfg(feature = "ssr")]
mod read {
    use domain::{board::Rights, calendar::day_number, language::Language, schedule::minute_of};
    use leptos_i18n::td_string;
    use store::Subject;

    use super::{BoardDay, Failure};
    use crate::{
        here::{here, signed_in},
        i18n::locale,
        ui::long_day,
    };

    pub async fn board(language: Language, day: &str) -> Result<BoardDay, Failure> {
        let (here, reader) = (here()?, signed_in()?);
        let (now, civil) = ((here.now)(), here.centre.zone.to_datetime((here.now)()));
        let today = civil.date();
        let day = if day.is_empty() { today } else { day.parse().map_err(|_| Failure::NotFound)? };
        // Whoever sees no family reads nothing about one.
        if Rights::of(&reader.roles).board {
            here.store.reads(&here.centre, reader.id, Subject::Day(day), (here.now)().as_second()).await?;
        }
        // Read first: an event between the two is then told twice rather than never.
        let last_event = here.store.last_event(here.centre.id).await?;
        let cards = here.store.board(&here.centre, &reader, day, language).await?;
        let lanes = here.store.lanes(&here.centre, &reader, day, language).await?;
        let news = here.store.clock_news(&here.centre, (here.now)()).await?;
        let news = news.map(|news| td_string!(locale(language), desk.clock_moved, count = news.moved));
        Ok(BoardDay {
            rights: Rights::of(&reader.roles),
            name: long_day(language, day),
            day: day.to_string(),
            before: day.yesterday().unwrap_or(day).to_string(),
            after: day.tomorrow().unwrap_or(day).to_string(),
            cards,
            people: lanes.people,
            rooms: lanes.rooms,
            blocks: lanes.blocks,
            now: now.as_second(),
            minute: (day == today).then(|| minute_of(civil)),
            today: day_number(today),
            keeps: here.centre.offline_day && Rights::of(&reader.roles).board && day == today,
            news,
            tasks: here.store.tasks_due(&here.centre, &reader, now).await?,
            last_event,
        })
    }
}
