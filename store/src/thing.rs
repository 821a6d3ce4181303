//! What the desk changes: the kinds of things, and one of them.

use std::fmt;

use crate::words::words;

words! {
    /// What kind of thing a form of the desk changes.
    pub enum ThingKind {
        /// Somebody's roles here. Its subject is the account's id.
        Account = "account",
        /// The settings of the centre. It has no subject.
        Centre = "centre",
        /// What families may ask of somebody. Its subject is the account's id.
        Colleague = "colleague",
        /// Whose password alone is not enough. It has no subject.
        Factor = "factor",
        /// The numbers to call in danger. It has no subject.
        Help = "help",
        /// The day of a holiday. Its subject is holiday, part and year.
        Holiday = "holiday",
        /// A plan of hours. Its subject is whose.
        Hours = "hours",
        /// The texts of a message. Its subject is what it is about.
        Message = "message",
        /// A range of a weekly plan.
        Opening = "opening",
        /// A page to read. Its subject is its address and the language.
        Page = "page",
        /// Name and contact of somebody.
        Person = "person",
        /// Its subject is the picture's name.
        Picture = "picture",
        Room = "room",
        Season = "season",
        /// Its subject is the service's address.
        Service = "service",
        /// An appointment.
        Visit = "visit",
        /// A place on the waiting list.
        Waiting = "waiting",
        /// What the centre says of itself. It has no subject.
        Words = "words",
    }
}

/// A thing that a form of the desk changes. Written `kind:subject`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    kind: ThingKind,
    subject: String,
}

/// Longest subject: no id and no address of a service is longer.
const LONGEST: usize = 120;

impl Thing {
    pub fn new(kind: ThingKind, subject: impl fmt::Display) -> Self {
        Self { kind, subject: subject.to_string() }
    }

    /// What a page says of a thing; `None` for what no page says.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, subject) = text.split_once(':')?;
        let plain = subject.len() <= LONGEST && subject.bytes().all(|byte| byte.is_ascii_graphic());
        Some(Self::new(ThingKind::from_str_opt(kind)?, subject)).filter(|_| plain)
    }

    pub fn kind(&self) -> ThingKind {
        self.kind
    }

    /// Its id within the kind; empty where there is only one.
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_read_as_it_is_written_and_nothing_else_is_one() {
        let hours = Thing::new(ThingKind::Hours, "staff:7");
        assert_eq!(Thing::parse(&hours.to_string()), Some(hours));
        assert_eq!(Thing::parse("centre:").map(|thing| thing.kind()), Some(ThingKind::Centre));
        for wrong in ["", "room", "castle:1", "room:1 2", "room:\u{202e}1"] {
            assert_eq!(Thing::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(Thing::parse(&format!("room:{}", "1".repeat(200))), None);
    }
}
