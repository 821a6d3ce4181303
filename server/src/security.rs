//! Headers that every answer carries, and the refusal of requests that other sites make in a person's name.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const HEADERS: [(HeaderName, &str); 7] = [
    // Pages bring their own, wider policy.
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
];

/// Parts of an address, after its language, behind which a page shows a person.
const PERSONAL: [&str; 4] = ["appointment", "booked", "waiting", "offer"];

/// Whether what is at `path` shows a person, or is the desk: nobody keeps it, and no search engine names it.
pub fn is_private(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("staff"), _) => true,
        (Some(_), Some(part)) => PERSONAL.contains(&part),
        _ => false,
    }
}

/// Adds the usual headers; what an answer has set itself stays. What shows a person is kept by nobody, whatever it says.
pub async fn headers(request: Request, next: Next) -> Response {
    let private = is_private(request.uri().path());
    let path_is_desk = request.uri().path().starts_with("/staff");
    let mut response = next.run(request).await;
    if private {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        if path_is_desk {
            // Whoever reads a page aloud there records it.
            let may = "camera=(), microphone=(self), geolocation=(), browsing-topics=()";
            headers.insert("permissions-policy", HeaderValue::from_static(may));
        }
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    }
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses unsafe requests that do not come from this site's own pages.
pub async fn same_origin(mut request: Request, next: Next) -> Response {
    // A server function sends a browser that waits for a page back to where it says it came from, wherever that is.
    if request.uri().path().contains("/api/") {
        request.headers_mut().remove(header::REFERER);
    }
    if is_safe(request.method()) || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This request came from another site.\n").into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Browsers say where a request comes from (`Sec-Fetch-Site`); older ones at least name the `Origin`.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => {
            let origin = text("origin").and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
            origin.is_some() && origin == text("host")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{comes_from_here, is_private};
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    fn from(pairs: &[(&'static str, &'static str)]) -> bool {
        let header = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        comes_from_here(&pairs.iter().map(header).collect::<HeaderMap>())
    }

    #[test]
    fn our_own_forms_pass() {
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(from(&[("sec-fetch-site", "none")]));
        assert!(from(&[("origin", "https://wifaq.example"), ("host", "wifaq.example")]));
    }

    #[test]
    fn other_sites_and_the_silent_do_not() {
        assert!(!from(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://wifaq.example"),
            ("host", "wifaq.example")
        ]));
        assert!(!from(&[("sec-fetch-site", "same-site")]));
        assert!(!from(&[("origin", "https://evil.example"), ("host", "wifaq.example")]));
        assert!(!from(&[("origin", "null"), ("host", "wifaq.example")]));
        assert!(!from(&[("host", "wifaq.example")]));
    }

    #[test]
    fn what_shows_a_person_is_private_and_what_is_there_to_be_read_is_not() {
        for path in
            ["/staff", "/staff/day/2026-11-26", "/ar/booked", "/fr/appointment", "/fr/appointment/move", "/en/offer/x"]
        {
            assert!(is_private(path), "{path}");
        }
        for path in ["/", "/ar", "/ar/book", "/fr/book/times", "/fr/privacy", "/pkg/wifaq.css"] {
            assert!(!is_private(path), "{path}");
        }
    }
}
