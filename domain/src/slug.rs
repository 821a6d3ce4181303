//! The name of a service in addresses: small Latin letters, digits and hyphens.

/// Longest slug.
const LONGEST: usize = 60;

/// `Médiation & famille` becomes `mediation-famille`. `None` when no Latin letter or digit is left.
pub fn slug_of(text: &str) -> Option<String> {
    let mut slug = String::new();
    for part in text.chars().flat_map(char::to_lowercase).map(plain) {
        match part {
            Some(letters) => slug.push_str(&letters),
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// A letter as it stands in an address; French letters lose their accents.
fn plain(c: char) -> Option<String> {
    let plain = match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'œ' => "oe",
        'æ' => "ae",
        _ => return c.is_ascii_alphanumeric().then(|| c.to_string()),
    };
    Some(plain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn french_letters_lose_their_accents_and_the_rest_becomes_hyphens() {
        let cases = [
            ("Médiation & famille", "mediation-famille"),
            ("  Atelier : sœurs, frères! ", "atelier-soeurs-freres"),
            ("Parents 2026", "parents-2026"),
        ];
        for (text, slug) in cases {
            assert_eq!(slug_of(text).as_deref(), Some(slug), "{text}");
        }
    }

    #[test]
    fn what_has_no_latin_letter_makes_no_address() {
        for text in ["", " - ", "ورشة", "!?"] {
            assert_eq!(slug_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let slug = slug_of(&"ab ".repeat(40)).unwrap();
        assert!(slug.len() <= 60 && !slug.ends_with('-'), "{slug}");
    }
}
