//! What the booking pages show of services and free times, as it travels.

use domain::{appointment::Mode, offer::DayOffer};
use serde::{Deserialize, Serialize};

/// What was chosen so far, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    pub service: String,
    pub mode: String,
    /// A mediator's id, `woman` or `man`; empty for whoever is free.
    pub with: String,
    /// Language the mediator is to speak; empty for any.
    pub speaks: String,
}

impl Choice {
    /// The choice as a query string.
    pub fn query(&self) -> String {
        format!("service={}&mode={}&with={}&speaks={}", self.service, self.mode, self.with, self.speaks)
    }
}

/// A service as the first screen offers it, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "OfferedRow", into = "OfferedRow")]
pub struct Offered {
    pub slug: String,
    pub name: String,
    /// What it is, and how long it takes.
    pub summary: String,
    pub modes: Vec<Mode>,
    /// Who can be asked for besides whoever is free: what the form sends, and words. Empty where there is no choice.
    pub with: Vec<(String, String)>,
    /// Languages that can be asked for, any of them first; likewise.
    pub speaks: Vec<(String, String)>,
}

domain::travels_as_row!(Offered as OfferedRow {
    slug: String,
    name: String,
    summary: String,
    modes: Vec<Mode>,
    with: Vec<(String, String)>,
    speaks: Vec<(String, String)>,
});

/// A page of free times, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "FreeTimesRow", into = "FreeTimesRow")]
pub struct FreeTimes {
    /// Name of the service.
    pub service: String,
    pub days: Vec<DayOffer>,
    /// The very next free one: its start as forms write it, and in words.
    pub next: Option<(String, String)>,
    /// First day of the page before and after.
    pub earlier: Option<String>,
    pub later: Option<String>,
    /// The words that lead to the waiting list; empty where nobody waits for a time, as with seats.
    pub waiting: String,
}

domain::travels_as_row!(FreeTimes as FreeTimesRow {
    service: String,
    days: Vec<DayOffer>,
    next: Option<(String, String)>,
    earlier: Option<String>,
    later: Option<String>,
    waiting: String,
});
