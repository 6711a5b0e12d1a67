//! The mappings and lists around a line, by their columns.

use super::place::Step;

/// A mapping or list that is open.
#[derive(Debug)]
pub(super) enum Level<'t> {
    /// A mapping.
    Mapping {
        /// Where its keys start.
        column: usize,
        /// The last key.
        key: &'t str,
        /// The keys before it.
        earlier: Vec<&'t str>,
        /// Whether the last key has a value on its own line.
        filled: bool,
    },
    /// A list.
    Sequence {
        /// Where its dashes stand.
        column: usize,
        /// The text behind the last dash, if it is one.
        element: Option<&'t str>,
        /// The texts before it.
        earlier: Vec<&'t str>,
        /// Whether there is a value behind the last dash.
        filled: bool,
    },
}

impl Level<'_> {
    pub(super) fn column(&self) -> usize {
        match self {
            Self::Mapping { column, .. } | Self::Sequence { column, .. } => *column,
        }
    }

    pub(super) fn is_filled(&self) -> bool {
        match self {
            Self::Mapping { filled, .. } | Self::Sequence { filled, .. } => *filled,
        }
    }

    /// Keys or texts without the last one.
    pub(super) fn others(&self) -> Vec<String> {
        match self {
            Self::Mapping { earlier, .. } | Self::Sequence { earlier, .. } => {
                earlier.iter().map(ToString::to_string).collect()
            }
        }
    }

    /// All keys or texts.
    pub(super) fn all(&self) -> Vec<String> {
        let mut all = self.others();
        match self {
            Self::Mapping { key, .. } => all.push((*key).to_owned()),
            Self::Sequence { element, .. } => all.extend(element.map(ToOwned::to_owned)),
        }
        all
    }

    fn step(&self) -> Step {
        match self {
            Self::Mapping { key, .. } => Step::Key((*key).to_owned()),
            Self::Sequence { .. } => Step::Element,
        }
    }
}

/// The open mappings and lists, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Levels<'t>(Vec<Level<'t>>);

impl<'t> Levels<'t> {
    pub(super) fn last(&self) -> Option<&Level<'t>> {
        self.0.last()
    }

    /// Closes what stands further to the right than `column`.
    pub(super) fn close_deeper(&mut self, column: usize) {
        while self.0.last().is_some_and(|level| level.column() > column) {
            self.0.pop();
        }
    }

    /// A dash at `column`.
    pub(super) fn dash(&mut self, column: usize) {
        self.close_deeper(column);
        match self.0.last_mut() {
            Some(Level::Sequence { column: at, element, earlier, filled }) if *at == column => {
                earlier.extend(element.take());
                *filled = false;
            }
            _ => {
                self.0.push(Level::Sequence { column, element: None, earlier: Vec::new(), filled: false });
            }
        }
    }

    /// A key at `column`.
    pub(super) fn key(&mut self, column: usize, name: &'t str) {
        self.close_deeper(column);
        // A list may stand at the column of its key, and ends with the next key there.
        if self.0.len() > 1
            && matches!(self.0.last(), Some(Level::Sequence { column: at, .. }) if *at == column)
        {
            self.0.pop();
        }
        match self.0.last_mut() {
            Some(Level::Mapping { column: at, key, earlier, filled }) if *at == column => {
                earlier.push(std::mem::replace(key, name));
                *filled = false;
            }
            _ => self.0.push(Level::Mapping { column, key: name, earlier: Vec::new(), filled: false }),
        }
    }

    /// The last key or dash has a value, `text` if it is one.
    pub(super) fn fill(&mut self, text: Option<&'t str>) {
        match self.0.last_mut() {
            Some(Level::Mapping { filled, .. }) => *filled = true,
            Some(Level::Sequence { filled, element, .. }) => {
                *filled = true;
                *element = text;
            }
            None => {}
        }
    }

    /// Column of the innermost one.
    pub(super) fn owner_column(&self) -> usize {
        self.0.last().map_or(0, Level::column)
    }

    /// From the root to the value of the last key or dash.
    pub(super) fn path(&self) -> Vec<Step> {
        self.0.iter().map(Level::step).collect()
    }

    /// From the root to the innermost mapping or list itself.
    pub(super) fn container_path(&self) -> Vec<Step> {
        let mut path = self.path();
        path.pop();
        path
    }
}
