//! People, as the desk finds them.

use domain::{appointment::Status, board::CardContact};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFound {
    pub id: String,
    pub name: String,
    /// By which else they are known.
    pub other_names: Vec<String>,
    pub contact: CardContact,
    /// How often they came, or meant to.
    pub times: u32,
    /// The appointment that is next, or else the last one.
    pub latest: Option<AppointmentFound>,
}

/// One of somebody's appointments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentFound {
    pub id: String,
    /// Day and time in words.
    pub when: String,
    pub status: Status,
}

/// The people whom a name, a telephone, an e-mail or a reference finds. For whoever sees the whole board.
#[server(prefix = "/staff/api", endpoint = "people")]
pub async fn find_people(typed: String) -> Result<Vec<PersonFound>, Failure> {
    let reader = crate::here::staff_who_may(domain::access::Verb::SeeBoard)?;
    people_of(&crate::here::here()?, &reader, &typed).await
}

#[cfg(feature = "ssr")]
pub use read::people_of;

#[cfg(feature = "ssr")]
mod read {
    use domain::reference::Reference;
    use store::{FoundAppointment, FoundPerson, StaffMember, Subject};

    use super::{AppointmentFound, Failure, PersonFound};
    use crate::{here::Here, ui::long_day};

    /// Longer than any name.
    const MOST: usize = 100;

    /// Whom somebody finds who may; the reading is noted.
    pub async fn people_of(here: &Here, reader: &StaffMember, typed: &str) -> Result<Vec<PersonFound>, Failure> {
        let typed: String = typed.chars().take(MOST).collect();
        let now = (here.now)();
        let mut found = here.store.find_people(&here.centre, &typed).await?;
        if let Ok(reference) = Reference::parse(&typed) {
            found.extend(here.store.person_of_reference(&here.centre, &reference).await?);
        }
        if !found.is_empty() {
            here.store.reads(&here.centre, reader.id, Subject::People, now.as_second()).await?;
        }
        let civil = here.centre.zone.to_datetime(now);
        let when = |of: &FoundAppointment| AppointmentFound {
            id: of.id.to_string(),
            when: format!("{} · {}", long_day(reader.language, of.start.date()), of.start.strftime("%H:%M")),
            status: of.status,
        };
        let person = |of: FoundPerson| PersonFound {
            id: of.id.to_string(),
            times: of.appointments.len() as u32,
            latest: of
                .appointments
                .iter()
                .rfind(|of| of.start >= civil && of.status.holds_time())
                .or(of.appointments.first())
                .map(when),
            name: of.name,
            other_names: of.other_names,
            contact: of.contact,
        };
        Ok(found.into_iter().map(person).collect())
    }
}
