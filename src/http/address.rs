//! Where a request comes from: the connection's own address, or what the proxies we trust say, read from the right.

use crate::settings::ProxyNetwork;
use actix_web::HttpRequest;
use std::net::IpAddr;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the client. A proxy appends whom it heard; whatever stands left of the first stranger is hearsay.
#[must_use]
pub fn of_client(req: &HttpRequest, trusted: &[ProxyNetwork]) -> Option<IpAddr> {
    let peer = req.peer_addr()?.ip().to_canonical();
    let heard = req
        .headers()
        .get_all(FORWARDED_FOR)
        .map(|value| value.to_str().unwrap_or("?"));
    Some(behind(peer, heard, trusted))
}

fn behind<'a>(peer: IpAddr, heard: impl Iterator<Item = &'a str>, trusted: &[ProxyNetwork]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|proxies| proxies.contains(*address));
    let chain: Vec<&str> = heard.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut client = peer;
    for hop in chain.iter().rev() {
        if !is_trusted(&client) {
            break;
        }
        // An unreadable word ends the chain: the proxy that passed it on is the last one known.
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn client(peer: &str, heard: &[&str], trusted: &[&str]) -> String {
        let trusted: Vec<ProxyNetwork> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        behind(peer.parse().unwrap(), heard.iter().copied(), &trusted).to_string()
    }

    #[test]
    fn a_stranger_says_nothing_about_where_he_comes_from() {
        assert_eq!(client("203.0.113.9", &["10.1.1.1"], &[]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &["10.1.1.1"], &["10.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn proxies_are_counted_from_the_right() {
        let trusted = ["10.0.0.0/30"];
        assert_eq!(client("10.0.0.1", &["198.51.100.7"], &trusted), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &["1.2.3.4, 198.51.100.7"], &trusted), "198.51.100.7");
        assert_eq!(
            client("10.0.0.1", &["1.2.3.4, 198.51.100.7, 10.0.0.2"], &trusted),
            "198.51.100.7"
        );
        assert_eq!(
            client("10.0.0.1", &["1.2.3.4", "198.51.100.7", "10.0.0.2"], &trusted),
            "198.51.100.7"
        );
        assert_eq!(client("10.0.0.1", &["10.0.0.2"], &trusted), "10.0.0.2");
        assert_eq!(client("10.0.0.1", &[], &trusted), "10.0.0.1");
    }

    #[test]
    fn an_unreadable_word_ends_the_chain() {
        let trusted = ["10.0.0.1", "10.0.0.2"];
        assert_eq!(client("10.0.0.1", &["198.51.100.7, nonsense"], &trusted), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["nonsense, 10.0.0.2"], &trusted), "10.0.0.2");
        assert_eq!(client("10.0.0.1", &["198.51.100.7,"], &trusted), "10.0.0.1");
    }

    #[test]
    fn one_machine_has_one_address() {
        assert_eq!(
            client("::ffff:203.0.113.9", &[], &[])
                .parse::<IpAddr>()
                .unwrap()
                .to_canonical()
                .to_string(),
            "203.0.113.9"
        );
        assert_eq!(
            client("10.0.0.1", &["::ffff:198.51.100.7"], &["10.0.0.1"]),
            "198.51.100.7"
        );
        assert_eq!(client("::1", &["2001:db8::7"], &["::1"]), "2001:db8::7");
    }
}
