//! What is kept of a project in the browser's storage, so that a crash or a closed tab loses
//! nothing.
//!
//! A draft is written file by file: only what changed since the last time. Values of variables and
//! secrets are never part of it. This module knows no storage; times come in as values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::source::{LineEnding, Source};
use crate::workspace::Workspace;

/// Version of the records below. A draft of a later version is left alone.
const FORMAT: u64 = 1;

/// What is known about a draft without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Chance text that names the draft in storage.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// When it was opened first, in milliseconds since 1970.
    pub created: u64,
    /// When it last changed, in milliseconds since 1970.
    pub changed: u64,
    /// The environment it was last looked at in.
    pub environment: String,
    /// Names that are never substituted. Their values are nowhere.
    pub secrets: BTreeSet<String>,
    /// Paths of the files in order.
    pub files: Vec<String>,
}

impl Project {
    /// The record of a project that is opened at `now`, in milliseconds since 1970.
    pub fn new(id: String, name: String, now: u64) -> Self {
        let (environment, secrets, files) = (String::new(), BTreeSet::new(), Vec::new());
        Self { id, name, created: now, changed: now, environment, secrets, files }
    }

    /// Reads a record as [`Write::Project`] wrote it.
    ///
    /// # Errors
    /// If it is no such record, or of a later version.
    pub fn read(record: &str) -> Result<Self, Unreadable> {
        let record: Value = serde_json::from_str(record).map_err(|_| Unreadable::Damaged)?;
        match record["format"].as_u64() {
            Some(format) if format > FORMAT => Err(Unreadable::Newer),
            Some(_) => Self::of_record(&record).ok_or(Unreadable::Damaged),
            None => Err(Unreadable::Damaged),
        }
    }

    fn of_record(record: &Value) -> Option<Self> {
        Some(Self {
            id: text(record, "id")?,
            name: text(record, "name")?,
            created: record["created"].as_u64()?,
            changed: record["changed"].as_u64()?,
            environment: text(record, "environment")?,
            secrets: texts(record, "secrets")?.into_iter().collect(),
            files: texts(record, "files")?,
        })
    }

    fn record(&self) -> String {
        let secrets: Vec<&String> = self.secrets.iter().collect();
        let record = json!({
            "format": FORMAT, "id": self.id, "name": self.name, "created": self.created, "changed": self.changed,
            "environment": self.environment, "secrets": secrets, "files": self.files,
        });
        record.to_string()
    }
}

/// Why a draft cannot be opened. It stays in storage as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A record is no such record.
    Damaged,
    /// A later version of the page wrote it.
    Newer,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Damaged => "the stored draft is damaged; it was left as it is",
            Self::Newer => "a newer version of this page wrote the draft; it was left as it is",
        })
    }
}

impl std::error::Error for Unreadable {}

/// Something to write to storage, under the draft's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// The record about the project.
    Project(String),
    /// The record of the file at this path.
    File(String, String),
    /// The file at this path is gone.
    RemoveFile(String),
    /// The state as text, or none.
    State(Option<Arc<str>>),
    /// The files as they were when the project was opened, as [`record_of_files`] gives them.
    Original(String),
}

/// A project as storage holds it, or should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is known about it.
    pub project: Project,
    /// Its files by path.
    pub files: BTreeMap<String, Source>,
    /// Its state.
    pub state: Option<Arc<str>>,
}

/// What has to be written, and what storage then holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The writes, to be done together or not at all.
    pub writes: Vec<Write>,
    /// What storage holds after them.
    pub stored: Draft,
    /// Paths of files that are empty now and were not before. Their last text stays stored until
    /// the user says otherwise, or they have a text again.
    pub held_back: Vec<String>,
}

impl Draft {
    /// The draft of `workspace`, as it would be stored at `now`.
    pub fn of(workspace: &Workspace, project: &Project, now: u64) -> Self {
        let project = Project {
            changed: now,
            environment: workspace.environment.clone(),
            secrets: workspace.secrets.clone(),
            files: workspace.files.iter().map(|file| file.path.clone()).collect(),
            ..project.clone()
        };
        let files = workspace.files.iter().map(|file| (file.path.clone(), file.clone())).collect();
        Self { project, files, state: workspace.state.clone() }
    }

    /// What has to be written so that storage, which holds `stored`, holds this draft. With
    /// `empty_too`, files that have become empty are written as well.
    pub fn save(mut self, stored: Option<&Self>, empty_too: bool) -> Saving {
        let mut writes = Vec::new();
        let mut held_back = Vec::new();
        for (path, file) in &mut self.files {
            let before = stored.and_then(|stored| stored.files.get(path));
            let is_emptied = before.is_some_and(|before| is_blank(file) && !is_blank(before));
            if let Some(before) = before.filter(|_| is_emptied && !empty_too) {
                held_back.push(path.clone());
                *file = before.clone();
            } else if before != Some(file) {
                writes.push(Write::File(path.clone(), file_record(file)));
            }
        }
        if let Some(stored) = stored {
            let gone = stored.files.keys().filter(|path| !self.files.contains_key(*path));
            writes.extend(gone.map(|path| Write::RemoveFile(path.clone())));
        }
        if stored.is_none_or(|stored| stored.state != self.state) {
            writes.push(Write::State(self.state.clone()));
        }
        let described = |draft: &Self| Project { changed: 0, ..draft.project.clone() };
        if !writes.is_empty() || stored.is_none_or(|stored| described(stored) != described(&self)) {
            writes.push(Write::Project(self.project.record()));
        }
        Saving { writes, stored: self, held_back }
    }

    /// Puts a draft together from its records. Files whose record is missing or damaged are left
    /// out and named.
    ///
    /// # Errors
    /// If the project's own record cannot be read.
    pub fn read(
        project: &str,
        files: &[String],
        state: Option<String>,
    ) -> Result<(Self, Vec<String>), Unreadable> {
        let project = Project::read(project)?;
        let sources = files.iter().filter_map(|record| read_file(record));
        let mut by_path: BTreeMap<String, Source> = sources.map(|file| (file.path.clone(), file)).collect();
        by_path.retain(|path, _| project.files.contains(path));
        let missing = project.files.iter().filter(|path| !by_path.contains_key(*path)).cloned().collect();
        Ok((Self { project, files: by_path, state: state.map(Into::into) }, missing))
    }

    /// The files in the project's order.
    pub fn sources(&self) -> Vec<Source> {
        self.project.files.iter().filter_map(|path| self.files.get(path).cloned()).collect()
    }
}

/// The files as one record: what a project was when it was opened.
pub fn record_of_files(files: &[Source]) -> String {
    Value::from(files.iter().map(value_of).collect::<Vec<_>>()).to_string()
}

/// Reads what [`record_of_files`] wrote; `None` if it is damaged.
pub fn read_files(record: &str) -> Option<Vec<Source>> {
    serde_json::from_str::<Value>(record).ok()?.as_array()?.iter().map(source_of).collect()
}

fn file_record(file: &Source) -> String {
    value_of(file).to_string()
}

fn read_file(record: &str) -> Option<Source> {
    source_of(&serde_json::from_str(record).ok()?)
}

fn value_of(file: &Source) -> Value {
    let line_ending = match file.line_ending {
        LineEnding::Lf => "lf",
        LineEnding::CrLf => "crlf",
        LineEnding::Cr => "cr",
    };
    json!({
        "path": file.path, "text": &*file.text, "line_ending": line_ending,
        "byte_order_mark": file.byte_order_mark, "undecodable_at": file.undecodable_at,
    })
}

fn source_of(record: &Value) -> Option<Source> {
    let line_ending = match record["line_ending"].as_str()? {
        "crlf" => LineEnding::CrLf,
        "cr" => LineEnding::Cr,
        _ => LineEnding::Lf,
    };
    Some(Source {
        path: text(record, "path")?,
        text: record["text"].as_str()?.into(),
        line_ending,
        byte_order_mark: record["byte_order_mark"].as_bool()?,
        undecodable_at: record["undecodable_at"].as_u64().and_then(|at| usize::try_from(at).ok()),
    })
}

fn text(record: &Value, name: &str) -> Option<String> {
    record[name].as_str().map(str::to_owned)
}

fn texts(record: &Value, name: &str) -> Option<Vec<String>> {
    record[name].as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn is_blank(file: &Source) -> bool {
    file.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        Workspace {
            files: files.iter().map(|(path, text)| Source::new(*path, text)).collect(),
            environment: "dev".into(),
            variables: BTreeMap::from([("PASSWORD".to_owned(), "hunter2".to_owned())]),
            secrets: BTreeSet::from(["TOKEN".to_owned()]),
            ..Workspace::default()
        }
    }

    fn draft(files: &[(&str, &str)]) -> Draft {
        Draft::of(&workspace(files), &Project::new("id".into(), "Plant".into(), 1), 2)
    }

    /// The writes in short: a letter for the kind, and the path.
    fn kinds(saving: &Saving) -> Vec<String> {
        let kind = |write: &Write| match write {
            Write::Project(_) => "project".to_owned(),
            Write::File(path, _) => format!("+{path}"),
            Write::RemoveFile(path) => format!("-{path}"),
            Write::State(state) => format!("state {}", state.is_some()),
            Write::Original(_) => "original".to_owned(),
        };
        saving.writes.iter().map(kind).collect()
    }

    #[test]
    fn only_what_changed_is_written() {
        let first = draft(&[("a.yml", "a: 1\n"), ("b.yml", "b: 1\n")]).save(None, false);
        assert_eq!(kinds(&first), ["+a.yml", "+b.yml", "state false", "project"]);
        let same = draft(&[("a.yml", "a: 1\n"), ("b.yml", "b: 1\n")]).save(Some(&first.stored), false);
        assert!(same.writes.is_empty());
        let next = draft(&[("a.yml", "a: 2\n"), ("c.yml", "c: 1\n")]).save(Some(&first.stored), false);
        assert_eq!(kinds(&next), ["+a.yml", "+c.yml", "-b.yml", "project"]);
    }

    #[test]
    fn an_emptied_file_keeps_its_last_text_in_storage() {
        let first = draft(&[("a.yml", "a: 1\n")]).save(None, false);
        let emptied = draft(&[("a.yml", " \n")]).save(Some(&first.stored), false);
        assert_eq!(
            (kinds(&emptied).len(), emptied.held_back.as_slice()),
            (0, ["a.yml".to_owned()].as_slice())
        );
        assert_eq!(&*emptied.stored.files["a.yml"].text, "a: 1\n");
        let wanted = draft(&[("a.yml", " \n")]).save(Some(&emptied.stored), true);
        assert_eq!(kinds(&wanted), ["+a.yml", "project"]);
        let typed = draft(&[("a.yml", "b")]).save(Some(&emptied.stored), false);
        assert_eq!(&*typed.stored.files["a.yml"].text, "b");
    }

    #[test]
    fn what_was_written_is_read_back_without_any_value() {
        let mut inputs = workspace(&[("b.yml", "b: 1\r\n"), ("a.yml", "\u{feff}a: ß\n")]);
        inputs.state = Some("{}".into());
        let saving = Draft::of(&inputs, &Project::new("id".into(), "Plant".into(), 1), 2).save(None, false);
        let (mut project, mut files, mut state) = (String::new(), Vec::new(), None);
        for write in &saving.writes {
            match write {
                Write::Project(record) => project.clone_from(record),
                Write::File(_, record) => files.push(record.clone()),
                Write::State(text) => state = text.as_ref().map(ToString::to_string),
                Write::RemoveFile(_) | Write::Original(_) => {}
            }
        }
        assert!(!format!("{project}{files:?}").contains("hunter2"));
        let (draft, missing) = Draft::read(&project, &files, state).unwrap();
        assert_eq!(draft, saving.stored);
        assert_eq!(draft.sources(), inputs.files);
        assert!(missing.is_empty());
        let (_, missing) = Draft::read(&project, &["nonsense".to_owned()], None).unwrap();
        assert_eq!(missing, ["b.yml", "a.yml"]);
        assert_eq!(read_files(&record_of_files(&inputs.files)), Some(inputs.files));
    }

    #[test]
    fn a_later_or_damaged_record_is_left_alone() {
        let record = Project::new("id".into(), "x".into(), 1).record();
        let later = record.replace("\"format\":1", "\"format\":2");
        assert_eq!(Project::read(&later), Err(Unreadable::Newer));
        assert_eq!(Project::read("{}"), Err(Unreadable::Damaged));
    }
}
