//! Passwords of staff: long rather than strange (NIST SP 800-63B, 5.1.1).

pub struct Password(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("too short")]
    TooShort,
    #[error("too long")]
    TooLong,
    #[error("too easy to guess")]
    TooCommon,
}

/// Characters at least.
pub const LEAST_CHARACTERS: usize = 12;
const MOST_CHARACTERS: usize = 200;

/// Stems that alone, or with a few digits, are guessed first.
const COMMON: [&str; 16] = [
    "password",
    "motdepasse",
    "azertyuiop",
    "qwertyuiop",
    "azerty",
    "qwerty",
    "iloveyou",
    "administrator",
    "administrateur",
    "admin",
    "wifaq",
    "welcome",
    "bienvenue",
    "mediation",
    "maroc",
    "morocco",
];

impl Password {
    /// # Errors
    /// When it is shorter than twelve characters, longer than two hundred, or among the first to be guessed.
    pub fn parse(typed: &str) -> Result<Self, PasswordError> {
        match typed.chars().count() {
            n if n < LEAST_CHARACTERS => Err(PasswordError::TooShort),
            n if n > MOST_CHARACTERS => Err(PasswordError::TooLong),
            _ if is_common(typed) => Err(PasswordError::TooCommon),
            _ => Ok(Self(typed.to_owned())),
        }
    }

    /// The password itself, for hashing only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

fn is_common(typed: &str) -> bool {
    let typed = typed.to_lowercase();
    let letters: String = typed.chars().filter(|c| c.is_alphabetic()).collect();
    let mut characters: Vec<char> = typed.chars().collect();
    let climbs = characters.windows(2).all(|pair| (pair[1] as u32).abs_diff(pair[0] as u32) <= 1);
    characters.sort_unstable();
    characters.dedup();
    let repeated = COMMON.iter().any(|stem| !letters.is_empty() && letters.replace(stem, "").is_empty());
    climbs || characters.len() < 4 || letters.is_empty() || repeated
}

#[cfg(test)]
mod tests {
    use super::{Password, PasswordError};

    fn error(typed: &str) -> Option<PasswordError> {
        Password::parse(typed).err()
    }

    #[test]
    fn a_sentence_is_a_good_password() {
        assert_eq!(error("ثلاث نخلات عند الباب"), None);
        assert_eq!(error("three palms by the gate"), None);
    }

    #[test]
    fn short_long_and_common_ones_are_refused() {
        assert_eq!(error("short"), Some(PasswordError::TooShort));
        assert_eq!(error(&"ab cd".repeat(50)), Some(PasswordError::TooLong));
        for typed in
            ["password1234", "123456789012", "aaaaaaaaaaaaa", "wifaq2026wifaq", "abcdefghijklm", "AzertyUiop2026"]
        {
            assert_eq!(error(typed), Some(PasswordError::TooCommon), "{typed}");
        }
    }

    #[test]
    fn debug_output_does_not_show_it() {
        let shown = Password::parse("three palms by the gate").map(|p| format!("{p:?}"));
        assert_eq!(shown.as_deref(), Ok("Password(…)"));
    }
}
