//! What an unquoted scalar means: in YAML 1.2's core schema, as we read it, and in YAML 1.1, as
//! many other readers do (spec 1.1).

use serde_json::Number;

/// The meaning of an unquoted scalar.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number that can be represented.
    Number(Number),
    /// A number that cannot: beyond 64 bits, infinite, or not a number (rule SYN007).
    OutOfRange,
    /// Everything else.
    Text,
}

/// Reads an unquoted scalar by the YAML 1.2 core schema, with `0b` integers as `serde_yaml` has them.
pub fn read(plain: &str) -> Scalar {
    match plain.as_bytes().first() {
        None => Scalar::Null,
        Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => read_word(plain),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => read_number(plain),
        Some(_) => Scalar::Text,
    }
}

fn read_word(plain: &str) -> Scalar {
    match plain {
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        _ => Scalar::Text,
    }
}

fn read_number(plain: &str) -> Scalar {
    let (negative, digits) = match plain.as_bytes() {
        [b'-', ..] => (true, plain.get(1..).unwrap_or_default()),
        [b'+', ..] => (false, plain.get(1..).unwrap_or_default()),
        _ => (false, plain),
    };
    if let Some((radix, digits)) = radix_and_digits(digits) {
        let integral = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        return if integral { integer(negative, digits, radix) } else { Scalar::Text };
    }
    if matches!(digits, ".inf" | ".Inf" | ".INF") || matches!(plain, ".nan" | ".NaN" | ".NAN") {
        return Scalar::OutOfRange;
    }
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let padded = digits.len() > 1 && digits.starts_with('0');
        return if padded { Scalar::Text } else { integer(negative, digits, 10) };
    }
    if is_decimal(digits) { decimal(plain) } else { Scalar::Text }
}

fn radix_and_digits(digits: &str) -> Option<(u32, &str)> {
    let radix = match digits.get(..2)? {
        "0x" => 16,
        "0o" => 8,
        "0b" => 2,
        _ => return None,
    };
    Some((radix, digits.get(2..)?))
}

fn integer(negative: bool, digits: &str, radix: u32) -> Scalar {
    let number = if negative {
        i64::from_str_radix(&format!("-{digits}"), radix).map(Number::from)
    } else {
        u64::from_str_radix(digits, radix).map(Number::from)
    };
    number.map_or(Scalar::OutOfRange, Scalar::Number)
}

/// Digits with a point, an exponent, or both: `1.`, `.5`, `1e3`, `1.5E-7`.
fn is_decimal(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    !(whole.is_empty() && fraction.is_empty()) && all_digits(whole) && all_digits(fraction) && exponent_fits
}

fn decimal(plain: &str) -> Scalar {
    let value = plain.parse::<f64>().ok().and_then(Number::from_f64);
    value.map_or(Scalar::OutOfRange, Scalar::Number)
}

/// How a YAML 1.1 reader (`PyYAML`) takes an unquoted scalar that we read otherwise; `None` if both
/// read the same (rule SYN008).
pub fn differs_in_yaml_1_1(plain: &str) -> Option<&'static str> {
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

    fn shown(plain: &str) -> String {
        match read(plain) {
            Scalar::Null => "null".into(),
            Scalar::Bool(value) => value.to_string(),
            Scalar::Number(number) if number.is_f64() => format!("float {number}"),
            Scalar::Number(number) => format!("int {number}"),
            Scalar::OutOfRange => "out of range".into(),
            Scalar::Text => "text".into(),
        }
    }

    /// The table of spec 1.1, and its edges.
    #[test]
    fn reads_the_core_schema() {
        let table = [
            ("", "null"),
            ("~", "null"),
            ("NULL", "null"),
            ("nUll", "text"),
            ("true", "true"),
            ("FALSE", "false"),
            ("yes", "text"),
            ("off", "text"),
            ("010", "text"),
            ("-07", "text"),
            ("0", "int 0"),
            ("-0", "int 0"),
            ("+5", "int 5"),
            ("0o14", "int 12"),
            ("0x1F", "int 31"),
            ("-0x10", "int -16"),
            ("0b11", "int 3"),
            ("0x", "text"),
            ("0xg", "text"),
            ("++5", "text"),
            ("12:30", "text"),
            ("1_000", "text"),
            ("1e3", "float 1000.0"),
            ("1.", "float 1.0"),
            (".5", "float 0.5"),
            ("-.5", "float -0.5"),
            (".", "text"),
            ("1e", "text"),
            ("1.5E-7", "float 1.5e-7"),
            ("00.5", "float 0.5"),
            ("2024-01-31", "text"),
            ("18446744073709551615", "int 18446744073709551615"),
            ("18446744073709551616", "out of range"),
            ("-9223372036854775808", "int -9223372036854775808"),
            ("-9223372036854775809", "out of range"),
            (".inf", "out of range"),
            ("-.INF", "out of range"),
            (".nan", "out of range"),
            ("+.nan", "text"),
            ("1e999", "out of range"),
            ("inf", "text"),
            ("1.2.3", "text"),
        ];
        for (plain, expected) in table {
            assert_eq!(shown(plain), expected, "{plain}");
        }
    }

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
            assert_eq!(differs_in_yaml_1_1(plain), expected, "{plain}");
        }
    }
}
