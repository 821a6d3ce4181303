//! Which compressions a browser takes.

use axum::http::{HeaderMap, header};

/// Whether the answer may be compressed with `coding`.
pub fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|said| {
        let (name, weight) = said.split_once(';').unwrap_or((said, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0));
        name.trim() == coding && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::takes;
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn a_coding_is_taken_when_it_is_named_and_not_refused() {
        let with = |value| HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
        assert!(takes(&with("gzip, deflate, br, zstd"), "br"));
        assert!(takes(&with("br;q=0.5"), "br"));
        assert!(!takes(&with("gzip, br;q=0"), "br"));
        assert!(!takes(&with("gzip, br; q=0.000"), "br"));
        assert!(!takes(&with("gzip, brotli"), "br"));
        assert!(!takes(&HeaderMap::new(), "br"));
    }
}
