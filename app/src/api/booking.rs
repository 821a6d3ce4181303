//! What the booking pages ask: services, people, times, and the form's key.

use domain::{
    language::Language,
    offer::{DayOffer, Mediator, ServiceOffer},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// What was chosen so far, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub service: String,
    pub mode: String,
    /// Empty for whoever is free.
    pub with: String,
}

impl Choice {
    /// The choice as a query string.
    pub fn query(&self) -> String {
        format!("service={}&mode={}&with={}", self.service, self.mode, self.with)
    }
}

/// A page of free times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeTimes {
    pub service: ServiceOffer,
    pub days: Vec<DayOffer>,
    /// Day and time of the very next free one.
    pub next: Option<(String, String)>,
    /// First day of the page before and after.
    pub earlier: Option<String>,
    pub later: Option<String>,
}

/// The bookable services, and who offers them.
#[server(prefix = "/api", endpoint = "services", input = leptos::server_fn::codec::GetUrl)]
pub async fn services(language: Language) -> Result<Vec<(ServiceOffer, Vec<Mediator>)>, Failure> {
    let here = crate::here::here()?;
    let mut offers = Vec::new();
    for service in here.store.services(&here.centre, language).await? {
        let mediators = here.store.mediators(&here.centre, &service.slug).await?;
        offers.push((service, mediators));
    }
    Ok(offers)
}

/// Free times from a day on, a week of days that have any.
#[server(prefix = "/api", endpoint = "times", input = leptos::server_fn::codec::GetUrl)]
pub async fn times(language: Language, choice: Choice, from: String) -> Result<FreeTimes, Failure> {
    read::times(crate::here::here()?, language, choice, &from).await
}

/// The service behind a choice.
#[server(prefix = "/api", endpoint = "service", input = leptos::server_fn::codec::GetUrl)]
pub async fn service(language: Language, slug: String) -> Result<ServiceOffer, Failure> {
    let here = crate::here::here()?;
    let services = here.store.services(&here.centre, language).await?;
    services.into_iter().find(|service| service.slug == slug).ok_or(Failure::NotFound)
}

/// A fresh key for a form: whatever happens to the form, it books once.
#[server(prefix = "/api", endpoint = "form-key")]
pub async fn form_key() -> Result<String, Failure> {
    Ok(store::Secret::random().as_str().to_owned())
}

#[cfg(feature = "ssr")]
pub mod read {
    use domain::{appointment::Mode, language::Language, offer::DayOffer};
    use store::{Offer, Wish};

    use super::{Choice, Failure, FreeTimes};
    use crate::here::Here;

    /// Days on one page.
    const DAYS: usize = 6;

    pub async fn times(here: Here, language: Language, choice: Choice, from: &str) -> Result<FreeTimes, Failure> {
        let mode = Mode::from_str_opt(&choice.mode).ok_or(Failure::NotFound)?;
        let with =
            if choice.with.is_empty() { None } else { Some(choice.with.parse().map_err(|_| Failure::NotFound)?) };
        let wish = Wish { service: choice.service.clone(), mode, with };
        let now = (here.now)();
        let today = here.centre.zone.to_datetime(now).date();
        let horizon = here.store.horizon(&here.centre, &choice.service, now).await?;
        let offers = here.store.free_times(&here.centre, &wish, (today, horizon), now).await?;
        let services = here.store.services(&here.centre, language).await?;
        let service = services.into_iter().find(|service| service.slug == choice.service).ok_or(Failure::NotFound)?;
        let next = offers.first().map(|offer| (offer.start.date().to_string(), clock(offer)));
        let all = by_day(&offers);
        let first = all.iter().position(|day| day.day.as_str() >= from).unwrap_or(all.len());
        let earlier = (first > 0).then(|| all[first.saturating_sub(DAYS)].day.clone());
        let later = all.get(first + DAYS).map(|day| day.day.clone());
        let days = all.into_iter().skip(first).take(DAYS).collect();
        Ok(FreeTimes { service, days, next, earlier, later })
    }

    fn by_day(offers: &[Offer]) -> Vec<DayOffer> {
        let days = offers.chunk_by(|a, b| a.start.date() == b.start.date());
        days.map(|day| DayOffer { day: day[0].start.date().to_string(), times: day.iter().map(clock).collect() })
            .collect()
    }

    fn clock(offer: &Offer) -> String {
        offer.start.strftime("%H:%M").to_string()
    }
}
