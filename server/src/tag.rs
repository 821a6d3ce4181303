//! The mark of an answer by which a browser asks whether what it has is still the same.

use std::fmt::Write;

use axum::http::HeaderValue;

/// A weak one: the same answer may be compressed in several ways.
#[derive(Clone, Debug)]
pub struct Tag(HeaderValue);

impl Tag {
    /// From the beginning of what was hashed over the answer.
    pub fn of(hash: &[u8]) -> Self {
        let digits = hash.iter().take(12).fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        // Digits and quotes are what a header may have.
        Self(HeaderValue::try_from(format!("W/\"{digits}\"")).unwrap_or(HeaderValue::from_static("")))
    }

    pub fn value(&self) -> HeaderValue {
        self.0.clone()
    }

    /// Whether a browser says that it has this answer; `known` is what it says under `If-None-Match`.
    pub fn is_among(&self, known: Option<&HeaderValue>) -> bool {
        let own = self.0.to_str().ok();
        known
            .and_then(|known| known.to_str().ok())
            .zip(own)
            .is_some_and(|(known, own)| known.split(',').any(|tag| tag.trim() == own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_may_name_several_that_it_has() {
        let tag = Tag::of(&[0xab; 32]);
        assert_eq!(tag.value(), "W/\"abababababababababababab\"");
        let among = |known| tag.is_among(Some(&HeaderValue::from_static(known)));
        assert!(among("W/\"abababababababababababab\""));
        assert!(among("\"other\", W/\"abababababababababababab\""));
        for unknown in ["", "W/\"\"", "\"other\"", "W/\"ababababababababababab\"", "W/\"abababababababababababab\"x"] {
            assert!(!among(unknown), "{unknown}");
        }
        assert!(!tag.is_among(None));
    }
}
