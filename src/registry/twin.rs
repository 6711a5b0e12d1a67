//! Versions of one block mostly differ in nothing but their version, so most entries of an index are written
//! as the one before them. These are told by comparing texts, which takes a twentieth of reading them.

use std::ops::Range;

use super::entry::is_usual_path;
use crate::version::Version;

/// An entry as it is written, with the places of what another version of it has otherwise.
pub(super) struct Twin<'t> {
    text: &'t str,
    id: &'t str,
    version: Range<usize>,
    path: Option<Range<usize>>,
}

impl<'t> Twin<'t> {
    /// The entry written as `text`, with parts of it. `None` if one of them is written with escapes, or the
    /// manifest is not where it usually is.
    pub(super) fn new(text: &'t str, id: &str, version: &str, path: Option<&str>) -> Option<Self> {
        let id = text.get(place_in(text, id)?)?;
        let place = place_in(text, version)?;
        let path = match path {
            Some(path) if is_usual_path(path, id, version) => Some(place_in(text, path)?),
            Some(_) => return None,
            None => None,
        };
        Some(Self { text, id, version: place, path })
    }

    /// The version of the entry that `text` starts with, and how many bytes the entry has, if it has the
    /// same members as this one but for its version and the path that follows from it.
    pub(super) fn again(&self, text: &str) -> Option<(Version, usize)> {
        let text = text.get(..self.text.len())?;
        let mut places = [self.path.clone().unwrap_or_default(), self.version.clone()];
        if places[0].start > places[1].start {
            places.swap(0, 1);
        }
        let mut end = 0;
        for place in places {
            let between = end..place.start;
            if text.get(between.clone())? != self.text.get(between)? {
                return None;
            }
            end = place.end;
        }
        let written = text.get(self.version.clone())?;
        let is_path_usual = |path| text.get(path).is_some_and(|path| is_usual_path(path, self.id, written));
        let is_twin =
            text.get(end..)? == self.text.get(end..)? && self.path.clone().is_none_or(is_path_usual);
        // A version has digits and dots only, so it ends no text.
        Version::parse(written).filter(|_| is_twin).map(|version| (version, text.len()))
    }
}

/// Where `part`, a piece of `text`, stands in it; `None` if it is a copy.
fn place_in(text: &str, part: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let place = start..start.checked_add(part.len())?;
    (text.get(place.clone())? == part).then_some(place)
}
