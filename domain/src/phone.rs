//! Telephone numbers, Moroccan first: 06/07 mobile, 05 fixed, nine digits after the 0 (ANRT numbering plan).

use crate::typed::clean_digits;

/// A number somebody can be called at, kept as E.164.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    #[error("empty")]
    Empty,
    #[error("too short")]
    TooShort,
    #[error("too long")]
    TooLong,
    #[error("not a telephone number")]
    NotANumber,
    #[error("a foreign number needs its country code")]
    UnknownCountry,
    #[error("no such number")]
    NotPossible,
}

impl PhoneNumber {
    /// Reads what a person types: `06…`, `+212…`, `00212…`, spaces, dots, dashes, brackets, Arabic-Indic digits.
    /// Numbers of other countries need `+` or `00`.
    ///
    /// # Errors
    /// Says what to mend.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let (international, digits) = digits_of(typed)?;
        let national = match digits.strip_prefix("212") {
            Some(rest) if international => rest.strip_prefix('0').unwrap_or(rest).to_owned(),
            _ if international => return foreign(&digits),
            _ => digits.strip_prefix('0').ok_or(PhoneError::UnknownCountry)?.to_owned(),
        };
        moroccan(&national)
    }

    /// A number that was stored.
    pub fn from_e164(stored: &str) -> Option<Self> {
        let digits = stored.strip_prefix('+')?;
        let right = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        right.then(|| Self(stored.to_owned()))
    }

    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Whether a text message may reach it. Of foreign numbers the server knows what their country's plan says.
    pub fn is_mobile(&self) -> bool {
        match self.0.strip_prefix("+212") {
            Some(national) => national.starts_with(['6', '7']),
            None => foreign_is_mobile(&self.0),
        }
    }

    /// As people write it: `06 12 34 56 78`, `+33 6 12 34 56 78`.
    pub fn display(&self) -> String {
        match self.0.strip_prefix("+212") {
            Some(national) => in_pairs(&format!("0{national}")),
            None => foreign_display(&self.0),
        }
    }
}

/// Whether a country code is meant, and the digits, without `+` or `00`.
fn digits_of(typed: &str) -> Result<(bool, String), PhoneError> {
    let kept: String = clean_digits(typed).chars().filter(|c| !is_separator(*c)).collect();
    let (international, digits) = match kept.strip_prefix('+').or_else(|| kept.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, kept.as_str()),
    };
    if digits.is_empty() {
        return Err(if kept.is_empty() { PhoneError::Empty } else { PhoneError::TooShort });
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PhoneError::NotANumber);
    }
    Ok((international, digits.to_owned()))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | '-' | '(' | ')' | '/' | '·' | '•' | '‧' | '−' | '\u{2010}'..='\u{2015}')
        // Their wide and small shapes.
        || matches!(c, '．' | '－' | '（' | '）' | '／' | '﹘' | '﹣')
}

fn moroccan(national: &str) -> Result<PhoneNumber, PhoneError> {
    match national.len() {
        0..9 => Err(PhoneError::TooShort),
        9 if national.starts_with(['5', '6', '7']) => Ok(PhoneNumber(format!("+212{national}"))),
        9 => Err(PhoneError::NotPossible),
        _ => Err(PhoneError::TooLong),
    }
}

fn foreign(digits: &str) -> Result<PhoneNumber, PhoneError> {
    match digits.len() {
        0..8 => Err(PhoneError::TooShort),
        8..=15 if exists(digits) => Ok(PhoneNumber(format!("+{digits}"))),
        8..=15 => Err(PhoneError::NotPossible),
        _ => Err(PhoneError::TooLong),
    }
}

#[cfg(feature = "full")]
fn exists(digits: &str) -> bool {
    phonenumber::parse(None, format!("+{digits}")).is_ok_and(|number| number.is_valid())
}

/// The browser does not carry the world's numbering plans; the server has the last word.
#[cfg(not(feature = "full"))]
fn exists(digits: &str) -> bool {
    !digits.starts_with('0')
}

#[cfg(feature = "full")]
fn foreign_is_mobile(e164: &str) -> bool {
    use phonenumber::{Type, metadata::DATABASE};
    // In some countries mobile numbers look like any others.
    let fits = |kind| matches!(kind, Type::Mobile | Type::FixedLineOrMobile | Type::PersonalNumber | Type::Unknown);
    phonenumber::parse(None, e164).is_ok_and(|number| fits(number.number_type(&DATABASE)))
}

#[cfg(not(feature = "full"))]
fn foreign_is_mobile(_: &str) -> bool {
    true
}

#[cfg(feature = "full")]
fn foreign_display(e164: &str) -> String {
    phonenumber::parse(None, e164)
        .map_or_else(|_| e164.to_owned(), |number| number.format().mode(phonenumber::Mode::International).to_string())
}

#[cfg(not(feature = "full"))]
fn foreign_display(e164: &str) -> String {
    e164.to_owned()
}

fn in_pairs(digits: &str) -> String {
    let pairs: Vec<&str> = (0..digits.len()).step_by(2).map(|i| &digits[i..(i + 2).min(digits.len())]).collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests;
