//! Refusals say what they are: a server function that refuses is no fault of the server, and an address that no file or
//! page can have is not looked for.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, Uri},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::language::Language;

/// How server functions mark an answer that is an error.
const MARK: &str = "serverfnerror";
/// No page's address is longer.
const LONGEST: usize = 4096;
/// No name of a file is longer.
const LONGEST_PART: usize = 255;
/// An error of a server function is one word.
const WORD: usize = 256;

/// Looks at the address before, and at the errors of server functions afterwards.
pub async fn refuse(mut request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.to_string().len() > LONGEST {
        return (StatusCode::URI_TOO_LONG, "This address is too long.\n").into_response();
    }
    // No name of this site has this character, and not every database can be asked about it.
    let impossible = uri.path().split('/').any(|part| part.len() > LONGEST_PART) || uri.to_string().contains("%00");
    if impossible {
        let locale = uri.path().split('/').nth(1).filter(|part| part.len() == 2).unwrap_or("ar");
        *request.uri_mut() = format!("/{locale}/-/-").parse::<Uri>().unwrap_or_default();
    }
    if let Some(right) = as_we_write_it(request.uri()) {
        return Redirect::permanent(&right).into_response();
    }
    let response = next.run(request).await;
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR && response.headers().contains_key(MARK) {
        return named(response).await;
    }
    response
}

/// The address of a page as this site writes it, where somebody wrote it with capitals or a slash at its end.
fn as_we_write_it(uri: &Uri) -> Option<String> {
    let path = uri.path();
    let bare = path.trim_end_matches('/');
    let first = bare.split('/').nth(1)?;
    let locale = Language::from_code(&first.to_ascii_lowercase())?;
    let right = format!("/{}{}", locale.code(), &bare[first.len() + 1..]);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    (right != path).then(|| format!("{right}{query}"))
}

/// The same answer under the status that its error has.
async fn named(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let word = to_bytes(body, WORD).await.unwrap_or_default();
    parts.status = status_of(&word);
    Response::from_parts(parts, Body::from(word))
}

fn status_of(word: &[u8]) -> StatusCode {
    match std::str::from_utf8(word).unwrap_or_default().trim_matches('"') {
        "unreadable" => StatusCode::BAD_REQUEST,
        "signed_out" => StatusCode::UNAUTHORIZED,
        "forbidden" => StatusCode::FORBIDDEN,
        "not_found" => StatusCode::NOT_FOUND,
        "taken" | "stale" => StatusCode::CONFLICT,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests {
    use app::api::Failure;
    use axum::http::StatusCode;

    use super::{as_we_write_it, status_of};

    #[test]
    fn an_address_is_one_however_it_was_copied() {
        let right = |uri: &str| as_we_write_it(&uri.parse().unwrap_or_default());
        assert_eq!(right("/fr/book/?service=a").as_deref(), Some("/fr/book?service=a"));
        assert_eq!(right("/FR").as_deref(), Some("/fr"));
        assert_eq!(right("/Ar/contact/").as_deref(), Some("/ar/contact"));
        for same in ["/fr", "/fr/contact", "/", "/staff/", "/xx/", "//evil.example/"] {
            assert_eq!(right(same), None, "{same}");
        }
    }

    #[test]
    fn every_failure_has_its_own_status_and_only_a_fault_is_a_fault() {
        let status = |failure: Failure| status_of(serde_json::to_string(&failure).unwrap_or_default().as_bytes());
        assert_eq!(status(Failure::Unreadable), StatusCode::BAD_REQUEST);
        assert_eq!(status(Failure::SignedOut), StatusCode::UNAUTHORIZED);
        assert_eq!(status(Failure::Forbidden), StatusCode::FORBIDDEN);
        assert_eq!(status(Failure::NotFound), StatusCode::NOT_FOUND);
        assert_eq!(status(Failure::Taken), StatusCode::CONFLICT);
        assert_eq!(status(Failure::Stale), StatusCode::CONFLICT);
        assert_eq!(status(Failure::Server), StatusCode::SERVICE_UNAVAILABLE);
    }
}
