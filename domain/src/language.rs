//! The languages of the site, Arabic first.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Ar,
    Fr,
    En,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Ar, Self::Fr, Self::En];

    /// The tag in paths and in `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Itself, then those in which its readers would rather read than in the others.
    pub fn then_others(self) -> [Self; 3] {
        match self {
            Self::Ar => [Self::Ar, Self::Fr, Self::En],
            Self::Fr => [Self::Fr, Self::Ar, Self::En],
            Self::En => [Self::En, Self::Fr, Self::Ar],
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Direction of writing, for `dir`.
    pub fn dir(self) -> &'static str {
        if self == Self::Ar { "rtl" } else { "ltr" }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); the first of equals.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for item in header.split(',') {
            let mut parts = item.split(';');
            let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let language = Self::from_code(tag.split('-').next().unwrap_or_default());
            let quality = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1000, thousandths);
            if let Some(language) = language
                && quality > 0
                && best.is_none_or(|(most, _)| quality > most)
            {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// A quality value of at most three decimals as an integer; nonsense counts as nothing.
fn thousandths(text: &str) -> u32 {
    let quality: f32 = text.trim().parse().unwrap_or(0.0);
    (quality.clamp(0.0, 1.0) * 1000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Ar, En, Fr};

    #[test]
    fn the_header_is_weighed_by_quality() {
        let cases = [
            ("fr-FR,fr;q=0.9,ar;q=0.8", Some(Fr)),
            ("de, ar;q=0.3, en;q=0.7", Some(En)),
            ("ar-MA", Some(Ar)),
            ("de,es", None),
            ("", None),
            ("fr;q=0, ar;q=0.1", Some(Ar)),
            ("fr;q=nonsense, en;q=0.1", Some(En)),
        ];
        for (header, expected) in cases {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }

    #[test]
    fn only_arabic_is_written_from_the_other_side() {
        assert_eq!(Language::ALL.map(Language::dir), ["rtl", "ltr", "ltr"]);
    }
}
