//! What the booking pages ask: services, people, times, and the form's key.

use domain::language::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

pub use crate::times::{Choice, FreeTimes, Offered};

/// What the third screen shows of the choices before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ChosenRow", into = "ChosenRow")]
pub struct Chosen {
    /// Name of the service.
    pub service: String,
    /// The day in words.
    pub day: String,
    /// A fresh key: whatever happens to the form, it books once.
    pub key: String,
}

domain::travels_as_row!(Chosen as ChosenRow { service: String, day: String, key: String });

/// The bookable services, and who offers them.
#[server(prefix = "/api", endpoint = "services", input = leptos::server_fn::codec::GetUrl)]
pub async fn services(language: Language) -> Result<Vec<Offered>, Failure> {
    read::services(&crate::here::here()?, language).await
}

/// Free times from a day on, a week of days that have any.
#[server(prefix = "/api", endpoint = "times", input = leptos::server_fn::codec::GetUrl)]
pub async fn times(language: Language, choice: Choice, from: String) -> Result<FreeTimes, Failure> {
    read::times(crate::here::here()?, language, choice, &from, read::Asker::Family).await
}

/// What was chosen, and a key for the form.
#[server(prefix = "/api", endpoint = "details")]
pub async fn details(language: Language, service: String, start: String) -> Result<Chosen, Failure> {
    read::chosen(&crate::here::here()?, language, &service, &start).await
}

/// Version of the privacy notice that people agree to: the day of its words.
#[cfg(feature = "ssr")]
pub const CONSENT_VERSION: &str = "2026-11-26";

#[cfg(feature = "ssr")]
pub mod read {
    use domain::{
        appointment::Mode,
        availability::Slot,
        calendar::{read_start, write_start},
        language::Language,
        offer::{DayOffer, ServiceOffer},
        preference::{Gender, Spoken, With},
    };
    use jiff::civil::Date;
    use leptos_i18n::td_string;
    use store::{Colleague, Offering, Secret, Wish};

    use super::{Choice, Chosen, Failure, FreeTimes, Offered};
    use crate::{here::Here, i18n::locale, ui::long_day};

    /// Days on one page.
    const DAYS: usize = 6;

    pub async fn services(here: &Here, language: Language) -> Result<Vec<Offered>, Failure> {
        let asked = (here.centre.id, language);
        // Counted before what is shown is read: whoever comes after a change finds the count changed.
        let changes = here.store.changes(here.centre.id).await?;
        if let Some(offers) = here.answers.services(asked, changes, (here.now)()) {
            return Ok(offers);
        }
        let offerings = here.store.offerings(&here.centre, language).await?;
        let offers: Vec<Offered> = offerings.into_iter().map(|offering| offered(language, offering)).collect();
        here.answers.keep_services(asked, changes, &offers);
        Ok(offers)
    }

    fn offered(language: Language, offering: Offering) -> Offered {
        let Offering { service, seats, mut staff } = offering;
        // Who leads a workshop is set with its time.
        if seats > 1 || staff.len() < 2 {
            staff.clear();
        }
        let length = td_string!(locale(language), booking.minutes, count = service.minutes);
        let ServiceOffer { slug, name, summary, modes, .. } = service;
        let (with, speaks) = (with(language, &staff), speaks(language, &staff));
        Offered { slug, name, summary: format!("{summary} {length}"), modes, with, speaks }
    }

    fn with(language: Language, staff: &[Colleague]) -> Vec<(String, String)> {
        let genders =
            Gender::ALL.into_iter().filter(|gender| staff.iter().any(|person| person.gender == Some(*gender)));
        let genders = genders.map(|gender| {
            let words = match gender {
                Gender::Woman => td_string!(locale(language), booking.prefer.woman),
                Gender::Man => td_string!(locale(language), booking.prefer.man),
            };
            (gender.as_str().to_owned(), words.to_owned())
        });
        let people = staff.iter().map(|person| (person.id.to_string(), person.name.clone()));
        genders.chain(people).collect()
    }

    fn speaks(language: Language, staff: &[Colleague]) -> Vec<(String, String)> {
        let spoken = Spoken::ALL.into_iter().filter(|spoken| staff.iter().any(|person| person.speaks.contains(spoken)));
        let spoken: Vec<_> = spoken.map(|spoken| (spoken.code().to_owned(), spoken.own_name().to_owned())).collect();
        let any = (String::new(), td_string!(locale(language), booking.prefer.any_language).to_owned());
        if spoken.len() > 1 { std::iter::once(any).chain(spoken).collect() } else { Vec::new() }
    }

    pub async fn chosen(here: &Here, language: Language, service: &str, start: &str) -> Result<Chosen, Failure> {
        let service = named(here, language, service).await?;
        let day = long_day(language, read_start(start).ok_or(Failure::NotFound)?.date());
        Ok(Chosen { service, day, key: Secret::random().as_str().to_owned() })
    }

    /// Who asks for times, and what for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Asker {
        Family,
        /// Staff, who need no notice and may set how many minutes it lasts.
        Desk {
            minutes: Option<u32>,
        },
        /// Whoever moves this appointment of their own.
        Own(uuid::Uuid),
    }

    pub async fn times(
        here: Here,
        language: Language,
        choice: Choice,
        from: &str,
        asker: Asker,
    ) -> Result<FreeTimes, Failure> {
        let now = (here.now)();
        let (desk, minutes, own) = match asker {
            Asker::Family => (false, None, None),
            Asker::Desk { minutes } => (true, minutes, None),
            Asker::Own(id) => (false, None, Some(id)),
        };
        // What is asked once is not kept.
        let kept = own.is_none() && minutes.is_none();
        let asked = (here.centre.id, language, choice.clone(), from.to_owned(), desk);
        let changes = here.store.changes(here.centre.id).await?;
        if kept && let Some(times) = here.answers.times(&asked, changes, now) {
            return Ok(times);
        }
        let mode = Mode::from_str_opt(&choice.mode).ok_or(Failure::NotFound)?;
        let (with, speaks) = (With::parse(&choice.with), Spoken::from_code(&choice.speaks));
        let wish = Wish { service: choice.service.clone(), mode, with, speaks, desk, minutes };
        let today = here.centre.zone.to_datetime(now).date();
        let horizon = here.store.horizon(&here.centre, &choice.service, now).await?;
        let days = (today, horizon);
        let offers = match own {
            Some(id) => here.store.times_to_move_to(&here.centre, (id, &wish), days, now).await?,
            None => here.store.free_times(&here.centre, &wish, days, now).await?,
        };
        let service = named(&here, language, &choice.service).await?;
        let next = offers.first().map(|offer| next(language, offer));
        let all: Vec<&[Slot]> = offers.chunk_by(|a, b| a.start.date() == b.start.date()).collect();
        let first = all.iter().position(|day| iso(day).as_str() >= from).unwrap_or(all.len());
        let earlier = (first > 0).then(|| iso(all[first.saturating_sub(DAYS)]));
        let later = all.get(first + DAYS).map(|day| iso(day));
        let days = all.into_iter().skip(first).take(DAYS).map(|day| day_offer(language, day)).collect();
        let waits = here.store.service_brief(&here.centre, &choice.service, language).await.is_ok();
        let waiting = if waits { td_string!(locale(language), waiting.ask) } else { "" }.to_owned();
        let until = here.store.until(&here.centre, &wish, offers.first(), now).await?;
        let times = FreeTimes { service, days, next, earlier, later, waiting };
        if kept {
            here.answers.keep_times(asked, changes, until, &times);
        }
        Ok(times)
    }

    async fn named(here: &Here, language: Language, slug: &str) -> Result<String, Failure> {
        let services = here.store.services(&here.centre, language).await?;
        services.into_iter().find(|service| service.slug == slug).map(|service| service.name).ok_or(Failure::NotFound)
    }

    fn next(language: Language, offer: &Slot) -> (String, String) {
        (write_start(offer.start), format!("{} · {}", long_day(language, offer.start.date()), clock(offer)))
    }

    fn day_offer(language: Language, day: &[Slot]) -> DayOffer {
        let count = day.len();
        DayOffer {
            day: iso(day),
            name: long_day(language, date(day)),
            counted: td_string!(locale(language), booking.free_times, count = count).to_string(),
            times: day.iter().map(clock).collect(),
        }
    }

    fn date(day: &[Slot]) -> Date {
        day[0].start.date()
    }

    fn iso(day: &[Slot]) -> String {
        date(day).to_string()
    }

    fn clock(offer: &Slot) -> String {
        offer.start.strftime("%H:%M").to_string()
    }
}
