//! A key in an answer: every way in which a server may write it, found in one pass.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use crate::sorting::sort_by_key;

/// What stands in the place of a key.
pub const HIDDEN: &str = "(key)";

/// A spelling shorter than this is not looked for: it would be found in other words.
const LEAST: usize = 8;

/// What a key looks like, plain and in Base64. Each of its letters may be in either case, and escaped as in
/// addresses, JSON or HTML.
pub(super) struct Echo {
    /// The longest first.
    spellings: Vec<Zeroizing<Vec<u8>>>,
    /// Bytes that one of them begins with.
    begins: [bool; 256],
}

impl Echo {
    /// The looks of `secret`, which is sent as `credentials`: both, and what it makes of Base64 that it is
    /// anywhere in.
    pub(super) fn of(secret: &str, credentials: &str) -> Self {
        let of_bytes = |text: &str| Zeroizing::new(text.as_bytes().to_vec());
        let mut spellings = vec![of_bytes(credentials), of_bytes(secret)];
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
        sort_by_key(&mut spellings, |spelling| std::cmp::Reverse(spelling.len()));
        let mut begins = [false; 256];
        let letters = spellings.iter().filter_map(|spelling| spelling.first());
        for first in letters.chain(b"%\\&") {
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
        text.first().filter(|first| self.begins[usize::from(**first)])?;
        self.spellings.iter().find_map(|spelling| length_of(spelling, text))
    }
}

/// How long `spelling` is at the beginning of the text, as it is or escaped.
fn length_of(spelling: &[u8], text: &[u8]) -> Option<usize> {
    let plain = text.get(..spelling.len()).filter(|part| part.eq_ignore_ascii_case(spelling));
    if let Some(plain) = plain {
        return Some(plain.len());
    }
    spelling.iter().try_fold(0, |at, letter| Some(at + step(*letter, text.get(at..)?)?))
}

/// How long one letter is at the beginning of the text.
fn step(letter: u8, text: &[u8]) -> Option<usize> {
    let is = |code: u32| {
        u32::from(letter.to_ascii_lowercase()) == code || u32::from(letter.to_ascii_uppercase()) == code
    };
    // JSON, maybe within JSON.
    let slashes = text.iter().take_while(|byte| **byte == b'\\').take(4).count();
    let rest = text.get(slashes..)?;
    if slashes > 0 && rest.first() == Some(&b'u') && hex(rest.get(1..5)?).is_some_and(is) {
        return Some(slashes + 5);
    }
    if letter == b'\\' && slashes > 0 {
        return Some(slashes);
    }
    match rest.first()? {
        // `%25` is a `%` that was escaped again.
        b'%' if rest.get(1..3) == Some(b"25") && rest.get(3..5).and_then(hex).is_some_and(is) => {
            Some(slashes + 5)
        }
        b'%' if rest.get(1..3).and_then(hex).is_some_and(is) => Some(slashes + 3),
        b'&' if entity(rest).is_some_and(|(code, _)| is(code)) => {
            entity(rest).map(|(_, length)| slashes + length)
        }
        first => first.eq_ignore_ascii_case(&letter).then_some(slashes + 1),
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The code of the character that HTML escapes here, and how long that is.
fn entity(text: &[u8]) -> Option<(u32, usize)> {
    let end = text.iter().take(10).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?;
    let code = match name {
        "amp" => u32::from('&'),
        "lt" => u32::from('<'),
        "gt" => u32::from('>'),
        "quot" => u32::from('"'),
        "apos" => u32::from('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            match number.strip_prefix(['x', 'X']) {
                Some(digits) => hex(digits.as_bytes())?,
                None => number.parse().ok()?,
            }
        }
    };
    Some((code, end + 1))
}

/// What `secret` makes of Base64 behind so many bytes, without the letters that depend on what is around it.
fn base64_core(secret: &[u8], before: usize) -> String {
    let mut bytes = Zeroizing::new(vec![0; before]);
    bytes.extend_from_slice(secret);
    let mut encoded = STANDARD_NO_PAD.encode(&*bytes);
    encoded.truncate(bytes.len() * 8 / 6);
    encoded.split_off((before * 8).div_ceil(6).min(encoded.len()))
}
