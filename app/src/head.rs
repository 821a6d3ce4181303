//! What stands in the head of every document: style, type, the client where the page brings it, and the policy that
//! goes with them.

use domain::language::Language;
use http::{HeaderMap, HeaderValue, header};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use crate::here::{Here, PlainPage};

/// The head that public pages and the desk share.
#[component]
pub fn Head(
    language: Language,
    /// Whether this page brings the client.
    client: bool,
) -> impl IntoView {
    let version = use_context::<Here>().map(|here| here.version.clone()).unwrap_or_default();
    let script = if language == Language::Ar { "arabic" } else { "latin" };
    set_policy(client);
    if !client && let Some(shared) = Owner::current_shared_context() {
        // Nobody will wake this page, so nothing has to be sent twice.
        shared.set_is_hydrating(false);
    }
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {[script, "marks"].map(|part| view! {
            <link rel="preload" href=format!("/fonts/readex-pro-{part}.woff2") r#as="font" r#type="font/woff2" crossorigin="" />
        })}
        <link rel="stylesheet" href=format!("/pkg/wifaq.css?v={version}") />
        <link rel="icon" href="/img/favicon.svg" type="image/svg+xml" />
        {client.then(|| view! { <script type="module" src=format!("/js/wake.js?v={version}")></script> })}
        <MetaTags />
    }
}

/// Whether the page may bring the client: the answer to a post stays plain, because its client could not know what
/// was typed.
pub fn may_bring_client() -> bool {
    use_context::<PlainPage>().is_none()
}

/// Whether the request comes over a line that is slow or paid by the byte.
pub fn saves_bytes_here() -> bool {
    use_context::<http::request::Parts>().is_none_or(|parts| saves_bytes(&parts.headers))
}

/// The same of the request that `headers` belong to.
pub fn saves_bytes(headers: &HeaderMap) -> bool {
    let says = |name: &str, end: &str| headers.get(name).is_some_and(|sent| sent.as_bytes().ends_with(end.as_bytes()));
    says("save-data", "on") || says("ect", "2g")
}

/// Content Security Policy: our own files, and the inline scripts of this one answer.
fn set_policy(client: bool) {
    let (Some(nonce), Some(answer)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let (wasm, connect) = if client { (" 'wasm-unsafe-eval'", "'self'; worker-src 'self'") } else { ("", "'none'") };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'{wasm}; style-src 'self'; img-src 'self'; media-src 'self' blob:; \
         font-src 'self'; manifest-src 'self'; connect-src {connect}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

#[cfg(test)]
mod tests {
    use super::saves_bytes;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn a_line_that_saves_bytes_saves_bytes() {
        assert!(saves_bytes(&with("save-data", "on")));
        assert!(saves_bytes(&with("ect", "2g")));
        assert!(saves_bytes(&with("ect", "slow-2g")));
        assert!(!saves_bytes(&with("ect", "4g")));
        assert!(!saves_bytes(&HeaderMap::new()));
    }
}
