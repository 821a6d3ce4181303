//! With whom a person would rather speak. It narrows the free times and is shown to nobody else.

use serde::{Deserialize, Serialize};

/// The mediator a person asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum With {
    #[default]
    Anyone,
    Person(i64),
    Of(Gender),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Woman,
    Man,
}

/// A language that a mediator speaks with families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spoken {
    Arabic,
    Tamazight,
    French,
    English,
}

impl With {
    /// Reads an id, `woman` or `man`. Anything else asks for anyone.
    pub fn parse(text: &str) -> Self {
        match Gender::from_str_opt(text) {
            Some(gender) => Self::Of(gender),
            None => text.parse().map_or(Self::Anyone, Self::Person),
        }
    }

    /// The person, where one was named.
    pub fn person(self) -> Option<i64> {
        if let Self::Person(id) = self { Some(id) } else { None }
    }

    pub fn gender(self) -> Option<Gender> {
        if let Self::Of(gender) = self { Some(gender) } else { None }
    }
}

impl Gender {
    pub const ALL: [Self; 2] = [Self::Woman, Self::Man];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Woman => "woman",
            Self::Man => "man",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.as_str() == text)
    }
}

impl Spoken {
    pub const ALL: [Self; 4] = [Self::Arabic, Self::Tamazight, Self::French, Self::English];

    /// ISO 639 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Tamazight => "zgh",
            Self::French => "fr",
            Self::English => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|spoken| spoken.code() == code)
    }

    /// The language in its own words.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Arabic => "العربية",
            Self::Tamazight => "ⵜⴰⵎⴰⵣⵉⵖⵜ",
            Self::French => "Français",
            Self::English => "English",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_reads_itself_back() {
        assert_eq!(With::parse(""), With::Anyone);
        assert_eq!(With::parse("17"), With::Person(17));
        assert_eq!(With::parse("woman"), With::Of(Gender::Woman));
        assert_eq!(With::parse("nobody"), With::Anyone);
        for spoken in Spoken::ALL {
            assert_eq!(Spoken::from_code(spoken.code()), Some(spoken));
        }
    }
}
