//! How somebody likes their desk.

use crate::language::Language;

/// What a member of staff chose for every page of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub appearance: Appearance,
    pub density: Density,
    pub first: FirstScreen,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Appearance {
    /// As the device says.
    #[default]
    Device,
    Light,
    Dark,
}

/// How much stands on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Roomy,
    Dense,
}

/// What is shown after signing in, where their roles allow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstScreen {
    #[default]
    Today,
    Find,
    Waiting,
}

impl Appearance {
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

impl Density {
    pub const ALL: [Self; 2] = [Self::Roomy, Self::Dense];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Roomy => "roomy",
            Self::Dense => "dense",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

impl FirstScreen {
    pub const ALL: [Self; 3] = [Self::Today, Self::Find, Self::Waiting];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Find => "find",
            Self::Waiting => "waiting",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_reads_itself_back() {
        for known in Appearance::ALL {
            assert_eq!(Appearance::from_str_opt(known.as_str()), Some(known));
        }
        for known in Density::ALL {
            assert_eq!(Density::from_str_opt(known.as_str()), Some(known));
        }
        for known in FirstScreen::ALL {
            assert_eq!(FirstScreen::from_str_opt(known.as_str()), Some(known));
        }
        assert_eq!(Appearance::from_str_opt("sepia"), None);
    }
}
