//! The changes of a gesture while they come together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::entry::key;
use super::sharing::check_edits;
use super::{Refusal, Scene, Step};
use crate::arrangement::{Arrangement, CANVAS_PATH, Written};
use crate::diagnostic::Level;
use crate::diagram::NodeId;
use crate::history::{self, Change, changes_that_insert};
use crate::insertion::{Spot, insert_text};
use crate::source::FileId;
use crate::text::{TextEdit, joined};
use crate::workspace::Workspace;
use crate::yaml::edit::{self, Edit};

/// Keys that go with their last value, as they say nothing without.
const EMPTY_GOES: [&str; 3] = ["inputs", "outputs", "extends"];

/// What a gesture is going to change, and what is said about it.
pub(super) struct Script<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) title: String,
    pub(super) focus: Vec<NodeId>,
    edits: BTreeMap<FileId, Vec<TextEdit>>,
    /// What goes: the children of each collection.
    removals: BTreeMap<(FileId, Vec<edit::Step>), BTreeSet<edit::Step>>,
    /// Entries to add, as a configuration in block style, and where.
    insertion: Option<(String, Spot)>,
    layout: Option<Arrangement>,
    gone_files: BTreeSet<FileId>,
}

impl<'a> Script<'a> {
    pub(super) fn new(scene: Scene<'a>) -> Self {
        Self {
            scene,
            title: String::new(),
            focus: Vec::new(),
            edits: BTreeMap::new(),
            removals: BTreeMap::new(),
            insertion: None,
            layout: None,
            gone_files: BTreeSet::new(),
        }
    }

    /// Has to be asked before anything of the text is looked at: while it cannot be read, the canvas
    /// shows the last good state, and an edit made on that would be lost or do harm.
    pub(super) fn open_text(&self) -> Result<(), Refusal> {
        let analysis = self.scene.analysis;
        let broken = |problem: &&crate::diagnostic::Diagnostic| {
            problem.rule.level == Level::Syntax && problem.fails(true)
        };
        let Some(problem) = analysis.problems.iter().find(broken) else { return Ok(()) };
        let path = problem.at.and_then(|at| self.scene.workspace.files.get(at.file.index()));
        let path = path.map_or("the text", |source| source.path.as_str());
        Err(Refusal::new(
            format!("{path} cannot be read ({}), so the canvas shows its last good state", problem.message),
            "Mend the text first; the problems say where.",
        ))
    }

    /// Gives the value at `path` another value.
    pub(super) fn set(&mut self, file: FileId, path: &[edit::Step], value: &Value) -> Result<(), Refusal> {
        let edits = self.editor(file)?.set(path, value).map_err(|refusal| refused(refusal, path))?;
        self.push(file, edits);
        Ok(())
    }

    /// Gives the value at `path` a value; keys on the way that are not there are added.
    pub(super) fn put(&mut self, file: FileId, path: &[edit::Step], value: &Value) -> Result<(), Refusal> {
        let scene = self.scene;
        if scene.written(file, path).is_some() {
            return self.set(file, path, value);
        }
        let there = (0..path.len())
            .rev()
            .find(|length| path.get(..*length).is_some_and(|path| scene.written(file, path).is_some()));
        let (parent, missing) = path.split_at(there.unwrap_or_default());
        let Some((first, rest)) = missing.split_first() else { return Ok(()) };
        let value = rest.iter().rev().fold(value.clone(), |value, step| match step {
            edit::Step::Key(key) => json!({ key.as_str(): value }),
            edit::Step::Index(_) => json!([value]),
        });
        let editor = self.editor(file)?;
        let edits = match first {
            edit::Step::Key(key) => editor.insert_entry(parent, key, &value),
            edit::Step::Index(index) => editor.insert_element(parent, *index, &value),
        };
        let edits = edits.map_err(|refusal| refused(refusal, path))?;
        self.push(file, edits);
        Ok(())
    }

    /// Gives the key at `path` another name.
    pub(super) fn rename_key(&mut self, file: FileId, path: &[edit::Step], to: &str) -> Result<(), Refusal> {
        let edits = self.editor(file)?.rename(path, to).map_err(|refusal| refused(refusal, &[key(to)]))?;
        self.push(file, edits);
        Ok(())
    }

    /// Removes the entry or element at `path`.
    pub(super) fn remove(&mut self, file: FileId, path: &[edit::Step]) {
        if let Some((last, parent)) = path.split_last() {
            self.removals.entry((file, parent.to_vec())).or_default().insert(last.clone());
        }
    }

    /// Removes a file.
    pub(super) fn remove_file(&mut self, file: FileId) {
        self.gone_files.insert(file);
    }

    /// Adds the entries of a configuration in block style whose lists are indented by two.
    pub(super) fn insert(&mut self, entries: String, spot: Spot) {
        self.insertion = Some((entries, spot));
    }

    /// The arrangement to change. The first change keeps what is seen.
    pub(super) fn layout(&mut self) -> Result<&mut Arrangement, Refusal> {
        if self.layout.is_none() {
            check_layout(self.scene)?;
        }
        let scene = self.scene;
        let layout = self.layout.get_or_insert_with(|| scene.arrangement.clone());
        if layout.places.is_empty() {
            layout.places.extend(scene.shown.iter().map(|(id, at)| (id.clone(), *at)));
        }
        Ok(layout)
    }

    /// The arrangement to change, if there is one yet; what it says follows the text.
    pub(super) fn kept_layout(&mut self) -> Option<&mut Arrangement> {
        let scene = self.scene;
        let is_kept = *scene.arrangement != Arrangement::default();
        (is_kept || self.layout.is_some())
            .then(|| self.layout.get_or_insert_with(|| scene.arrangement.clone()))
    }

    /// The step, with everything in the order in which it has to be done.
    pub(super) fn finish(mut self) -> Result<Step, Refusal> {
        self.resolve_removals()?;
        let mut changes = Vec::new();
        for (file, edits) in &self.edits {
            let mut edits = joined(edits.clone());
            edits.dedup();
            check_edits(self.scene.text(*file), &edits)?;
            changes.push(Change::Edit { file: *file, edits });
        }
        if let Some((entries, spot)) = &self.insertion {
            let after = self.after(&changes)?;
            let inserted = insert_text(&after.files, &after.environment, entries, *spot);
            let inserted = inserted.map_err(|refusal| not_inserted(&refusal))?;
            changes.extend(changes_that_insert(&after, &inserted));
        }
        let layout = self.layout.take().map(Written::new);
        if let Some(layout) = &layout {
            changes.extend(layout.change(&self.after(&changes)?.files));
        }
        changes.extend(self.gone_files.iter().rev().map(|file| Change::Remove { file: *file }));
        if changes.is_empty() {
            return Err(Refusal::new("it is like that already", "Choose something else."));
        }
        Ok(Step { title: self.title, changes, focus: self.focus, layout })
    }

    fn editor(&self, file: FileId) -> Result<Edit<'a>, Refusal> {
        let root = self.scene.root(file);
        let root = root.ok_or_else(|| Refusal::new("the file is not there any more", "Look at the text."))?;
        Ok(Edit::new(self.scene.text(file), root))
    }

    fn push(&mut self, file: FileId, edits: Vec<TextEdit>) {
        self.edits.entry(file).or_default().extend(edits);
    }

    /// Deepest first, because what becomes empty may go as a whole.
    fn resolve_removals(&mut self) -> Result<(), Refusal> {
        while let Some(deepest) = self.removals.keys().max_by_key(|(_, path)| path.len()).cloned() {
            let Some(children) = self.removals.remove(&deepest) else { break };
            let (file, path) = deepest;
            let node = self.scene.written(file, &path);
            let count = node.map_or(0, |node| match (node.as_list(), node.as_map()) {
                (Some(list), _) => list.len(),
                (_, Some(map)) => map.len(),
                _ => 0,
            });
            let goes =
                matches!(path.last(), Some(edit::Step::Key(key)) if EMPTY_GOES.contains(&key.as_str()));
            let is_recipe = path.first() == Some(&key("recipes"));
            if goes && !is_recipe && children.len() == count && count > 0 {
                self.remove(file, &path);
                continue;
            }
            let children: Vec<_> = children.into_iter().collect();
            let edits = self.editor(file)?.remove_all(&path, &children);
            let edits = edits.map_err(|refusal| refused(refusal, &path))?;
            self.push(file, edits);
        }
        Ok(())
    }

    fn after(&self, changes: &[Change]) -> Result<Workspace, Refusal> {
        let mut workspace = self.scene.workspace.clone();
        let misfit = |error: history::ChangeError| Refusal::new(error.to_string(), "Do it in smaller steps.");
        history::apply(&mut workspace, changes).map_err(misfit)?;
        Ok(workspace)
    }
}

/// A layout document that cannot be read would be lost if it were written.
fn check_layout(scene: Scene<'_>) -> Result<(), Refusal> {
    let document = scene.workspace.files.iter().find(|source| source.path == CANVAS_PATH);
    let reason = match document {
        Some(source) if source.undecodable_at.is_some() => "it is not UTF-8".to_owned(),
        Some(source) if *scene.arrangement == Arrangement::default() => {
            match Arrangement::read(&source.text) {
                Ok(_) => return Ok(()),
                Err(refusal) => refusal.to_string(),
            }
        }
        _ => return Ok(()),
    };
    let reason = format!("{CANVAS_PATH} cannot be read ({reason}), and writing it would lose what it says");
    Err(Refusal::new(reason, format!("Mend {CANVAS_PATH} or delete it first.")))
}

fn not_inserted(refusal: &crate::insertion::Refusal) -> Refusal {
    let words = refusal.to_string();
    let words = words.strip_prefix("Nothing was added: ").unwrap_or(&words);
    let (reason, remedy) = words.split_once(". ").unwrap_or((words, "Edit the text instead."));
    Refusal::new(reason.trim_end_matches('.'), remedy)
}

/// What an edit was refused for, in words.
pub(super) fn refused(refusal: edit::Refusal, path: &[edit::Step]) -> Refusal {
    let place = path.iter().rev().find_map(|step| match step {
        edit::Step::Key(key) => Some(format!("`{key}`")),
        edit::Step::Index(_) => None,
    });
    let place = place.unwrap_or_else(|| "the value".to_owned());
    match refusal {
        edit::Refusal::NotThere => Refusal::new(
            format!("{place} is written in a way that cannot be extended"),
            "Edit the text instead; the problems say where.",
        ),
        edit::Refusal::KeyExists => {
            Refusal::new(format!("{place} is taken already"), "Choose another, or remove that one first.")
        }
        edit::Refusal::Shared => Refusal::new(
            format!("{place} is shared through an anchor, an alias or a merge key"),
            "Write it out in the text first, so that no other place changes with it.",
        ),
    }
}
