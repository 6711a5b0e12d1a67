//! Where readers of YAML 1.1, as many others are, take an unquoted scalar otherwise (spec 1.1).

use super::scalar::{Scalar, read};

/// How a YAML 1.1 reader (`PyYAML`) takes an unquoted scalar that we read otherwise; `None` if both
/// read the same (rule SYN008).
pub(super) fn differs(plain: &str) -> Option<&'static str> {
    // Most scalars are plain words: the first byte rules them out.
    let first = *plain.as_bytes().first()?;
    if !matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'y' | b'Y' | b'n' | b'N' | b'o' | b'O' | b'=') {
        return None;
    }
    let ours = match read(plain) {
        Scalar::Null => "nothing",
        Scalar::Bool(_) => "true or false",
        Scalar::Number(number) if number.is_f64() => "a decimal number",
        Scalar::Number(_) => "a whole number",
        Scalar::OutOfRange => return None,
        Scalar::Text => "text",
    };
    let theirs = read_1_1(plain);
    (ours != theirs).then_some(theirs)
}

fn read_1_1(plain: &str) -> &'static str {
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    match plain {
        "yes" | "Yes" | "YES" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF" => {
            return "true or false";
        }
        "null" | "Null" | "NULL" => return "nothing",
        "=" => return "a special value that stops many readers",
        _ => {}
    }
    if is_integer_1_1(unsigned) {
        "a whole number"
    } else if is_sexagesimal(unsigned) {
        "a number in base 60"
    } else if is_decimal_1_1(plain, unsigned) {
        "a decimal number"
    } else if is_timestamp(plain) {
        "a date"
    } else {
        "text"
    }
}

fn is_integer_1_1(digits: &str) -> bool {
    let only = |text: &str, allowed: &str| !text.is_empty() && text.chars().all(|c| allowed.contains(c));
    if let Some(binary) = digits.strip_prefix("0b") {
        return only(binary, "01_");
    }
    if let Some(hexadecimal) = digits.strip_prefix("0x") {
        return only(hexadecimal, "0123456789abcdefABCDEF_");
    }
    match digits.as_bytes() {
        [b'0'] => true,
        [b'0', ..] => only(digits, "01234567_"),
        [b'1'..=b'9', ..] => only(digits, "0123456789_"),
        _ => false,
    }
}

/// `12:30`, `1:59:59` or `190:20:30.15`.
fn is_sexagesimal(digits: &str) -> bool {
    let mut parts = digits.split(':');
    let first = parts.next().unwrap_or_default();
    let starts = first.starts_with(|c: char| c.is_ascii_digit());
    let first_fits = starts && first.chars().all(|c| c.is_ascii_digit() || c == '_');
    let rest: Vec<&str> = parts.collect();
    let Some((last, middle)) = rest.split_last() else { return false };
    let whole = last.split_once('.').map_or(*last, |(whole, _)| whole);
    let sixtieth = |part: &str| match part.as_bytes() {
        [one] => one.is_ascii_digit(),
        [ten, one] => (b'0'..=b'5').contains(ten) && one.is_ascii_digit(),
        _ => false,
    };
    first_fits && middle.iter().all(|part| sixtieth(part)) && sixtieth(whole)
}

/// A decimal needs its point, and an exponent its sign; a leading point allows no sign before it.
fn is_decimal_1_1(plain: &str, unsigned: &str) -> bool {
    let Some((whole, rest)) = unsigned.split_once('.') else { return false };
    let (fraction, exponent) = match rest.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (rest, None),
    };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '_');
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let mantissa_fits = if whole.is_empty() {
        plain == unsigned && fraction.starts_with(|c: char| c.is_ascii_digit())
    } else {
        whole.starts_with(|c: char| c.is_ascii_digit())
    };
    mantissa_fits && digits(whole) && digits(fraction) && exponent_fits
}

/// `2024-01-31`, or a date with a time behind `T` or a space.
fn is_timestamp(plain: &str) -> bool {
    let date_end = plain.find(['T', 't', ' ']).unwrap_or(plain.len());
    let (date, time) = plain.split_at(date_end);
    let numbers: Vec<&str> = date.split('-').collect();
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let [year, month, day] = numbers.as_slice() else { return false };
    let shortest = if time.is_empty() { 2 } else { 1 };
    let is_date = digits(year, 4..=4) && digits(month, shortest..=2) && digits(day, shortest..=2);
    is_date && (time.is_empty() || is_clock_time(time.trim_start_matches(['T', 't', ' '])))
}

fn is_clock_time(time: &str) -> bool {
    let clock_end = time.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(time.len());
    let (clock, zone) = time.split_at(clock_end);
    let clock = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    let parts: Vec<&str> = clock.split(':').collect();
    let zone = zone.trim_start();
    let zone_fits = zone.is_empty() || zone == "Z" || zone.starts_with(['+', '-']);
    parts.len() == 3 && parts.iter().all(|part| (1..=2).contains(&part.len())) && zone_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_yaml_1_1_reads_otherwise() {
        let table = [
            ("yes", Some("true or false")),
            ("OFF", Some("true or false")),
            ("y", None),
            ("010", Some("a whole number")),
            ("08", None),
            ("0o14", Some("text")),
            ("12:30", Some("a number in base 60")),
            ("12:75", None),
            ("1_000", Some("a whole number")),
            ("1e3", Some("text")),
            ("1.5e3", Some("text")),
            ("1.5e+3", None),
            ("-.5", Some("text")),
            (".5", None),
            ("2024-01-31", Some("a date")),
            ("2024-01-31T10:00:00Z", Some("a date")),
            ("2024-01-31 10:00", None),
            ("=", Some("a special value that stops many readers")),
            ("true", None),
            ("0x1F", None),
            ("1.", None),
            ("name", None),
            ("1.2.3", None),
        ];
        for (plain, expected) in table {
            assert_eq!(differs(plain), expected, "{plain}");
        }
    }
}
