//! Whose request it is: the network address behind the reverse proxy, as far as it tells people apart.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::application::AppState;

/// The proxies that are believed.
#[derive(Clone, Debug, Default)]
pub struct Proxies(pub Vec<IpAddr>);

/// Whether the log has said that a proxy speaks which nobody named.
static WARNED: AtomicBool = AtomicBool::new(false);

impl Proxies {
    /// The address that asked. Only a proxy of ours may name another than its own, and only the last name counts:
    /// the others could have been written by whoever asked.
    fn origin(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
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

/// What limits count by: an address, or the network of 64 bits that one line has in IPv6. Nothing for this machine itself,
/// which a proxy that nobody named looks like: it would stand for everybody.
fn countable(address: IpAddr) -> Option<String> {
    match address {
        _ if address.is_loopback() => None,
        IpAddr::V4(address) => Some(address.to_string()),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            Some(format!("{}/64", Ipv6Addr::from_bits(network)))
        }
    }
}

/// Whoever asks, as limits count them.
pub struct Asker(pub Option<String>);

impl FromRequestParts<AppState> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
        Ok(Self(peer.and_then(|peer| countable(state.proxies.origin(peer, &parts.headers)))))
    }
}

#[cfg(test)]
mod tests {
    use super::{Proxies, countable};
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

    #[test]
    fn addresses_of_one_line_count_as_one_and_this_machine_as_none() {
        let counted = |address: &str| countable(address.parse().unwrap());
        assert_eq!(counted("198.51.100.7").as_deref(), Some("198.51.100.7"));
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2::9"));
        assert_ne!(counted("2001:db8:1:2::9"), counted("2001:db8:1:3::9"));
        assert_eq!((counted("127.0.0.1"), counted("::1")), (None, None));
    }
}
