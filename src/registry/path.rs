//! Paths inside a registry. They come from foreign files, so they are judged before they are followed.

use super::{DOMAINS_PATH, LEVELS_PATH};
use crate::block::fields::{Refusal, visible};

/// Whether `path` stays inside the registry's folder: relative, with `/`, without `.` and `..`, and of
/// plain characters, so that no host reads it in another way.
pub fn is_safe(path: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./+@ ".contains(&byte);
    let is_segment = |segment: &str| !segment.is_empty() && segment != "." && segment != "..";
    path.len() <= 300 && path.bytes().all(is_plain) && path.split('/').all(is_segment)
}

/// Whether a registry may do without the file at `path`: its own levels and domains.
pub fn is_optional(path: &str) -> bool {
    path == LEVELS_PATH || path == DOMAINS_PATH
}

/// Why an unsafe path is not followed.
pub fn refusal(path: &str) -> Refusal {
    Refusal::new(format!("its path \"{}\" does not stay inside the registry", visible(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside() {
        for path in ["index.json", "schemas/A_v1.0.0/PORT.json", "manifests/A_v1.0.0.json"] {
            assert!(is_safe(path), "{path}");
        }
        for path in [
            "",
            "../x",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "a\\b",
            "https://x/y",
            "a/%2e%2e/b",
            "a/./b",
            "a?b",
            "a#b",
            "a\u{0}",
            "\u{430}.json",
        ] {
            assert!(!is_safe(path), "{path}");
        }
    }
}
