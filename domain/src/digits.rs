//! Digits as people type them.

/// Arabic-Indic digits (٠–٩ and ۰–۹) become 0–9; everything else stays.
pub fn to_latin_digits(text: &str) -> String {
    text.chars().map(latin).collect()
}

fn latin(c: char) -> char {
    let value = match c {
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06F0}'..='\u{06F9}' => c as u32 - 0x06F0,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// Marks that change the direction of writing and have no width (Unicode bidi controls).
pub fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::to_latin_digits;

    #[test]
    fn both_rows_of_arabic_digits_are_read() {
        assert_eq!(to_latin_digits("٠٦١٢٣٤٥٦٧٨"), "0612345678");
        assert_eq!(to_latin_digits("۰۶ abc ٩"), "06 abc 9");
    }
}
