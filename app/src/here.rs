//! What a page may ask of the server it is rendered on.

use std::{ops::Deref, sync::Arc};

use domain::{
    access::{Verb, may},
    language::Language,
};
use jiff::Timestamp;
use leptos::prelude::*;
use store::{Centre, StaffMember, Store};

use crate::{answers::Answers, cookies::cookie_in, failure::Failure};

/// Where a page is rendered. Cheap to clone, as every request does.
#[derive(Clone)]
pub struct Here(Arc<Gifts>);

/// The server's gifts to a page: memory, centre, clock.
pub struct Gifts {
    pub store: Store,
    pub centre: Centre,
    /// Reads the clock; rules take the time from here.
    pub now: fn() -> Timestamp,
    /// Address of the site without a trailing slash, for canonical links.
    pub site: String,
    /// Changes with the style and the client, so that browsers may keep both for good.
    pub version: String,
    /// What families were told of late, while it is so.
    pub answers: Answers,
}

impl From<Gifts> for Here {
    fn from(gifts: Gifts) -> Self {
        Self(Arc::new(gifts))
    }
}

impl Deref for Here {
    type Target = Gifts;

    fn deref(&self) -> &Gifts {
        &self.0
    }
}

/// Name of the cookie with the session of a member of staff.
pub const SESSION_COOKIE: &str = "__Host-staff";

/// Marks the page that answers a post.
#[derive(Clone, Copy)]
pub struct PlainPage;

/// The server this page is rendered on.
///
/// # Errors
/// [`Failure::Server`] outside a request, which is a mistake in the program.
pub fn here() -> Result<Here, Failure> {
    use_context().ok_or(Failure::Server)
}

/// Whether the centre's people and appointments are fictional.
pub fn is_demo() -> bool {
    use_context::<Here>().is_some_and(|here| here.centre.demo)
}

/// Path of the request.
pub fn path_of_request() -> String {
    use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// Whether a browser loads the page to show it; a client asks for pages also where a finger only points.
pub fn is_load() -> bool {
    let parts = use_context::<http::request::Parts>();
    parts.is_some_and(|parts| parts.headers.get("sec-fetch-dest").is_none_or(|to| to == "document"))
}

/// Query of the request, without the question mark.
pub fn query_of_request() -> String {
    let parts = use_context::<http::request::Parts>();
    parts.and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default()
}

/// Language of the request's path.
pub fn language_of_request() -> Language {
    path_of_request().split('/').nth(1).and_then(Language::from_code).unwrap_or_default()
}

/// Whoever is signed in, if anybody.
pub fn reader_of_request() -> Option<StaffMember> {
    use_context::<http::request::Parts>()?.extensions.get().cloned()
}

/// The session of whoever is signed in, to tell their browser from their others.
pub fn session_of_request() -> Option<store::Secret> {
    let headers = use_context::<http::request::Parts>()?.headers;
    store::Secret::parse(&cookie_in(&headers, SESSION_COOKIE)?)
}

/// Who is signed in: the server's session layer put them into the request.
///
/// # Errors
/// [`Failure::SignedOut`], which also leads the page to the sign-in form.
pub fn signed_in() -> Result<StaffMember, Failure> {
    let member = reader_of_request();
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
