//! The editor and the session, held together: what is typed goes to the session, what changes
//! elsewhere comes to the editor, and marks stand only on the text they were found in.

use std::sync::Arc;

use blockwright::diagnostic::{Diagnostic, Severity};
use blockwright::history::Change;
use blockwright::route::Route;
use blockwright::source::FileEdit;
use blockwright::text::utf16::Utf16Index;
use blockwright::text::{LineIndex, TextEdit, TextRange, apply_edits, difference};
use leptos::prelude::*;

use super::open_file::OpenFile;
use crate::ui::editor::{Editor, Mark, Splice};

/// What the editor shows.
#[derive(Clone, Debug, Default)]
struct Shown {
    path: String,
    text: Arc<str>,
    /// The last change of the files that the text contains.
    revision: u64,
    /// The problems that are marked, by the index that the editor knows.
    problems: Vec<Diagnostic>,
    /// The last request to show a range that was followed.
    revealed: u64,
    /// The last route that was followed.
    route: Option<Route>,
}

/// An editor and the open file.
#[derive(Clone, Copy)]
pub(super) struct Link {
    open: OpenFile,
    editor: StoredValue<Option<Editor>, LocalStorage>,
    shown: StoredValue<Shown>,
}

impl Link {
    /// A link without an editor yet.
    pub(super) fn new(open: OpenFile) -> Self {
        let editor = StoredValue::new_local(None);
        Self { open, editor, shown: StoredValue::new(Shown::default()) }
    }

    /// Takes `editor` over and shows the open file in it.
    pub(super) fn attach(self, editor: Editor) {
        self.editor.set_value(Some(editor));
        self.shown.set_value(Shown::default());
        self.follow_text();
        self.follow_problems();
        self.follow_place();
    }

    /// Takes over what was typed; offsets are the editor's.
    pub(super) fn typed(self, changes: Vec<Splice>) {
        let Some((file, _)) = self.open.source() else { return };
        let index = self.shown.with_value(|shown| Utf16Index::new(&shown.text));
        let to_edit = |Splice(from, to, text): Splice| {
            let edit = TextEdit::replace(TextRange { start: from, end: to }, text);
            FileEdit { file, edit: index.edit_to_bytes(&edit) }
        };
        let edits: Vec<FileEdit> = changes.into_iter().map(to_edit).collect();
        self.open.session().edit(&edits);
        self.compare();
    }

    /// After typing both sides must hold the same; if not, the session's text counts.
    fn compare(self) {
        let Some((_, source)) = self.open.source() else { return };
        let revision = self.open.session().applied().with_untracked(|applied| applied.revision);
        let length = Utf16Index::new(&source.text).len();
        self.shown.update_value(|shown| {
            shown.text = Arc::clone(&source.text);
            shown.revision = revision;
        });
        let differs =
            |editor: &Option<Editor>| editor.as_ref().is_some_and(|editor| editor.length() != length);
        if self.editor.with_value(differs) {
            self.shown.update_value(|shown| shown.path.clear());
            self.follow_text();
        }
    }

    /// Shows the open file as the session has it.
    pub(super) fn follow_text(self) {
        let Some((_, source)) = self.open.source() else { return };
        let applied = self.open.session().applied().get_untracked();
        let shown = self.shown.get_value();
        self.shown.update_value(|shown| shown.revision = applied.revision);
        if shown.path != source.path {
            self.with_editor(|editor| {
                editor.open(&source.path, &source.text, source.undecodable_at.is_some());
            });
            self.shown.update_value(|shown| {
                shown.path.clone_from(&source.path);
                shown.problems.clear();
            });
        } else if shown.text != source.text {
            let exact = (applied.revision == shown.revision + 1).then(|| self.edits_of(&applied.changes));
            let fits = |edits: &Vec<TextEdit>| {
                apply_edits(&shown.text, edits).is_ok_and(|text| *text == *source.text)
            };
            let edits = exact.flatten().filter(fits);
            let edits = edits.unwrap_or_else(|| difference(&shown.text, &source.text).into_iter().collect());
            let index = Utf16Index::new(&shown.text);
            let splice = |edit: &TextEdit| {
                let range = index.range_to_utf16(edit.range);
                Splice(range.start, range.end, edit.insert.clone())
            };
            let splices: Vec<Splice> = edits.iter().map(splice).collect();
            self.with_editor(|editor| editor.change(&splices));
        }
        self.shown.update_value(|shown| shown.text = Arc::clone(&source.text));
    }

    /// The edits of the open file, if that is all that was changed in it.
    fn edits_of(self, changes: &[Change]) -> Option<Vec<TextEdit>> {
        let (open, _) = self.open.source()?;
        let mut found = None;
        for change in changes {
            match change {
                Change::Edit { file, edits } if *file == open && found.is_none() => {
                    found = Some(edits.clone());
                }
                Change::Edit { file, .. } if *file != open => {}
                Change::Variable { .. } | Change::Secret { .. } => {}
                _ => return None,
            }
        }
        found
    }

    /// Marks the problems of the last analysis, unless the text has changed since: then the editor
    /// moves its marks along until the next one.
    pub(super) fn follow_problems(self) {
        let analysis = self.open.session().analysis().get_untracked();
        let shown = self.shown.get_value();
        let file = self.open.session().settled().with_untracked(|inputs| {
            let same =
                |file: &&blockwright::source::Source| file.path == shown.path && file.text == shown.text;
            let source = inputs.files.iter().find(same)?;
            blockwright::workspace::file_named(&inputs.files, &source.path)
        });
        let Some(file) = file else { return };
        let here = |problem: &&Diagnostic| problem.at.is_some_and(|at| at.file == file);
        let problems: Vec<Diagnostic> = analysis.problems.iter().filter(here).cloned().collect();
        let index = Utf16Index::new(&shown.text);
        let marks: Vec<Mark> = problems.iter().map(|problem| mark_of(problem, &index)).collect();
        self.with_editor(|editor| editor.diagnose(&marks));
        self.shown.update_value(|shown| shown.problems = problems);
    }

    /// Goes where the last request or the route leads, once its file is open.
    pub(super) fn follow_place(self) {
        let session = self.open.session();
        let shown = self.shown.get_value();
        let reveal = session.reveal_request().get_untracked();
        if let Some(reveal) = reveal.filter(|reveal| reveal.number > shown.revealed) {
            let path = session.settled().with_untracked(|inputs| {
                inputs.files.get(reveal.at.file.index()).map(|file| file.path.clone())
            });
            if path.as_ref() != Some(&shown.path) {
                return;
            }
            let range = Utf16Index::new(&shown.text).range_to_utf16(reveal.at.range);
            let line = LineIndex::new(&shown.text).locate(&shown.text, reveal.at.range.start).line;
            let is_beside = self.open.is_beside();
            self.with_editor(|editor| {
                if is_beside {
                    editor.show(range.start, range.end);
                } else {
                    editor.select(range.start, range.end);
                }
            });
            self.shown.update_value(|shown| {
                shown.revealed = reveal.number;
                shown.route = Some(Route::Source { file: path, line: Some(line) });
            });
            return;
        }
        let route = session.route().get_untracked();
        if shown.route.as_ref() == Some(&route) {
            return;
        }
        if let Route::Source { line: Some(line), .. } = route {
            self.with_editor(|editor| editor.select_line(line));
        }
        self.shown.update_value(|shown| shown.route = Some(route));
    }

    /// The problem that the editor knows by `index`.
    pub(super) fn problem(self, index: u32) -> Option<Diagnostic> {
        self.shown.with_value(|shown| shown.problems.get(index as usize).cloned())
    }

    /// The byte of the shown text at an offset of the editor.
    pub(super) fn to_bytes(self, offset: u32) -> u32 {
        self.shown.with_value(|shown| Utf16Index::new(&shown.text).to_bytes(offset))
    }

    /// Offsets of the shown text.
    pub(super) fn index(self) -> Utf16Index {
        self.shown.with_value(|shown| Utf16Index::new(&shown.text))
    }

    fn with_editor(self, act: impl FnOnce(&Editor)) {
        self.editor.with_value(|editor| editor.as_ref().map(act));
    }
}

fn mark_of(problem: &Diagnostic, index: &Utf16Index) -> Mark {
    let range = index.range_to_utf16(problem.at.map(|at| at.range).unwrap_or_default());
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "info",
    };
    Mark {
        from: range.start,
        to: range.end,
        severity,
        severity_name: problem.severity.name(),
        rule: problem.rule.id,
        message: problem.message.clone(),
        hint: problem.hint.clone(),
        fix: problem.fix.as_ref().map(|fix| fix.title.clone()),
    }
}
