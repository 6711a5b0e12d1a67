//! Addresses as people type them, and what leads elsewhere.

use proptest::prelude::*;

use super::*;
use crate::dss::request::path;

fn page(origin: &str) -> Origin {
    Origin::parse(origin).unwrap()
}

#[test]
fn an_address_is_read_as_people_type_it() {
    let rows = [
        ("https://dss.example.com", "https://dss.example.com/dip/publicapi"),
        (" HTTPS://DSS.Example.com:443/ ", "https://dss.example.com/dip/publicapi"),
        ("https://dss.example.com:11200/public/api/", "https://dss.example.com:11200/public/api"),
        ("http://localhost:11200", "http://localhost:11200/dip/publicapi"),
        ("http://127.0.0.1:80/dip/publicapi", "http://127.0.0.1/dip/publicapi"),
        ("http://[0:0::1]:8080", "http://[::1]:8080/dip/publicapi"),
    ];
    for (typed, base) in rows {
        let endpoint = Endpoint::parse(typed, &page("https://blocks.example.com")).unwrap();
        assert_eq!(endpoint.to_string(), base, "{typed}");
    }
}

#[test]
fn what_is_no_address_is_refused() {
    use AddressError::{Credentials, Empty, Host, Path, Port, Scheme, Suffix};
    let rows = [
        ("", Empty),
        ("dss.example.com", Scheme),
        ("javascript://dss", Scheme),
        ("ftp://dss", Scheme),
        ("https://", Host),
        ("https://dss example.com", Host),
        ("https://d\u{e9}s.example.com", Host),
        ("https://a..b", Host),
        ("https://[::1", Host),
        ("https://[zz]", Host),
        ("https://dss:0", Port),
        ("https://dss:70000", Port),
        ("https://dss:+80", Port),
        ("https://dss:", Port),
        ("https://user:secret@dss.example.com", Credentials),
        ("https://dss.example.com@evil.example", Credentials),
        ("https://dss.example.com/projects/P/flow/", Path),
        ("https://dss.example.com/?x=1", Suffix),
        ("https://dss.example.com#/x", Suffix),
    ];
    for (typed, problem) in rows {
        assert_eq!(Endpoint::parse(typed, &page("https://a")), Err(problem), "{typed}");
    }
}

#[test]
fn a_key_is_never_sent_readable_except_to_the_page_s_own_host() {
    let parse = |address: &str, from: &str| Endpoint::parse(address, &page(from)).map(|_| ());
    assert_eq!(parse("http://dss.intra", "https://blocks.intra"), Err(AddressError::MixedContent));
    assert_eq!(parse("http://dss.intra", "http://localhost:8080"), Err(AddressError::Unencrypted));
    assert_eq!(parse("http://127.evil.example", "https://a"), Err(AddressError::MixedContent));
    assert_eq!(parse("http://localhost.evil.example", "https://a"), Err(AddressError::MixedContent));
    assert_eq!(parse("http://blocks.intra", "http://blocks.intra"), Ok(()));
    assert_eq!(parse("http://blocks.intra:81", "http://blocks.intra"), Err(AddressError::Unencrypted));
}

#[test]
fn a_prefix_of_a_proxy_is_a_plain_path() {
    let new = |prefix: &str| {
        Endpoint::new(page("https://a"), prefix, &page("https://a")).map(|end| end.to_string())
    };
    assert_eq!(new("/apis/dss/"), Ok("https://a/apis/dss".into()));
    for prefix in ["", "/", "apis", "/a//b", "/../x", "/a?b", "/a%2Fb"] {
        assert_eq!(new(prefix), Err(AddressError::Path), "{prefix}");
    }
}

#[test]
fn a_url_is_base_and_target() {
    let endpoint = Endpoint::parse("https://a", &page("https://a")).unwrap();
    let request = Request::get(path(&["projects", "P Q"])).flag("x", true);
    assert_eq!(endpoint.url(&request).as_deref(), Some("https://a/dip/publicapi/projects/P%20Q?x=true"));
    assert_eq!(endpoint.url(&Request::delete(path(&["projects", ".."]))), None);
}

proptest! {
    #[test]
    fn what_is_read_reads_as_itself(typed in "(https?://)?[a-zA-Z0-9.:@/?#\\[\\]-]{0,20}") {
        if let Ok(endpoint) = Endpoint::parse(&typed, &page("http://a")) {
            prop_assert_eq!(Endpoint::parse(&endpoint.to_string(), &page("http://a")), Ok(endpoint));
        }
    }
}
