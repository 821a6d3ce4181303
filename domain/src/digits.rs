//! Digits as people type them.

/// Arabic-Indic digits (٠–٩ and ۰–۹), and those of other rows that people type, become 0–9; everything else stays.
pub fn to_latin_digits(text: &str) -> String {
    text.chars().map(latin).collect()
}

fn latin(c: char) -> char {
    let value = match c {
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06F0}'..='\u{06F9}' => c as u32 - 0x06F0,
        '\u{0966}'..='\u{096F}' => c as u32 - 0x0966,
        '\u{09E6}'..='\u{09EF}' => c as u32 - 0x09E6,
        '\u{FF10}'..='\u{FF19}' => c as u32 - 0xFF10,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
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
