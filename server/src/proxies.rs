//! The reverse proxies that are believed when they say for whom they ask.

use std::{
    net::{IpAddr, SocketAddr},
    sync::atomic::{AtomicBool, Ordering},
};

use axum::http::HeaderMap;

/// The proxies that are believed.
#[derive(Clone, Debug, Default)]
pub struct Proxies(pub Vec<IpAddr>);

/// Whether the log has said that a proxy speaks which nobody named.
static WARNED: AtomicBool = AtomicBool::new(false);

impl Proxies {
    /// The address that asked. Only a proxy of ours may name another than its own, and only the last name counts:
    /// the others could have been written by whoever asked.
    pub fn origin(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.ip().to_canonical();
        let named = || {
            let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            last.rsplit(',').next()?.trim().parse::<IpAddr>().ok().map(|address| address.to_canonical())
        };
        if self.0.iter().any(|proxy| proxy.to_canonical() == peer) {
            return named().unwrap_or(peer);
        }
        if headers.contains_key("x-forwarded-for") && !WARNED.swap(true, Ordering::Relaxed) {
            tracing::warn!(%peer, "a proxy that TRUSTED_PROXIES does not name says for whom it asks; it is not believed");
        }
        peer
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    fn origin(peer: &str, forwarded: &'static str) -> String {
        let name = HeaderName::from_static("x-forwarded-for");
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(forwarded))]);
        Proxies(vec!["127.0.0.1".parse().unwrap()]).origin(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn our_proxy_is_believed_about_the_last_address_only() {
        assert_eq!(origin("127.0.0.1:9", "203.0.113.9, 198.51.100.7"), "198.51.100.7");
        assert_eq!(origin("127.0.0.1:9", "nonsense"), "127.0.0.1");
    }

    #[test]
    fn nobody_else_is_believed() {
        assert_eq!(origin("192.0.2.1:9", "203.0.113.9"), "192.0.2.1");
    }

    #[test]
    fn a_mapped_address_is_the_one_it_stands_for() {
        assert_eq!(origin("[::ffff:127.0.0.1]:9", "::ffff:198.51.100.7"), "198.51.100.7");
    }
}
