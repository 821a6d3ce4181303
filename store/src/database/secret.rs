//! Random secrets: 256 bits from the operating system, written as hex, stored as SHA-256.

use sha2::{Digest, Sha256};

/// A secret that a person holds. The database keeps only [`Secret::hash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A fresh random secret of 256 bits.
    pub fn random() -> Self {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).expect("the operating system has random numbers");
        Self(hex(&bytes))
    }

    /// Reads what a link or cookie says; `None` unless it is 64 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let right = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        right.then(|| Self(text.to_owned()))
    }

    /// A second secret that follows from this one: a form that is sent twice leads to the same link.
    pub fn derive(&self, purpose: &str) -> Self {
        Self(hex(&Sha256::digest(format!("{purpose}:{}", self.0))))
    }

    /// What the database stores.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of `text` in hex.
pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_reads_itself_back_and_two_are_different() {
        let secret = Secret::random();
        assert_eq!(Secret::parse(secret.as_str()), Some(secret.clone()));
        assert_ne!(secret, Secret::random());
        assert_ne!(secret.derive("manage"), secret.derive("visit"));
    }

    #[test]
    fn anything_but_64_small_hex_digits_is_no_secret() {
        assert_eq!(Secret::parse(""), None);
        assert_eq!(Secret::parse(&"A".repeat(64)), None);
        assert_eq!(Secret::parse(&"a".repeat(63)), None);
    }

    #[test]
    fn debug_output_does_not_show_the_secret() {
        assert_eq!(format!("{:?}", Secret::random()), "Secret(…)");
    }
}
