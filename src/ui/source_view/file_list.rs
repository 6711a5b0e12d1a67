//! The files of the project as a tree beside the text.

use std::collections::{BTreeMap, BTreeSet};

use blockwright::diagnostic::counts::Counts;
use blockwright::sorting::sort;
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::file_choice::FileButtons;
use super::file_dialog::{Asked, FileDialog};
use super::open_file::OpenFile;
use crate::ui::kit::{Count, Icon};

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    /// A folder, with its path.
    Folder(String),
    /// A file, with its path.
    File(String),
}

impl Row {
    fn path(&self) -> &str {
        match self {
            Self::Folder(path) | Self::File(path) => path,
        }
    }
}

/// The paths by folder: files at the top first, then each folder.
pub(super) fn by_folder(paths: &[String]) -> BTreeMap<&str, Vec<&String>> {
    let mut folders: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for path in paths {
        folders.entry(folder_of(path)).or_default().push(path);
    }
    for files in folders.values_mut() {
        sort(files);
    }
    folders
}

pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn rows(paths: &[String], closed: &BTreeSet<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (folder, files) in by_folder(paths) {
        if !folder.is_empty() {
            rows.push(Row::Folder(folder.to_owned()));
        }
        if !closed.contains(folder) {
            rows.extend(files.into_iter().map(|path| Row::File(path.clone())));
        }
    }
    rows
}

/// The tree of files with what can be done with them.
#[component]
pub(super) fn FileTree(open: OpenFile) -> impl IntoView {
    let closed = RwSignal::new(BTreeSet::<String>::new());
    let rows = Memo::new(move |_| open.paths().with(|paths| closed.with(|closed| rows(paths, closed))));
    // The row that the arrow keys are at; the open file until they move.
    let at = RwSignal::new(None::<Row>);
    let asked = RwSignal::new(None::<Asked>);
    let tree = NodeRef::<html::Ul>::new();
    let present = Memo::new(move |_| {
        let row = at.get().unwrap_or_else(|| Row::File(open.path().get()));
        rows.with(|rows| if rows.contains(&row) { Some(row) } else { rows.first().cloned() })
    });
    let keys = move |event: ev::KeyboardEvent| {
        let Some(row) = present.get_untracked() else { return };
        if act(&event, &row, open, closed, asked) {
            event.prevent_default();
            return;
        }
        let Some(next) = rows.with_untracked(|rows| step(&event.key(), rows, &row)) else { return };
        event.prevent_default();
        at.set(Some(next));
        focus_row(tree);
    };
    view! {
        <section class="files" aria-label="Files">
            <div class="file-tools" role="toolbar" aria-label="Files">
                <h2 class="file-heading">"Files"</h2>
                <FileButtons open asked />
            </div>
            <ul class="file-tree" role="tree" aria-label="Files of the project" node_ref=tree on:keydown=keys>
                <For each=move || rows.get() key=Clone::clone let:row>
                    <TreeRow open row closed at present />
                </For>
            </ul>
            <FileDialog open asked />
        </section>
    }
}

/// What keys other than arrows do with a row; whether they did something.
fn act(
    event: &ev::KeyboardEvent,
    row: &Row,
    open: OpenFile,
    closed: RwSignal<BTreeSet<String>>,
    asked: RwSignal<Option<Asked>>,
) -> bool {
    match (event.key().as_str(), row) {
        ("Enter" | " ", Row::File(path)) => open.show(path),
        ("Enter" | " ", Row::Folder(path)) => toggle(closed, path),
        ("ArrowRight", Row::Folder(path)) if closed.with_untracked(|closed| closed.contains(path)) => {
            toggle(closed, path);
        }
        ("ArrowLeft", Row::Folder(path)) if !closed.with_untracked(|closed| closed.contains(path)) => {
            toggle(closed, path);
        }
        ("F2", Row::File(path)) => asked.set(Some(Asked::Rename(path.clone()))),
        ("Delete", Row::File(path)) => open.delete(path),
        _ => return false,
    }
    true
}

fn toggle(closed: RwSignal<BTreeSet<String>>, folder: &str) {
    closed.update(|closed| {
        if !closed.remove(folder) {
            closed.insert(folder.to_owned());
        }
    });
}

/// The row that a key leads to.
fn step(key: &str, rows: &[Row], from: &Row) -> Option<Row> {
    let here = rows.iter().position(|row| row == from)?;
    let next = match key {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.checked_sub(1)?,
        "Home" => 0,
        "End" => rows.len().checked_sub(1)?,
        // From a file to its folder, and from an open folder to its first file.
        "ArrowLeft" => {
            rows.iter().position(|row| matches!(row, Row::Folder(path) if path == folder_of(from.path())))?
        }
        "ArrowRight" if matches!(from, Row::Folder(_)) => here + 1,
        _ => return None,
    };
    rows.get(next).cloned()
}

fn focus_row(tree: NodeRef<html::Ul>) {
    request_animation_frame(move || {
        let row = tree.get_untracked().and_then(|tree| tree.query_selector("[tabindex='0']").ok().flatten());
        if let Some(row) = row.as_ref().and_then(JsCast::dyn_ref::<web_sys::HtmlElement>) {
            // Focus fails only for what cannot have it.
            drop(row.focus());
        }
    });
}

#[component]
fn TreeRow(
    open: OpenFile,
    row: Row,
    closed: RwSignal<BTreeSet<String>>,
    at: RwSignal<Option<Row>>,
    present: Memo<Option<Row>>,
) -> impl IntoView {
    let here = StoredValue::new(row.clone());
    let arrive = move |_| at.set(Some(here.get_value()));
    let tab_stop = move || {
        let is_present = present.with(|present| present.as_ref() == Some(&here.get_value()));
        if is_present { "0" } else { "-1" }
    };
    let path = StoredValue::new(row.path().to_owned());
    let is_open = Memo::new(move |_| path.with_value(|path| open.path().with(|open| open == path)));
    match row {
        Row::Folder(folder) => {
            let is_closed =
                Memo::new(move |_| path.with_value(|path| closed.with(|closed| closed.contains(path))));
            let press = move |_| toggle(closed, &path.get_value());
            view! {
                <li {..custom_attribute("aria-level", "1")} role="treeitem" class="file-row" tabindex=tab_stop
                    aria-expanded=move || (!is_closed.get()).to_string() on:click=press on:focus=arrive>
                    {move || if is_closed.get() { Icon::ChevronRight } else { Icon::ChevronDown }.view()}
                    <span class="file-name">{folder}</span>
                    <Show when=move || is_closed.get()>
                        <Problems counts=Signal::derive(move || in_folder(open, &path.get_value())) />
                    </Show>
                </li>
            }
            .into_any()
        }
        Row::File(file) => {
            let is_changed = Memo::new(move |_| {
                path.with_value(|path| open.changed().with(|changed| changed.contains(path)))
            });
            let counts = Signal::derive(move || {
                open.counts()
                    .with(|counts| path.with_value(|path| counts.get(path).copied().unwrap_or_default()))
            });
            let press = move |_| open.show(&path.get_value());
            let level = if folder_of(&file).is_empty() { "1" } else { "2" };
            view! {
                <li {..custom_attribute("aria-level", level)} role="treeitem" class="file-row" tabindex=tab_stop title=file.clone()
                    aria-selected=move || is_open.get().to_string() on:click=press on:focus=arrive>
                    {Icon::File.view()}
                    <span class="file-name">{name_of(&file).to_owned()}</span>
                    {move || is_changed.get().then(|| view! {
                        <span class="file-changed" title="Changed since the project was opened">
                            <span aria-hidden="true">"●"</span><span class="visually-hidden">" changed"</span>
                        </span>
                    })}
                    <Problems counts />
                </li>
            }
            .into_any()
        }
    }
}

/// How many problems there are, worst kind only: the row is narrow.
#[component]
fn Problems(counts: Signal<Counts>) -> impl IntoView {
    let errors = Signal::derive(move || counts.get().errors);
    let warnings = Signal::derive(move || if errors.get() == 0 { counts.get().warnings } else { 0 });
    view! {
        <Count value=errors label="errors" tone="tone-error" />
        <Count value=warnings label="warnings" tone="tone-warning" />
    }
}

fn in_folder(open: OpenFile, folder: &str) -> Counts {
    open.counts().with(|counts| {
        let mut sum = Counts::default();
        for (_, found) in counts.iter().filter(|(path, _)| folder_of(path) == folder) {
            sum.errors += found.errors;
            sum.warnings += found.warnings;
            sum.notices += found.notices;
        }
        sum
    })
}
