//! Ranges shown in the source editor, and the file that was open there last.

use blockwright::route::Route;
use blockwright::source::Location;
use blockwright::text::LineIndex;
use leptos::prelude::*;

use super::Session;

/// A request to show a range in the source editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reveal {
    /// What to select, in the texts of [`Session::settled`].
    pub(crate) at: Location,
    /// Tells two requests for the same range apart.
    pub(crate) number: u64,
}

impl Session {
    /// The last request to show a range; the source editor follows it.
    pub(crate) fn reveal_request(self) -> ReadSignal<Option<Reveal>> {
        self.reveal.read_only()
    }

    /// Shows `at` (of [`Session::settled`]) in the text beside the view, if it is there.
    pub(crate) fn show_beside(self, at: Location) {
        let number = self.reveal.with_untracked(|last| last.map_or(0, |last| last.number)) + 1;
        self.reveal.set(Some(Reveal { at, number }));
    }

    /// Shows `at` (of [`Session::settled`]) in the source editor.
    pub(crate) fn reveal(self, at: Location) {
        let file = self.settled.with_untracked(|inputs| {
            let source = inputs.files.get(at.file.index())?;
            let place = LineIndex::new(&source.text).locate(&source.text, at.range.start);
            Some((source.path.clone(), place.line))
        });
        let Some((path, line)) = file else { return };
        self.show_beside(at);
        self.navigate(&Route::Source { file: Some(path), line: Some(line) });
    }

    /// The path of the file that was open last in the source view.
    pub(crate) fn last_file(self) -> Option<String> {
        self.last_file.get_value()
    }

    /// Remembers which file is open in the source view.
    pub(crate) fn keep_last_file(self, path: &str) {
        self.last_file.set_value(Some(path.to_owned()));
    }
}
