//! A person's name: whatever they want to be called, in Arabic or Latin letters.

use crate::digits::is_direction_mark;

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
const PROOF_LETTERS: usize = 3;

impl PersonName {
    /// Trims, folds white space, drops control and direction marks.
    ///
    /// # Errors
    /// When nothing is left, too much is, or no letter.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        let kept: String =
            typed.chars().filter(|c| !is_direction_mark(*c) && (!c.is_control() || c.is_whitespace())).collect();
        let name = kept.split_whitespace().collect::<Vec<_>>().join(" ");
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

    /// The name as it is compared: small letters, without accents, vowel signs and the many forms of alif.
    pub fn search_key(&self) -> String {
        search_key(&self.0)
    }

    /// Whether `typed` gives the first three letters (all of them, if the name has fewer).
    pub fn opens_with(&self, typed: &str) -> bool {
        let name: Vec<char> = self.search_key().chars().filter(|c| c.is_alphabetic()).collect();
        let typed: Vec<char> = search_key(typed).chars().filter(|c| c.is_alphabetic()).collect();
        let needed = name.len().min(PROOF_LETTERS);
        needed > 0 && typed.len() >= needed && typed[..needed] == name[..needed]
    }
}

fn search_key(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter_map(folded).collect()
}

/// One letter without accent; `None` for signs that do not count.
fn folded(c: char) -> Option<char> {
    Some(match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0300}'..='\u{036F}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'ÿ' => 'y',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::{NameError, PersonName};

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
    fn three_letters_open_the_link_in_any_spelling() {
        for (name, typed) in
            [("أمينة", "امي"), ("أمينة", "أَمِينة"), ("Élodie", "elo"), ("Élodie", "ELODIE"), ("مـحمد", "محم")]
        {
            assert!(opens(name, typed), "{name} / {typed}");
        }
    }

    #[test]
    fn fewer_or_other_letters_do_not() {
        for (name, typed) in [("أمينة", "ام"), ("أمينة", ""), ("أمينة", "123"), ("Élodie", "elx")] {
            assert!(!opens(name, typed), "{name} / {typed}");
        }
        assert!(opens("مي", "مي"), "a name of two letters opens with both");
        assert!(!opens("مي", "م"));
    }
}
