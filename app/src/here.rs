//! What a page may ask of the server it is rendered on.

use domain::language::Language;
use jiff::Timestamp;
use leptos::prelude::*;
use store::{Centre, Store};

use crate::api::Failure;

/// The server's gifts to a page: memory, centre, clock.
#[derive(Clone)]
pub struct Here {
    pub store: Store,
    pub centre: Centre,
    /// Reads the clock; rules take the time from here.
    pub now: fn() -> Timestamp,
    /// Address of the site without a trailing slash, for canonical links.
    pub site: String,
}

/// The server this page is rendered on.
///
/// # Errors
/// [`Failure::Server`] outside a request, which is a mistake in the program.
pub fn here() -> Result<Here, Failure> {
    use_context().ok_or(Failure::Server)
}

/// Language of the request's path.
pub fn language_of_request() -> Language {
    let path = use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    path.split('/').nth(1).and_then(Language::from_code).unwrap_or_default()
}
