//! A person's name: whatever they want to be called, in Arabic or Latin letters.

#[cfg(feature = "full")]
use crate::fold::fold;
use crate::typed::clean;

/// One to eighty characters with at least one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonName(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("empty")]
    Empty,
    #[error("too long")]
    TooLong,
    #[error("no letter")]
    NoLetter,
}

const MOST_CHARACTERS: usize = 80;
/// Letters of the name that open a private link.
#[cfg(feature = "full")]
const PROOF_LETTERS: usize = 3;

impl PersonName {
    /// Cleans what was typed; a name has a letter.
    ///
    /// # Errors
    /// When nothing is left, too much is, or no letter.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let name = clean(typed);
        match name.chars().count() {
            0 => Err(NameError::Empty),
            n if n > MOST_CHARACTERS => Err(NameError::TooLong),
            _ if !name.chars().any(char::is_alphabetic) => Err(NameError::NoLetter),
            _ => Ok(Self(name)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it is compared: the same for every keyboard and every spelling.
    #[cfg(feature = "full")]
    pub fn search_key(&self) -> String {
        fold(&self.0)
    }

    /// Whether `typed` gives the first three letters, or the first three signs as they stand there (all of them, if the
    /// name has fewer).
    #[cfg(feature = "full")]
    pub fn opens_with(&self, typed: &str) -> bool {
        let begins = |keep: fn(char) -> bool| {
            let signs = |text: &str| fold(text).chars().filter(|c| keep(*c)).collect::<Vec<char>>();
            let (name, typed) = (signs(&self.0), signs(typed));
            let needed = name.len().min(PROOF_LETTERS);
            needed > 0 && typed.len() >= needed && typed[..needed] == name[..needed]
        };
        begins(char::is_alphabetic) || begins(|c| !c.is_whitespace())
    }
}

#[cfg(test)]
mod tests {
    use super::{NameError, PersonName};

    #[cfg(feature = "full")]
    fn opens(name: &str, typed: &str) -> bool {
        PersonName::parse(name).is_ok_and(|name| name.opens_with(typed))
    }

    #[test]
    fn white_space_and_hidden_marks_are_folded() {
        let name = PersonName::parse("  فاطمة \u{202E}\t الزهراء ").map(|n| n.as_str().to_owned());
        assert_eq!(name.as_deref(), Ok("فاطمة الزهراء"));
    }

    #[test]
    fn a_name_needs_a_letter_and_an_end() {
        assert_eq!(PersonName::parse(" \u{200F} "), Err(NameError::Empty));
        assert_eq!(PersonName::parse("123"), Err(NameError::NoLetter));
        assert_eq!(PersonName::parse(&"م".repeat(81)), Err(NameError::TooLong));
    }

    #[test]
    fn a_name_that_nobody_sees_is_none_and_what_is_unseen_in_one_goes() {
        for typed in ["\u{3164}", "\u{2800}\u{2800}", "\u{E0041}\u{E0042}", "\u{FFFE}\u{FDD0}"] {
            assert_eq!(PersonName::parse(typed), Err(NameError::Empty), "{typed:?}");
        }
        assert_eq!(PersonName::parse("Na\u{200B}dia").map(|name| name.as_str().to_owned()), Ok("Nadia".into()));
    }

    #[cfg(feature = "full")]
    #[test]
    fn three_letters_open_the_link_in_any_spelling() {
        for (name, typed) in
            [("أمينة", "امي"), ("أمينة", "أَمِينة"), ("Élodie", "elo"), ("Élodie", "ELODIE"), ("مـحمد", "محم")]
        {
            assert!(opens(name, typed), "{name} / {typed}");
        }
    }

    #[cfg(feature = "full")]
    #[test]
    fn any_keyboard_and_the_signs_as_they_stand_open_it() {
        for (name, typed) in [
            ("ﺃﺣﻤﺪ", "احم"),
            ("کریم", "كري"),
            ("كريم", "کری"),
            ("علی", "علي"),
            ("Œuvre", "oeu"),
            ("ﻣﺤﻤﺪ", "محم"),
            ("O’Brian", "O'B"),
            ("O’Brian", "OBr"),
            ("M’hamed", "m'h"),
        ] {
            assert!(opens(name, typed), "{name} / {typed}");
        }
    }

    #[cfg(feature = "full")]
    #[test]
    fn fewer_or_other_letters_do_not() {
        for (name, typed) in [("أمينة", "ام"), ("أمينة", ""), ("أمينة", "123"), ("Élodie", "elx")] {
            assert!(!opens(name, typed), "{name} / {typed}");
        }
        assert!(opens("مي", "مي"), "a name of two letters opens with both");
        assert!(!opens("مي", "م"));
    }
}
