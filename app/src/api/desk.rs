//! What the desk asks. Every function asks first who is reading.

use domain::{
    appointment::Mode,
    board::{Card, Rights},
    language::Language,
    offer::DayOffer,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Failure, booking::Choice};

/// One day of the desk, for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDay {
    pub who: String,
    pub rights: Rights,
    /// The day in words.
    pub name: String,
    /// ISO days.
    pub day: String,
    pub before: String,
    pub after: String,
    pub cards: Vec<Card>,
    /// What changed of late that everybody at the desk should know.
    pub news: Option<String>,
    /// The last event that the cards know of.
    pub last_event: i64,
}

/// What reception can offer a caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerTimes {
    pub who: String,
    pub rights: Rights,
    pub key: String,
    pub service: String,
    pub mode: String,
    pub with: String,
    pub speaks: String,
    /// Who can be asked for, whoever is free first; and languages: what the form sends, and words. Empty where there is
    /// no choice.
    pub withs: Vec<(String, String)>,
    pub spoken: Vec<(String, String)>,
    /// Slug and name.
    pub services: Vec<(String, String)>,
    pub modes: Vec<Mode>,
    pub days: Vec<DayOffer>,
}

/// A day's appointments, as far as the reader may see them; an empty day is today.
#[server(prefix = "/staff/api", endpoint = "board", input = leptos::server_fn::codec::GetUrl)]
pub async fn board(language: Language, day: String) -> Result<BoardDay, Failure> {
    read::board(language, &day).await
}

/// Services and free times for a caller. For reception only.
#[server(prefix = "/staff/api", endpoint = "caller-offer", input = leptos::server_fn::codec::GetUrl)]
pub async fn caller_offer(language: Language, choice: Choice) -> Result<CallerTimes, Failure> {
    read::caller_offer(language, choice).await
}

/// Whether whoever asks is still signed in.
#[server(prefix = "/staff/api", endpoint = "signed-in")]
pub async fn signed_in_still() -> Result<bool, Failure> {
    Ok(crate::here::is_signed_in())
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
    use domain::{access::Verb, appointment::Mode, board::Rights, language::Language};
    use leptos_i18n::td_string;
    use store::{Secret, Subject};

    use super::{BoardDay, CallerTimes, Failure};
    use crate::{
        api::booking::{
            Choice,
            read::{services, times},
        },
        here::{here, signed_in, staff_who_may},
        i18n::locale,
        ui::long_day,
    };

    pub async fn board(language: Language, day: &str) -> Result<BoardDay, Failure> {
        let (here, reader) = (here()?, signed_in()?);
        let today = here.centre.zone.to_datetime((here.now)()).date();
        let day = if day.is_empty() { today } else { day.parse().map_err(|_| Failure::NotFound)? };
        // Whoever sees no family reads nothing about one.
        if Rights::of(&reader.roles).board {
            here.store.reads(&here.centre, reader.id, Subject::Day(day), (here.now)().as_second()).await?;
        }
        // Read first: an event between the two is then told twice rather than never.
        let last_event = here.store.last_event(here.centre.id).await?;
        let cards = here.store.board(&here.centre, &reader, day, language).await?;
        let news = here.store.clock_news(&here.centre, (here.now)()).await?;
        let news = news.map(|news| td_string!(locale(language), desk.clock_moved, count = news.moved));
        Ok(BoardDay {
            rights: Rights::of(&reader.roles),
            who: reader.name,
            name: long_day(language, day),
            day: day.to_string(),
            before: day.yesterday().unwrap_or(day).to_string(),
            after: day.tomorrow().unwrap_or(day).to_string(),
            cards,
            news,
            last_event,
        })
    }

    pub async fn caller_offer(language: Language, choice: Choice) -> Result<CallerTimes, Failure> {
        let (here, reader) = (here()?, staff_who_may(Verb::BookForCaller)?);
        let offers = services(&here, language).await?;
        let chosen = offers.iter().find(|offer| offer.slug == choice.service).or(offers.first());
        let chosen = chosen.ok_or(Failure::NotFound)?.clone();
        let mode = Mode::from_str_opt(&choice.mode).filter(|mode| chosen.modes.contains(mode));
        let mode = mode.or(chosen.modes.first().copied()).unwrap_or(Mode::InPerson).as_str().to_owned();
        // What another service offers is not asked of this one.
        let known = |options: &[(String, String)], value: String| {
            if options.iter().any(|(of, _)| *of == value) { value } else { String::new() }
        };
        let (with, speaks) = (known(&chosen.with, choice.with), known(&chosen.speaks, choice.speaks));
        let (service, modes, spoken) = (chosen.slug, chosen.modes, chosen.speaks);
        let anyone = (String::new(), td_string!(locale(language), waiting.desk.any_person).to_owned());
        let none = chosen.with.is_empty();
        let withs = if none { Vec::new() } else { std::iter::once(anyone).chain(chosen.with).collect() };
        let choice =
            Choice { service: service.clone(), mode: mode.clone(), with: with.clone(), speaks: speaks.clone() };
        let days = times(here, language, choice, "", (true, None)).await?.days;
        let services = offers.into_iter().map(|offer| (offer.slug, offer.name)).collect();
        let key = Secret::random().as_str().to_owned();
        let rights = Rights::of(&reader.roles);
        Ok(CallerTimes {
            who: reader.name,
            rights,
            key,
            service,
            mode,
            with,
            speaks,
            withs,
            spoken,
            services,
            modes,
            days,
        })
    }
}
