//! A key of the API, in memory only (`dss-api.md` 2.1).
//!
//! A key belongs to the origin it was typed for and opens no other. It is never printed, copied or
//! stored, and its memory is overwritten when it is dropped.

mod echo;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use self::echo::Echo;
pub use self::echo::HIDDEN;
use crate::dss::Response;
use crate::dss::endpoint::Origin;

/// The longest key that is taken, in bytes. Keys of DSS have 32 letters; tokens are longer.
const MOST_BYTES: usize = 4096;

/// The header of an answer that the key was taken out of. No server sends it.
pub const HELD_KEY: &str = "blockwright-held-key";

/// How a key is put into the header `Authorization`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the user name of `Basic`, with an empty password: understood by every version.
    #[default]
    Basic,
    /// As the token of `Bearer`: since DSS 13.1.
    Bearer,
}

/// A key, with the one origin that it is for.
pub struct Key {
    secret: Zeroizing<String>,
    origin: Origin,
    scheme: Scheme,
}

/// Why something typed is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Nothing was typed.
    Empty,
    /// It is too long for a key.
    TooLong,
    /// It has spaces or characters that no key has.
    Characters,
    /// It has a colon, which ends a user name of `Basic`.
    Colon,
}

impl Key {
    /// The key that was typed for `origin`, without spaces around it.
    ///
    /// # Errors
    /// If it cannot be a key.
    pub fn new(typed: Zeroizing<String>, origin: Origin, scheme: Scheme) -> Result<Self, KeyError> {
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            return Err(KeyError::Empty);
        }
        if trimmed.len() > MOST_BYTES {
            return Err(KeyError::TooLong);
        }
        if !trimmed.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KeyError::Characters);
        }
        if scheme == Scheme::Basic && trimmed.contains(':') {
            return Err(KeyError::Colon);
        }
        Ok(Self { secret: Zeroizing::new(trimmed.to_owned()), origin, scheme })
    }

    /// The value of the header `Authorization` for a request to `origin`; `None` if the key is for another.
    pub fn authorization(&self, origin: &Origin) -> Option<Zeroizing<String>> {
        if *origin != self.origin {
            return None;
        }
        let credentials = self.credentials();
        let scheme = match self.scheme {
            Scheme::Basic => "Basic ",
            Scheme::Bearer => "Bearer ",
        };
        let mut value = Zeroizing::new(String::with_capacity(scheme.len() + credentials.len()));
        value.push_str(scheme);
        value.push_str(&credentials);
        Some(value)
    }

    fn credentials(&self) -> Zeroizing<String> {
        match self.scheme {
            Scheme::Bearer => self.secret.clone(),
            Scheme::Basic => {
                let mut user = Zeroizing::new(Vec::with_capacity(self.secret.len() + 1));
                user.extend_from_slice(self.secret.as_bytes());
                user.push(b':');
                let mut encoded = Zeroizing::new(String::with_capacity(user.len().div_ceil(3) * 4));
                STANDARD.encode_string(&*user, &mut encoded);
                encoded
            }
        }
    }

    /// An answer without the key: some servers repeat what they are sent, people write keys into recipes, and
    /// what is read may be shown, kept and copied. Where it stood, [`HIDDEN`] stands, and the header [`HELD_KEY`]
    /// says so. Every transport does this before it hands an answer on.
    #[must_use]
    pub fn hidden_in(&self, mut response: Response) -> Response {
        let echo = Echo::of(&self.secret, &self.credentials());
        let mut held = false;
        if let Some(body) = echo.without(&response.body) {
            (response.body, held) = (body, true);
        }
        for (_, value) in &mut response.headers {
            if let Some(hidden) = echo.without(value.as_bytes()) {
                // Only ASCII was taken out and put in.
                *value = String::from_utf8_lossy(&hidden).into_owned();
                held = true;
            }
        }
        if held {
            response.headers.push((HELD_KEY.to_owned(), "true".to_owned()));
        }
        response
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key(hidden, for {})", self.origin)
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "Type a key of the API; DSS makes one in your profile, under API keys.",
            Self::TooLong => "This is too long for a key.",
            Self::Characters => "A key has no spaces and no letters with accents. Copy it again.",
            Self::Colon => "A key has no colon. If it is a token, choose Bearer.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        Origin::parse(text).unwrap()
    }

    fn key(typed: &str, scheme: Scheme) -> Result<Key, KeyError> {
        Key::new(Zeroizing::new(typed.to_owned()), origin("https://dss"), scheme)
    }

    #[test]
    fn a_key_opens_only_the_origin_it_was_typed_for() {
        let key = key(" s3cr3tKey ", Scheme::Basic).unwrap();
        let value = key.authorization(&origin("https://dss:443")).unwrap();
        assert_eq!(&**value, "Basic czNjcjN0S2V5Og==");
        for other in ["http://dss", "https://dss:8443", "https://dss.evil"] {
            assert!(key.authorization(&origin(other)).is_none(), "{other}");
        }
    }

    #[test]
    fn a_token_is_sent_as_it_is() {
        let value = key("a:b", Scheme::Bearer).unwrap().authorization(&origin("https://dss")).unwrap();
        assert_eq!(&**value, "Bearer a:b");
    }

    #[test]
    fn what_can_be_no_key_is_refused() {
        let rows = [
            ("", KeyError::Empty),
            (" \n", KeyError::Empty),
            ("a b", KeyError::Characters),
            ("a\r\nX-Evil: 1", KeyError::Characters),
            ("cl\u{e9}", KeyError::Characters),
            ("a:b", KeyError::Colon),
        ];
        for (typed, problem) in rows {
            assert_eq!(key(typed, Scheme::Basic).err(), Some(problem), "{typed:?}");
        }
        assert_eq!(key(&"x".repeat(MOST_BYTES + 1), Scheme::Bearer).err(), Some(KeyError::TooLong));
    }

    #[test]
    fn a_key_is_never_shown() {
        let key = key("s3cr3tKey", Scheme::Basic).unwrap();
        assert_eq!(format!("{key:?}"), "Key(hidden, for https://dss)");
        let body = "Unknown key s3cr3tKey (Basic czNjcjN0S2V5Og==), s3cr3tKe";
        let refused = Response { status: 401, headers: Vec::new(), body: body.into() };
        let shown = String::from_utf8(key.hidden_in(refused).body).unwrap();
        assert_eq!(shown, "Unknown key (key) (Basic (key)), s3cr3tKe");
        let quoted = self::key(r#"q"uo<t\e&key"#, Scheme::Basic).unwrap();
        let body =
            br#"{"message": "q\"uo<t\\e&key", "page": "q"uo&lt;t\e&amp;key", "url": "q%22uo%3Ct%5Ce%26key"}"#;
        let refused = Response { status: 401, headers: Vec::new(), body: body.to_vec() };
        let shown = String::from_utf8(quoted.hidden_in(refused).body).unwrap();
        assert_eq!(shown, r#"{"message": "(key)", "page": "(key)", "url": "(key)"}"#);
    }

    #[test]
    fn what_an_answer_repeats_in_whatever_spelling_is_hidden_and_told() {
        let key = key("aB3'dE5&fG/7+", Scheme::Basic).unwrap();
        for repeated in [
            "aB3'dE5&fG/7+",
            "Ab3'De5&Fg/7+",
            "AB3'DE5&FG/7+",
            r"aB3\u0027dE5\u0026fG/7+",
            r"aB3'dE5&fG\/7+",
            "aB3&#39;dE5&amp;fG/7+",
            "aB3%27dE5%26fG%2F7%2B",
            "aB3%27dE5%26fG%2f7%2b",
            "aB3'dE5&fG/7%2B",
            "YUIzJ2RFNSZmRy83Kzo=",
            "YUIzJ2RFNSZmRy83Kw==",
        ] {
            let body = format!("before {repeated} behind");
            let answer = Response { status: 200, headers: Vec::new(), body: body.into() };
            let hidden = key.hidden_in(answer);
            let shown = String::from_utf8(hidden.body.clone()).unwrap();
            assert!(shown.starts_with("before (key)") && shown.ends_with(" behind"), "{repeated}: {shown}");
            assert_eq!(hidden.header(HELD_KEY), Some("true"), "{repeated}");
        }
        // In the middle of other Base64, as of `:key` and `login:key`.
        for around in ["OmFCMydkRTUmZkcvNys=", "bG9naW46YUIzJ2RFNSZmRy83Kw==", "bG9naW46YUIzJ2RFNSZmRy83Kw"] {
            let answer = Response { status: 200, headers: Vec::new(), body: around.into() };
            let shown = String::from_utf8(key.hidden_in(answer).body).unwrap();
            assert!(shown.contains("(key)") && shown.len() < 22, "{shown}");
        }
        let headers = vec![("x-echo".to_owned(), "Basic YUIzJ2RFNSZmRy83Kzo=".to_owned())];
        let hidden = key.hidden_in(Response { status: 200, headers, body: Vec::new() });
        assert_eq!(hidden.header("x-echo"), Some("Basic (key)"));
    }

    #[test]
    fn an_answer_without_the_key_is_left_alone_and_so_are_short_words() {
        let answer = Response { status: 200, headers: Vec::new(), body: b"secret s3cr3tKe".to_vec() };
        assert_eq!(key("s3cr3tKey", Scheme::Basic).unwrap().hidden_in(answer.clone()), answer);
        assert_eq!(key("secret", Scheme::Basic).unwrap().hidden_in(answer.clone()), answer);
    }
}
