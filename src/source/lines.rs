//! Lines and columns in many files at once.

use std::cell::OnceCell;
use std::fmt;

use super::{FileId, Location, Source};
use crate::text::{LineColumn, LineIndex};

/// The line starts of a project's files. Each file is walked once, when it is first asked for.
#[derive(Debug)]
pub struct Lines<'s> {
    files: &'s [Source],
    indexes: Vec<OnceCell<LineIndex>>,
}

/// A place for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the file.
    pub path: String,
    /// Line and column in it.
    pub at: LineColumn,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.path, self.at)
    }
}

impl<'s> Lines<'s> {
    /// The lines of `files`.
    pub fn new(files: &'s [Source]) -> Self {
        Self { files, indexes: files.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The file `file` with its lines; `None` if there is no such file.
    pub fn of(&self, file: FileId) -> Option<(&'s Source, &LineIndex)> {
        let source = self.files.get(file.index())?;
        let index = self.indexes.get(file.index())?.get_or_init(|| LineIndex::new(&source.text));
        Some((source, index))
    }

    /// Where `location` starts; `None` if there is no such file.
    pub fn place(&self, location: Location) -> Option<Place> {
        let (source, index) = self.of(location.file)?;
        Some(Place { path: source.path.clone(), at: index.locate(&source.text, location.range.start) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn places_are_found_in_every_file() {
        let files = [Source::new("a.yml", "a: 1\n"), Source::new("b.yml", "a: 1\n  b: 2\n")];
        let lines = Lines::new(&files);
        let place = |file, at| lines.place(Location { file: FileId(file), range: TextRange::at(at) });
        assert_eq!(place(1, 7).unwrap().to_string(), "b.yml:2:3");
        assert_eq!(place(0, 0).unwrap().to_string(), "a.yml:1:1");
        assert_eq!(place(2, 0), None);
    }
}
