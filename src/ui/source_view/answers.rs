//! What the editor is answered when it asks about a place in the text.

use blockwright::completion::{self, Completion, Kind};
use blockwright::reference;
use blockwright::text::utf16::Utf16Index;
use leptos::prelude::*;

use super::link::Link;
use super::open_file::OpenFile;
use super::uses::{Listed, place_of};
use crate::ui::editor::{Choice, Explanation, Page};

/// The caret, for the line below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caret {
    /// From 1.
    pub(super) line: u32,
    /// In characters, from 1.
    pub(super) column: u32,
    /// How much is selected, in code units.
    pub(super) selected: u32,
}

/// The functions that the editor calls. It may still call some when the view is gone, as for a list of
/// choices that it waited with: then there is nothing to change and nothing to say.
pub(super) fn page(
    open: OpenFile,
    link: Link,
    caret: RwSignal<Option<Caret>>,
    uses: RwSignal<Option<Listed>>,
) -> Page {
    let session = open.session();
    let is_shown = move || !open.is_gone();
    let fix = move |index| {
        if let Some(problem) = link.problem(index) {
            session.apply_fix(&problem);
        }
    };
    let moved = move |line, column, selected| {
        caret.set(Some(Caret { line, column, selected }));
        if open.is_beside() {
            session.follow_caret(&open.path().get_untracked(), line);
        }
    };
    Page {
        changed: Box::new(move |changes| {
            if is_shown() {
                link.typed(changes);
            }
        }),
        moved: Box::new(move |line, column, selected| {
            if is_shown() {
                moved(line, column, selected);
            }
        }),
        undo: Box::new(move || session.undo()),
        redo: Box::new(move || session.redo()),
        complete: Box::new(
            move |offset, _asked| {
                if is_shown() { complete(open, link, offset) } else { Vec::new() }
            },
        ),
        explain: Box::new(move |offset| is_shown().then(|| explain(open, link, offset)).flatten()),
        define: Box::new(move |offset| is_shown() && define(open, link, offset)),
        uses: Box::new(move |offset| {
            if is_shown() {
                uses.set(list_uses(open, link, offset));
            }
        }),
        fix: Box::new(move |index| {
            if is_shown() {
                fix(index);
            }
        }),
    }
}

fn complete(open: OpenFile, link: Link, offset: u32) -> Vec<Choice> {
    let Some((file, _)) = open.source() else { return Vec::new() };
    let analysis = open.session().analysis().get_untracked();
    let index = link.index();
    let offset = index.to_bytes(offset);
    let (choices, is_of_blocks) = open.session().workspace().with_untracked(|inputs| {
        let choices = completion::complete(inputs, &analysis, file, offset);
        (choices, completion::asks_for_blocks(inputs, file, offset))
    });
    if is_of_blocks {
        // The registries are read now, if they were not; the next letter finds more.
        open.session().browsing().browse();
    }
    choices.into_iter().map(|choice| choice_of(choice, &index)).collect()
}

fn choice_of(choice: Completion, index: &Utf16Index) -> Choice {
    let kind = match choice.kind {
        Kind::Key => "key",
        Kind::Word => "value",
        Kind::Dataset => "dataset",
        Kind::Block => "block",
        Kind::Variable => "variable",
        Kind::Entry => "entry",
    };
    let range = index.range_to_utf16(choice.edit.range);
    let select = Utf16Index::new(&choice.edit.insert).range_to_utf16(choice.select);
    Choice {
        label: choice.label,
        detail: choice.detail,
        kind,
        documentation: choice.documentation,
        from: range.start,
        to: range.end,
        insert: choice.edit.insert,
        select: (select.start, select.end),
    }
}

fn explain(open: OpenFile, link: Link, offset: u32) -> Option<Explanation> {
    let (file, _) = open.source()?;
    let analysis = open.session().analysis().get_untracked();
    let index = link.index();
    let offset = index.to_bytes(offset);
    let found = open
        .session()
        .workspace()
        .with_untracked(|inputs| completion::explain(inputs, &analysis, file, offset))?;
    let range = index.range_to_utf16(found.range);
    Some(Explanation { from: range.start, to: range.end, title: found.title, text: found.text })
}

/// What is named at `offset`, in an analysis that fits the text.
fn name_at(open: OpenFile, link: Link, offset: u32) -> Option<reference::Name> {
    if !open.session().is_settled() {
        open.session().settle();
    }
    let (file, _) = open.source()?;
    let config = open.session().analysis().with_untracked(|analysis| analysis.config.clone());
    reference::name_at(&config, file, link.to_bytes(offset))
}

fn define(open: OpenFile, link: Link, offset: u32) -> bool {
    let Some(name) = name_at(open, link, offset) else { return false };
    let origin = open
        .session()
        .analysis()
        .with_untracked(|analysis| reference::origin(&analysis.config, &analysis.composition, &name));
    match origin {
        Some(at) => open.session().reveal(at),
        None => open.session().announce(format!("Nothing declares or writes {}.", name.text())),
    }
    true
}

fn list_uses(open: OpenFile, link: Link, offset: u32) -> Option<Listed> {
    let name = name_at(open, link, offset)?;
    let config = open.session().analysis().with_untracked(|analysis| analysis.config.clone());
    let uses = reference::uses(&config, &name);
    let places = uses.into_iter().map(|found| (place_of(open, found.at), found)).collect();
    Some(Listed { name: std::sync::Arc::clone(name.text()), places })
}
