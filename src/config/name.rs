//! What a name may look like, and the nearest form that may.

use super::NameConvention;

/// Whether `text` is `[A-Z][A-Z0-9_]*` as a whole.
pub fn is_upper(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether `text` is `[a-z][a-z0-9_]*` as a whole.
pub fn is_lower(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether DSS takes `text` as the name of an object (`blocks.md` 9.1).
pub fn is_dss_name(text: &str) -> bool {
    let plain = !text.contains(['.', '/', '\\']) && !text.chars().any(char::is_control);
    plain && text.trim() == text && !text.is_empty() && text.chars().count() <= 100
}

/// Whether `text` can end an id: no control characters, no space at either end, and no empty part
/// before, between or behind dots (spec 3.1).
pub fn is_id_part(text: &str) -> bool {
    text.trim() == text && !text.chars().any(char::is_control) && !text.split('.').any(str::is_empty)
}

/// Whether DSS takes `text` as a project key.
pub fn is_dss_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether `text` fits the convention, of which `upper` is the test under [`NameConvention::Upper`].
pub fn fits(text: &str, convention: NameConvention, upper: fn(&str) -> bool) -> bool {
    match convention {
        NameConvention::Upper => upper(text),
        NameConvention::Dss => is_dss_name(text),
    }
}

/// Whether `text` may be the name that a port is mapped to (BLK-014).
pub fn is_object_name(text: &str, convention: NameConvention) -> bool {
    fits(text, convention, |text| {
        text.starts_with(|first: char| first.is_ascii_alphabetic()) && is_dss_key(text)
    })
}

/// The upper-case form of `text` with `-`, space and `.` replaced, if that is a valid name.
pub fn upper_form(text: &str) -> Option<String> {
    let form = joined(text).to_uppercase();
    is_upper(&form).then_some(form)
}

/// The lower-case form of `text`, likewise.
pub fn lower_form(text: &str) -> Option<String> {
    let form = joined(text).to_lowercase();
    is_lower(&form).then_some(form)
}

fn joined(text: &str) -> String {
    text.trim().trim_start_matches('_').replace(['-', ' ', '.'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_as_a_whole() {
        assert!(is_upper("A") && is_upper("RAW_2024_"));
        assert!(!is_upper("") && !is_upper("P\n") && !is_upper("_A") && !is_upper("2A") && !is_upper("Ä"));
        assert!(is_lower("bake_2") && !is_lower("Bake") && !is_lower("_bake"));
        assert!(
            is_dss_name("Café raw-2") && !is_dss_name("a.b") && !is_dss_name(" a") && !is_dss_name("a\tb")
        );
        assert!(is_dss_key("Dku_1") && !is_dss_key("a-b"));
    }

    #[test]
    fn forms_are_valid_or_not_offered() {
        assert_eq!(upper_form("raw data-1.x").as_deref(), Some("RAW_DATA_1_X"));
        assert_eq!(upper_form("_raw").as_deref(), Some("RAW"));
        assert_eq!(upper_form("1raw"), None);
        assert_eq!(lower_form("Fit Model").as_deref(), Some("fit_model"));
    }
}
