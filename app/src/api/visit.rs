//! What a person may ask about their own appointment.

use domain::{
    appointment::{Mode, Status},
    language::Language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// Name of the cookie that shows the done page once more to the browser that booked.
pub const BOOKED_COOKIE: &str = "__Host-booked";

/// An appointment as its own person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    pub reference: String,
    pub service: String,
    pub mediator: String,
    pub mode: Mode,
    /// ISO day.
    pub day: String,
    /// `HH:MM`.
    pub time: String,
    pub status: Status,
    pub may_change: bool,
}

/// The appointment that this browser has just booked, and its private link.
#[server(prefix = "/api", endpoint = "just-booked")]
pub async fn just_booked(language: Language) -> Result<(Own, String), Failure> {
    let here = crate::here::here()?;
    let link = read::cookie(BOOKED_COOKIE).and_then(|value| store::Secret::parse(&value)).ok_or(Failure::NotFound)?;
    let own = here.store.just_booked(&here.centre, &link, language.code(), (here.now)()).await?;
    let address = format!("{}/{}/appointment/{}", here.site, language.code(), link.as_str());
    Ok((read::own(own), address))
}

#[cfg(feature = "ssr")]
pub mod read {
    use leptos::prelude::use_context;
    use store::OwnAppointment;

    use super::Own;

    /// A cookie of this request.
    pub fn cookie(name: &str) -> Option<String> {
        let parts = use_context::<http::request::Parts>()?;
        let headers = parts.headers.get_all(http::header::COOKIE);
        let pairs = headers.iter().filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(';'));
        let mut found = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name);
        found.next().map(|(_, value)| value.to_owned())
    }

    pub fn own(own: OwnAppointment) -> Own {
        Own {
            reference: own.reference.display(),
            service: own.service_name,
            mediator: own.mediator,
            mode: own.mode,
            day: own.start.date().to_string(),
            time: own.start.strftime("%H:%M").to_string(),
            status: own.status,
            may_change: own.may_change,
        }
    }
}
