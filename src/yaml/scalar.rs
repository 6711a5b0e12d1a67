//! What an unquoted scalar means in YAML 1.2's core schema (spec 1.1).

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
}
