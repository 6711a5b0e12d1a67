//! Copies of registries that a page keeps: which of them are forgotten when they become too many.

use std::sync::Arc;

use crate::sorting::sort_by;

/// Most bytes of copies that are kept. Four of the largest index files.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// What is kept of one registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The name under which it is kept.
    pub place: Arc<str>,
    /// Bytes of all its files.
    pub bytes: u64,
    /// When the last of its files was read, in milliseconds since 1970.
    pub read_at: f64,
    /// Whether there is nothing else to read it from: then it stays until the registry is removed.
    pub is_original: bool,
}

/// The places that are forgotten so that at most `most` bytes stay: oldest first, never originals.
pub fn surplus(mut copies: Vec<Copy>, most: u64) -> Vec<Arc<str>> {
    let mut bytes: u64 = copies.iter().map(|copy| copy.bytes).sum();
    copies.retain(|copy| !copy.is_original);
    sort_by(&mut copies, |left, right| left.read_at.total_cmp(&right.read_at));
    let mut forgotten = Vec::new();
    for copy in copies {
        if bytes <= most {
            break;
        }
        bytes -= copy.bytes;
        forgotten.push(copy.place);
    }
    forgotten
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(place: &str, bytes: u64, read_at: f64) -> Copy {
        Copy { place: place.into(), bytes, read_at, is_original: place == "disk" }
    }

    #[test]
    fn the_oldest_go_first_and_originals_never() {
        let copies = || vec![copy("new", 40, 3.0), copy("disk", 90, 0.0), copy("old", 40, 1.0)];
        let places = |most| surplus(copies(), most).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(places(170), Vec::<String>::new());
        assert_eq!(places(169), ["old"]);
        assert_eq!(places(100), ["old", "new"]);
        assert_eq!(places(0), ["old", "new"]);
    }
}
