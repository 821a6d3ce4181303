//! What the desk is told of a caller's booking.

use domain::{appointment::Mode, booking::FieldErrors, offer::DayOffer};
use serde::{Deserialize, Serialize};

use crate::api::booking::Choice;

/// What reception can offer a caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerTimes {
    /// A fresh key: whatever happens to the form, it books once.
    pub key: String,
    /// What is chosen, as far as it is there to be chosen.
    pub choice: Choice,
    /// Who can be asked for, whoever is free first; and languages: what the form sends, and words. Empty where there is
    /// no choice.
    pub withs: Vec<(String, String)>,
    pub spoken: Vec<(String, String)>,
    /// Slug and name.
    pub services: Vec<(String, String)>,
    pub modes: Vec<Mode>,
    pub days: Vec<DayOffer>,
    /// The day from which there are more times.
    pub later: Option<String>,
    /// The time that was pointed at in the calendar.
    pub pointed: Option<Pointed>,
    /// How many minutes it is to last, as the form has it; empty for as long as the service, `None` where the centre has
    /// set that with the time.
    pub minutes: Option<String>,
}

/// A time of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    /// As forms write it, its day in words, and its time.
    pub start: (String, String, String),
    /// Whether the service can have it; another length may not fit.
    pub free: bool,
}

/// A booking that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerBooked {
    pub id: String,
    pub reference: String,
    /// Day and time in words.
    pub when: String,
}

/// What became of a caller's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallerTold {
    Booked(CallerBooked),
    Wrong(FieldErrors),
    /// The time is gone, or whoever was asked for receives nobody for it any more.
    Taken,
}
