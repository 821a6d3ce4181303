//! Whose request it is: the network address behind the reverse proxy, as far as it tells people apart.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};

use crate::state::AppState;

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
    use super::countable;

    #[test]
    fn addresses_of_one_line_count_as_one_and_this_machine_as_none() {
        let counted = |address: &str| countable(address.parse().unwrap());
        assert_eq!(counted("198.51.100.7").as_deref(), Some("198.51.100.7"));
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2::9"));
        assert_ne!(counted("2001:db8:1:2::9"), counted("2001:db8:1:3::9"));
        assert_eq!((counted("127.0.0.1"), counted("::1")), (None, None));
    }
}
