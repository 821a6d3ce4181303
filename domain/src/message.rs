//! Which messages there are, and what their texts leave open until somebody is written to.

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    Booked,
    Requested,
    Confirmed,
    Moved,
    Cancelled,
    Reminder,
    /// On the waiting list.
    Waiting,
    /// A time is held.
    Offered,
}

/// What is filled in for each person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Day,
    Time,
    /// The reference of the appointment.
    Code,
    /// The end of an offer.
    Until,
}

impl Template {
    pub const ALL: [Self; 8] = [
        Self::Booked,
        Self::Requested,
        Self::Confirmed,
        Self::Moved,
        Self::Cancelled,
        Self::Reminder,
        Self::Waiting,
        Self::Offered,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::Reminder => "reminder",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.as_str() == text)
    }

    /// What its text has to say: without the day and the time somebody would come in vain, or not at all.
    pub fn needs(self) -> &'static [Place] {
        match self {
            Self::Waiting => &[],
            Self::Offered => &[Place::Day, Place::Time, Place::Until],
            _ => &[Place::Day, Place::Time],
        }
    }

    /// What its text may say: nothing else is known when it is sent.
    pub fn knows(self) -> &'static [Place] {
        match self {
            Self::Booked => &[Place::Day, Place::Time, Place::Code],
            _ => self.needs(),
        }
    }

    /// Whether a private link stands below it.
    pub fn brings_link(self) -> bool {
        matches!(self, Self::Booked | Self::Requested | Self::Waiting | Self::Offered)
    }
}

impl Place {
    pub const ALL: [Self; 4] = [Self::Day, Self::Time, Self::Code, Self::Until];

    /// The name in a stored text, whatever language it is written in.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Time => "time",
            Self::Code => "code",
            Self::Until => "until",
        }
    }
}
