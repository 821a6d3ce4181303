//! What the site offers, as it travels to the browser.

use serde::{Deserialize, Serialize};

use crate::appointment::Mode;

/// A bookable service in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOffer {
    pub slug: String,
    pub minutes: u32,
    /// Minutes before the start until which a person may move or cancel alone.
    pub change_limit_minutes: u32,
    pub modes: Vec<Mode>,
    pub name: String,
    pub summary: String,
}

/// What kind of help a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Mediation,
    Support,
    Training,
}

impl Family {
    pub const ALL: [Self; 3] = [Self::Mediation, Self::Support, Self::Training];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mediation => "mediation",
            Self::Support => "support",
            Self::Training => "training",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == text)
    }
}

/// Somebody who can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mediator {
    pub id: i64,
    pub name: String,
}

/// The free times of one day, `HH:MM`, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "DayRow", into = "DayRow")]
pub struct DayOffer {
    /// ISO day.
    pub day: String,
    /// The day as people say it.
    pub name: String,
    /// How many times are free, in words.
    pub counted: String,
    pub times: Vec<String>,
}

crate::travels_as_row!(DayOffer as DayRow { day: String, name: String, counted: String, times: Vec<String> });
