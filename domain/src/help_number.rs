//! Numbers to call in danger: short ones, which no numbering plan has, and long ones.

use crate::typed::clean_digits;

/// Reads a number as it is dialled, in either row of digits; `None` unless it has two to fifteen digits.
pub fn help_number(typed: &str) -> Option<String> {
    let dialled: String = clean_digits(typed).chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let digits = dialled.strip_prefix('+').unwrap_or(&dialled);
    let right = (2..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    right.then_some(dialled)
}

#[cfg(test)]
mod tests {
    use super::help_number;

    #[test]
    fn a_number_is_read_as_it_is_dialled() {
        for (typed, dialled) in [
            ("19", Some("19")),
            ("٨٣٥٠", Some("8350")),
            ("05 22-00.00 00", Some("0522000000")),
            ("+212 522", Some("+212522")),
            ("1", None),
            ("", None),
            ("19a", None),
            ("1+9", None),
            ("1234567890123456", None),
        ] {
            assert_eq!(help_number(typed).as_deref(), dialled, "{typed}");
        }
    }
}
