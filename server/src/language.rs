//! The front door leads to the reader's language, and remembers the one they switched to until the window is closed.

use app::cookies::cookie_in;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{Redirect, Response},
};
use domain::language::Language;

use crate::cookies::window_cookie;

const COOKIE: &str = "__Host-language";

/// By the cookie, then by what the browser asks for, then Arabic.
pub async fn front(headers: HeaderMap) -> Redirect {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let remembered = cookie_in(&headers, COOKIE).and_then(|code| Language::from_code(&code));
    let language = remembered.or_else(|| accepted.and_then(Language::from_accept_language)).unwrap_or_default();
    Redirect::to(&format!("/{}", language.code()))
}

/// Remembers the language when somebody moves within the site to a page in another one.
pub async fn remember(request: Request, next: Next) -> Response {
    let chosen = switched_to(&request);
    let mut response = next.run(request).await;
    let cookie = chosen.and_then(|language| window_cookie(COOKIE, language.code()));
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

fn switched_to(request: &Request) -> Option<Language> {
    let language = language_of(request.uri().path())?;
    let referer = request.headers().get(header::REFERER)?.to_str().ok()?;
    let (_, from) = referer.split_once("://")?.1.split_once('/')?;
    let before = language_of(&format!("/{from}"))?;
    (request.method() == Method::GET && before != language).then_some(language)
}

fn language_of(path: &str) -> Option<Language> {
    Language::from_code(path.split(['/', '?']).nth(1)?)
}

#[cfg(test)]
mod tests {
    use super::switched_to;
    use axum::{body::Body, extract::Request, http::header};
    use domain::language::Language;

    fn going(from: &str, to: &str) -> Option<Language> {
        let request = Request::get(to).header(header::REFERER, from).body(Body::empty()).unwrap();
        switched_to(&request)
    }

    #[test]
    fn the_switch_is_remembered_and_nothing_else() {
        assert_eq!(going("https://wifaq.example/ar/about", "/fr/about"), Some(Language::Fr));
        assert_eq!(going("https://wifaq.example/ar", "/en"), Some(Language::En));
        assert_eq!(going("https://wifaq.example/ar", "/ar/book"), None);
        assert_eq!(going("https://search.example/", "/fr"), None);
        assert_eq!(going("https://wifaq.example/fr", "/img/mark.svg"), None);
    }
}
