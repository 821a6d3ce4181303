//! The reference of an appointment: eight digits, because not everybody can spell Latin letters on the telephone.
//! The last digit checks the others (H. M. Damm, 2004), so a slip of the tongue is noticed.

use crate::digits::to_latin_digits;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    #[error("empty")]
    Empty,
    #[error("not eight digits")]
    WrongLength,
    #[error("a digit is wrong")]
    WrongCheckDigit,
}

/// The totally anti-symmetric quasigroup of order ten from Damm's thesis.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl Reference {
    /// The reference of a number below ten million; higher digits are cut off.
    pub fn from_number(number: u32) -> Self {
        let digits = format!("{:07}", number % 10_000_000);
        let check = check(&digits);
        Self(format!("{digits}{check}"))
    }

    /// Reads it with or without the space, in any digits.
    ///
    /// # Errors
    /// When it is not eight digits, or the check digit is wrong.
    pub fn parse(typed: &str) -> Result<Self, ReferenceError> {
        let digits: String = to_latin_digits(typed).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.is_empty() {
            return Err(ReferenceError::Empty);
        }
        if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ReferenceError::WrongLength);
        }
        if check(&digits) == 0 { Ok(Self(digits)) } else { Err(ReferenceError::WrongCheckDigit) }
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups: `4827 1936`.
    pub fn display(&self) -> String {
        format!("{} {}", &self.0[..4], &self.0[4..])
    }
}

fn check(digits: &str) -> u8 {
    digits.bytes().fold(0, |interim, digit| DAMM[usize::from(interim)][usize::from(digit - b'0')])
}

#[cfg(test)]
mod tests {
    use super::{Reference, ReferenceError};
    use proptest::prelude::*;

    #[test]
    fn the_published_example_checks() {
        assert_eq!(super::check("572"), 4);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(number in 0_u32..10_000_000) {
            let reference = Reference::from_number(number);
            prop_assert_eq!(Reference::parse(&reference.display()), Ok(reference));
        }

        #[test]
        fn one_wrong_digit_or_two_swapped_neighbours_are_noticed(number in 0_u32..10_000_000, at in 0_usize..7, to in 0_u8..10) {
            let right = Reference::from_number(number).as_str().to_owned();
            let mut wrong = right.clone().into_bytes();
            wrong[at] = b'0' + to;
            let mut swapped = right.clone().into_bytes();
            swapped.swap(at, at + 1);
            for other in [wrong, swapped].into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()) {
                prop_assume!(other != right);
                prop_assert_eq!(Reference::parse(&other), Err(ReferenceError::WrongCheckDigit));
            }
        }
    }

    #[test]
    fn arabic_digits_are_read() {
        let reference = Reference::from_number(482_719);
        assert_eq!(reference.as_str().len(), 8);
        let arabic: String =
            reference.as_str().chars().filter_map(|c| char::from_u32(c as u32 - 48 + 0x0660)).collect();
        assert_eq!(Reference::parse(&arabic), Ok(reference));
        assert_eq!(Reference::parse("1234"), Err(ReferenceError::WrongLength));
        assert_eq!(Reference::parse(" "), Err(ReferenceError::Empty));
    }
}
