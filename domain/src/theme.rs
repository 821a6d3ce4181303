//! What an article is about.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// News of the centre itself.
    Centre,
    Mediation,
    Couple,
    Children,
    Separation,
    Rights,
}

impl Theme {
    pub const ALL: [Self; 6] =
        [Self::Centre, Self::Mediation, Self::Couple, Self::Children, Self::Separation, Self::Rights];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Mediation => "mediation",
            Self::Couple => "couple",
            Self::Children => "children",
            Self::Separation => "separation",
            Self::Rights => "rights",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text)
    }
}
