//! Which centre a request is for: each has a name by which browsers ask for it.

use std::convert::Infallible;

use app::here::Here;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use tokio::sync::watch;

use crate::{centres::Centres, state::AppState};

/// The host that a browser asks for, without its port, in small letters.
fn host_of(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok()).or_else(|| uri.host())?;
    let bare = match named.rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') && port.bytes().all(|digit| digit.is_ascii_digit()) => host,
        _ => named,
    };
    Some(bare.to_ascii_lowercase())
}

/// Puts the centre into the request. Where there is none for its host, only supervisors get an answer.
pub async fn find(State(centres): State<watch::Receiver<Centres>>, mut request: Request, next: Next) -> Response {
    let host = host_of(request.headers(), request.uri());
    let here = centres.borrow().at(host.as_deref()).cloned();
    match here {
        Some(here) => drop(request.extensions_mut().insert(here)),
        None if matches!(request.uri().path(), "/healthz" | "/readyz") => {}
        None => return (StatusCode::MISDIRECTED_REQUEST, "No centre has this address.\n").into_response(),
    }
    next.run(request).await
}

/// What handlers share, with the centre that the request is for.
pub struct At(pub AppState);

impl FromRequestParts<AppState> for At {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let here = parts.extensions.get::<Here>().cloned();
        let here = here.unwrap_or_else(|| state.here.clone());
        Ok(Self(AppState { here, shared: state.shared.clone() }))
    }
}

#[cfg(test)]
mod tests {
    use super::host_of;
    use axum::http::{HeaderMap, HeaderValue, Uri, header};

    #[test]
    fn a_host_is_read_without_its_port() {
        let read = |host: &'static str| {
            let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
            host_of(&headers, &Uri::from_static("/ar"))
        };
        assert_eq!(read("Fes.Example.ma:3000").as_deref(), Some("fes.example.ma"));
        assert_eq!(read("fes.example.ma").as_deref(), Some("fes.example.ma"));
        assert_eq!(read("[::1]:3000").as_deref(), Some("[::1]"));
        assert_eq!(host_of(&HeaderMap::new(), &Uri::from_static("https://a.example/ar")).as_deref(), Some("a.example"));
    }
}
