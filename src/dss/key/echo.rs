//! A key in an answer: every way in which a server may write it, found in one pass.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use crate::dss::request::segment;

/// What stands in the place of a key.
pub const HIDDEN: &str = "(key)";

/// A spelling shorter than this is not looked for: it would be found in other words.
const LEAST: usize = 8;

/// The spellings of a key; letters in either case are the same.
pub(super) struct Echo {
    /// The longest first.
    spellings: Vec<Zeroizing<Vec<u8>>>,
    /// Bytes that one of them begins with.
    begins: [bool; 256],
}

impl Echo {
    /// The spellings of `secret`, which is sent as `credentials`: as it was typed, as JSON, HTML and addresses
    /// write it, and what it makes of Base64 that it is anywhere in.
    pub(super) fn of(secret: &str, credentials: &str) -> Self {
        let escaped = |escape: fn(char) -> Option<String>| -> String {
            secret.chars().map(|letter| escape(letter).unwrap_or_else(|| letter.to_string())).collect()
        };
        let texts = [
            credentials.to_owned(),
            secret.to_owned(),
            segment(secret),
            escaped(json),
            escaped(slashed),
            escaped(careful_json),
            escaped(|letter| json(letter).map(|text| text.replace('\\', "\\\\").replace('"', "\\\""))),
            escaped(|letter| html(letter).filter(|_| letter != '"' && letter != '\'')),
            escaped(html),
            escaped(address),
            escaped(|letter| (letter == '+').then(|| "%2B".to_owned())),
        ];
        let mut spellings: Vec<Zeroizing<Vec<u8>>> =
            texts.into_iter().map(|text| Zeroizing::new(text.into_bytes())).collect();
        for before in 0..3 {
            let core = Zeroizing::new(base64_core(secret.as_bytes(), before).into_bytes());
            let of_addresses = core.iter().map(|byte| match byte {
                b'+' => b'-',
                b'/' => b'_',
                other => *other,
            });
            spellings.push(Zeroizing::new(of_addresses.collect()));
            spellings.push(core);
        }
        spellings.retain(|spelling| spelling.len() >= LEAST);
        crate::sorting::sort_by_key(&mut spellings, |spelling| std::cmp::Reverse(spelling.len()));
        let mut begins = [false; 256];
        for first in spellings.iter().filter_map(|spelling| spelling.first()) {
            begins[usize::from(first.to_ascii_lowercase())] = true;
            begins[usize::from(first.to_ascii_uppercase())] = true;
        }
        Self { spellings, begins }
    }

    /// The text without the key; `None` if it is not in it.
    pub(super) fn without(&self, text: &[u8]) -> Option<Vec<u8>> {
        let (mut kept, mut copied, mut at) = (Vec::new(), 0, 0);
        while at < text.len() {
            match self.length_at(&text[at..]) {
                Some(length) => {
                    kept.extend_from_slice(&text[copied..at]);
                    kept.extend_from_slice(HIDDEN.as_bytes());
                    at += length;
                    copied = at;
                }
                None => at += 1,
            }
        }
        if copied == 0 {
            return None;
        }
        kept.extend_from_slice(&text[copied..]);
        Some(kept)
    }

    /// How long the key at the beginning of the text is; `None` if there is none.
    fn length_at(&self, text: &[u8]) -> Option<usize> {
        let first = text.first().filter(|first| self.begins[usize::from(**first)])?;
        let is_here = |spelling: &&Zeroizing<Vec<u8>>| {
            spelling.first().is_some_and(|byte| byte.eq_ignore_ascii_case(first))
                && text.get(..spelling.len()).is_some_and(|part| part.eq_ignore_ascii_case(spelling))
        };
        self.spellings.iter().find(is_here).map(|found| found.len())
    }
}

/// What `secret` makes of Base64 behind so many bytes, without the letters that depend on what is around it.
fn base64_core(secret: &[u8], before: usize) -> String {
    let mut bytes = Zeroizing::new(vec![0; before]);
    bytes.extend_from_slice(secret);
    let mut encoded = STANDARD_NO_PAD.encode(&*bytes);
    encoded.truncate(bytes.len() * 8 / 6);
    encoded.split_off((before * 8).div_ceil(6).min(encoded.len()))
}

/// As every writer of JSON has to.
fn json(letter: char) -> Option<String> {
    matches!(letter, '"' | '\\').then(|| format!("\\{letter}"))
}

/// As writers do that mind `</script>`.
fn slashed(letter: char) -> Option<String> {
    if letter == '/' { Some("\\/".to_owned()) } else { json(letter) }
}

/// As writers do that mind HTML, among them the one that Java programs often have.
fn careful_json(letter: char) -> Option<String> {
    if matches!(letter, '<' | '>' | '&' | '=' | '\'') {
        Some(format!("\\u{:04x}", u32::from(letter)))
    } else {
        json(letter)
    }
}

fn html(letter: char) -> Option<String> {
    let name = match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    };
    Some(name.to_owned())
}

/// As a whole address is escaped, which keeps what separates its parts.
fn address(letter: char) -> Option<String> {
    let is_kept = letter.is_ascii_alphanumeric() || "-_.!~*'();/?:@&=+$,#".contains(letter);
    (!is_kept).then(|| segment(&letter.to_string()))
}
