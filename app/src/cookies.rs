//! Cookies of a request.

use leptos::prelude::use_context;

/// A cookie of this request.
pub fn cookie(name: &str) -> Option<String> {
    cookie_in(&use_context::<http::request::Parts>()?.headers, name)
}

/// A cookie in these headers.
pub fn cookie_in(headers: &http::HeaderMap, name: &str) -> Option<String> {
    let headers = headers.get_all(http::header::COOKIE);
    let pairs = headers.iter().filter_map(|header| header.to_str().ok()).flat_map(|header| header.split(';'));
    let mut found = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name);
    found.next().map(|(_, value)| value.to_owned())
}
