//! Where the API of a DSS is: the origin and the prefix below which all paths stand (`dss-api.md` 1).

use core::net::Ipv6Addr;
use std::fmt;

use crate::dss::Request;

/// The prefix that the official client uses.
pub const CLIENT_PREFIX: &str = "/dip/publicapi";

/// The prefix that the documentation names.
pub const DOCUMENTED_PREFIX: &str = "/public/api";

/// Scheme, host and port, as browsers compare them: lower case, the usual port left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(String);

/// The base of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    origin: Origin,
    prefix: String,
}

/// Why something typed is no address of a DSS that this page may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was typed.
    Empty,
    /// It does not start with `https://` or `http://`.
    Scheme,
    /// The host is missing, or has characters that no host has.
    Host,
    /// The port is no number from 1 to 65535.
    Port,
    /// It holds a user name or a password.
    Credentials,
    /// It has a query or a fragment.
    Suffix,
    /// It has a path that is none of the API.
    Path,
    /// It is `http`, so the key would travel readable for all.
    Unencrypted,
    /// It is `http` on a page that came by `https`; browsers block that.
    MixedContent,
}

impl Origin {
    /// Reads an origin, as `https://dss.example.com:11200`, and what follows it.
    fn split(address: &str) -> Result<(Self, &str), AddressError> {
        let (scheme, rest) = address.split_once("://").ok_or(AddressError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        let usual_port = match &*scheme {
            "https" => 443,
            "http" => 80,
            _ => return Err(AddressError::Scheme),
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        if authority.contains('@') {
            return Err(AddressError::Credentials);
        }
        let (host, port) = split_port(authority)?;
        let host = checked_host(host)?;
        let origin = match port {
            Some(port) if port != usual_port => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        };
        Ok((Self(origin), rest))
    }

    /// An origin alone, as a browser names that of its page.
    ///
    /// # Errors
    /// If it is none, or more than that.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        match Self::split(address)? {
            (origin, "") => Ok(origin),
            _ => Err(AddressError::Path),
        }
    }

    /// Whether it is of this machine, where nobody listens between.
    pub fn is_loopback(&self) -> bool {
        let host = self.0.split_once("://").map_or("", |(_, authority)| authority);
        let host = if host.starts_with('[') {
            host.split_inclusive(']').next().unwrap_or_default()
        } else {
            host.split(':').next().unwrap_or_default()
        };
        let is_number = |part: &str| part.parse::<u8>().is_ok();
        host == "localhost"
            || host.ends_with(".localhost")
            || host == "[::1]"
            || host
                .strip_prefix("127.")
                .is_some_and(|rest| rest.split('.').count() == 3 && rest.split('.').all(is_number))
    }

    /// Whether what is sent there is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Host and port of what stands between `//` and the path.
fn split_port(authority: &str) -> Result<(&str, Option<u16>), AddressError> {
    // The colons of an IPv6 address are none in front of a port.
    let after_host = match (authority.starts_with('['), authority.find(']')) {
        (true, Some(end)) => end + 1,
        (true, None) => return Err(AddressError::Host),
        (false, _) => 0,
    };
    let Some(colon) = authority[after_host..].find(':').map(|at| after_host + at) else {
        return Ok((authority, None));
    };
    let port = &authority[colon + 1..];
    let is_plain = port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse() {
        Ok(number) if is_plain && number > 0 => Ok((&authority[..colon], Some(number))),
        _ => Err(AddressError::Port),
    }
}

/// A host in lower case: letters, digits, dots and hyphens, or an IPv6 address in brackets, in its short form.
fn checked_host(host: &str) -> Result<String, AddressError> {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let address: Ipv6Addr = inner.parse().map_err(|_| AddressError::Host)?;
        return Ok(format!("[{address}]"));
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_host = host.len() <= 253 && host.split('.').all(is_label);
    if is_host { Ok(host.to_ascii_lowercase()) } else { Err(AddressError::Host) }
}

impl Endpoint {
    /// Reads the address of a DSS as people type it, for a page of the origin `page`: the origin of the
    /// DSS, with nothing or with one of the two known prefixes behind it.
    ///
    /// # Errors
    /// If it is no such address, or if this page must not or cannot use it.
    pub fn parse(address: &str, page: &Origin) -> Result<Self, AddressError> {
        let address = address.trim();
        if address.is_empty() {
            return Err(AddressError::Empty);
        }
        let (origin, rest) = Origin::split(address)?;
        let prefix = match rest.trim_end_matches('/') {
            "" => CLIENT_PREFIX,
            known @ (CLIENT_PREFIX | DOCUMENTED_PREFIX) => known,
            rest if rest.contains(['?', '#']) => return Err(AddressError::Suffix),
            _ => return Err(AddressError::Path),
        };
        Self::new(origin, prefix, page)
    }

    /// The API at `prefix` of `origin`, for proxies that publish it elsewhere.
    ///
    /// # Errors
    /// If the prefix is no plain path, or if a page of `page` must not or cannot use the origin.
    pub fn new(origin: Origin, prefix: &str, page: &Origin) -> Result<Self, AddressError> {
        let prefix = prefix.trim_end_matches('/');
        let is_plain = |segment: &str| {
            !matches!(segment, "" | "." | "..")
                && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
        };
        let is_path = prefix.strip_prefix('/').is_some_and(|path| path.split('/').all(is_plain));
        if !is_path {
            return Err(AddressError::Path);
        }
        let is_safe = origin.is_encrypted() || origin.is_loopback() || origin == *page;
        match (is_safe, page.is_encrypted()) {
            (true, _) => Ok(Self { origin, prefix: prefix.to_owned() }),
            (false, true) => Err(AddressError::MixedContent),
            (false, false) => Err(AddressError::Unencrypted),
        }
    }

    /// Where it is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The whole URL of a request; `None` for one that is never sent (see [`Request::flaw`]).
    pub fn url(&self, request: &Request) -> Option<String> {
        match request.flaw() {
            None => Some(format!("{self}{}", request.target())),
            Some(_) => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.origin, self.prefix)
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "Type the address of your DSS, as https://dss.example.com.",
            Self::Scheme => "The address has to start with https://.",
            Self::Host => {
                "The address names no host that can be read. Write a name of other letters than a to z in its \
                 form with xn--."
            }
            Self::Port => "The port is no number from 1 to 65535.",
            Self::Credentials => "Leave away the user name in front of the host; the key has a field of its own.",
            Self::Suffix => "Leave away everything from the question mark or the hash on.",
            Self::Path => {
                "Leave away the path behind the host; only /dip/publicapi or /public/api may stand there."
            }
            Self::Unencrypted => {
                "The address has to start with https://: otherwise everybody on the way could read the key."
            }
            Self::MixedContent => {
                "This page came by https, so the browser does not let it call an address with http://. Have DSS \
                 served by https, or forward its API from the host of this page."
            }
        })
    }
}

#[cfg(test)]
mod tests;
