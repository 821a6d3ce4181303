//! What a page may ask of the server it is rendered on.

use domain::{
    access::{Verb, may},
    language::Language,
};
use jiff::Timestamp;
use leptos::prelude::*;
use store::{Centre, StaffMember, Store};

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

/// Who is signed in: the server's session layer put them into the request.
///
/// # Errors
/// [`Failure::SignedOut`], which also leads the page to the sign-in form.
pub fn signed_in() -> Result<StaffMember, Failure> {
    let member = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get::<StaffMember>().cloned());
    if member.is_none() {
        leptos_axum::redirect("/staff/sign-in");
    }
    member.ok_or(Failure::SignedOut)
}

/// The same, when their roles allow `verb`.
///
/// # Errors
/// [`Failure::SignedOut`] or [`Failure::Forbidden`].
pub fn staff_who_may(verb: Verb) -> Result<StaffMember, Failure> {
    let member = signed_in()?;
    if may(&member.roles, verb) { Ok(member) } else { Err(Failure::Forbidden) }
}

/// Language of whoever is signed in; otherwise what the browser asks for.
pub fn language_of_staff() -> Language {
    let Some(parts) = use_context::<http::request::Parts>() else { return Language::default() };
    if let Some(member) = parts.extensions.get::<StaffMember>() {
        return member.language;
    }
    let accepted = parts.headers.get(http::header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accepted.and_then(Language::from_accept_language).unwrap_or_default()
}
