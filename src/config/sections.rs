//! The files of a project merged into sections (spec 1.2 and 1.4), before their entries are read.

use super::format::Format;
use super::keys;
use super::layout::Role;
use super::rules::{sch001_root, sch002_kind, sch003_required, sch008_unknown_key, sch009_not_planned};
use crate::address::ResourceType;
use crate::diagnostic::pile::Pile;
use crate::source::{FileId, Location};
use crate::text::TextRange;
use crate::yaml::node::{Entry, Node};

/// A value and the file it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The file.
    pub file: FileId,
    /// The value.
    pub node: Node,
}

impl Part {
    /// Where the value stands.
    pub fn at(&self) -> Location {
        Location { file: self.file, range: self.node.range }
    }
}

/// A configuration, section by section; null sections are absent.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// What the configuration may use; the first version where `version` says nothing that is known.
    pub format: Format,
    /// `version`
    pub version: Option<Part>,
    /// `metadata`
    pub metadata: Option<Part>,
    /// `conventions`
    pub conventions: Option<Part>,
    /// `policies`, from version 1.1 on
    pub policies: Option<Part>,
    /// `project`, a mapping
    pub project: Option<Part>,
    /// Entries of `datasets` with their index in the merged list; each a mapping.
    pub datasets: Vec<(usize, Part)>,
    /// Entries of `recipes` with their index in the merged list; each a mapping.
    pub recipes: Vec<(usize, Part)>,
    /// Where the first `recipes` list stands.
    pub recipes_at: Option<Location>,
    /// Entries of `blocks` with their index; each a mapping.
    pub blocks: Vec<(usize, Part)>,
    /// Entries of `solutions` with their index; each a mapping.
    pub solutions: Vec<(usize, Part)>,
    /// Entries of `zones` with their index; each a mapping. Like those below only from version 1.1 on.
    pub zones: Vec<(usize, Part)>,
    /// Entries of `folders`.
    pub folders: Vec<(usize, Part)>,
    /// Entries of `models`.
    pub models: Vec<(usize, Part)>,
    /// Entries of `scenarios`.
    pub scenarios: Vec<(usize, Part)>,
    /// What these four lists describe, of those that are there, even if empty.
    pub described: Vec<ResourceType>,
}

/// Merges `documents`, which come in the order of [`super::layout::read_order`].
pub fn merge(documents: &[(Role, Part)], problems: &mut Pile) -> Sections {
    let mut merging = Merging { sections: Sections::default(), datasets: 0, recipes: 0, problems };
    for (role, document) in documents {
        match role {
            Role::Project => merging.project_file(document),
            Role::Datasets => merging.list_file(document, "datasets"),
            Role::Recipes => merging.list_file(document, "recipes"),
            Role::Environment | Role::Variables | Role::Lock | Role::Canvas | Role::Other => {}
        }
    }
    if !documents.iter().any(|(role, _)| *role == Role::Project) {
        let problem = sch003_required::report("project".into(), "the folder without `project.yml`");
        merging
            .problems
            .push(problem.hint("Add a file `project.yml` (not `.yaml`) with a `project` section."));
    }
    merging.sections
}

struct Merging<'a> {
    sections: Sections,
    /// Length of the merged lists so far.
    datasets: usize,
    recipes: usize,
    problems: &'a mut Pile,
}

impl Merging<'_> {
    fn project_file(&mut self, document: &Part) {
        let Some(root) = document.node.as_map() else {
            self.problems.push(sch001_root::report(document.node.kind()).at(document.at()));
            return;
        };
        let version = document.node.get("version").and_then(Node::as_text);
        self.sections.format = version.and_then(|text| Format::of(&text.value)).unwrap_or_default();
        for entry in root {
            self.root_entry(entry, document.file, root);
        }
        let has_project = root.iter().any(|entry| &*entry.key == "project" && !entry.value.is_null());
        if !has_project {
            let at =
                Location { file: document.file, range: TextRange::at(document.node.range.start as usize) };
            self.problems.push(sch003_required::report("project".into(), "the configuration").at(at));
        }
    }

    fn root_entry(&mut self, entry: &Entry, file: FileId, root: &[Entry]) {
        let part = || Some(Part { file, node: entry.value.clone() });
        let format = self.sections.format;
        match &*entry.key {
            key if key.starts_with("x-") => {}
            key if keys::ROOT.awaits(key, format) => {
                self.problems.push(sch009_not_planned::report(key.to_owned(), entry, file));
            }
            key if !keys::ROOT.reads(key, format) => {
                let known = keys::ROOT.of(format);
                self.problems.push(sch008_unknown_key::report(key.to_owned(), entry, file, &known, root));
            }
            _ if entry.value.is_null() => {}
            "version" => self.sections.version = part(),
            "metadata" => self.sections.metadata = part().filter(|part| self.is_mapping(part, "metadata")),
            "conventions" => {
                self.sections.conventions = part().filter(|part| self.is_mapping(part, "conventions"));
            }
            "policies" => self.sections.policies = part().filter(|part| self.is_mapping(part, "policies")),
            "project" => self.sections.project = part().filter(|part| self.is_mapping(part, "project")),
            key => self.append(key, &entry.value, file),
        }
    }

    fn is_mapping(&mut self, part: &Part, path: &str) -> bool {
        let fits = part.node.as_map().is_some();
        if !fits {
            self.problems.push(sch002_kind::report(path.to_owned(), "a mapping", &part.node, part.file));
        }
        fits
    }

    /// A file below `datasets/` or `recipes/`: a mapping with that list and nothing else.
    fn list_file(&mut self, document: &Part, section: &str) {
        let Some(root) = document.node.as_map() else {
            let expected = format!("a mapping with the list `{section}`");
            self.problems.push(sch002_kind::report("$".into(), &expected, &document.node, document.file));
            return;
        };
        let list = root.iter().find(|entry| &*entry.key == section);
        if list.is_none() {
            let at =
                Location { file: document.file, range: TextRange::at(document.node.range.start as usize) };
            let hint = format!("Put the entries below `{section}:`.");
            self.problems.push(sch003_required::report(section.to_owned(), "the file").at(at).hint(hint));
        }
        for entry in root {
            let known_elsewhere = keys::ROOT.knows(&entry.key);
            let foreign = &*entry.key != section && !entry.key.starts_with("x-");
            // Without its list the file is one bare entry: one cause, one problem.
            if foreign && (list.is_some() || known_elsewhere) {
                let path = entry.key.to_string();
                self.problems.push(sch008_unknown_key::report(path, entry, document.file, &[section], root));
            }
        }
        if let Some(entry) = list.filter(|entry| !entry.value.is_null()) {
            self.append(section, &entry.value, document.file);
        }
    }

    /// Adds the entries of a list, whose index counts over all files.
    fn append(&mut self, section: &str, list: &Node, file: FileId) {
        let Some(nodes) = list.as_list() else {
            self.problems.push(sch002_kind::report(section.to_owned(), "a list of entries", list, file));
            return;
        };
        let sections = &mut self.sections;
        if section == "recipes" {
            sections.recipes_at.get_or_insert(Location { file, range: list.range });
        }
        sections.described.extend(described(section));
        // All others stand in one file only, so they count from 0.
        let mut from_start = 0;
        let (parts, length) = match section {
            "datasets" => (&mut sections.datasets, &mut self.datasets),
            "recipes" => (&mut sections.recipes, &mut self.recipes),
            "blocks" => (&mut sections.blocks, &mut from_start),
            "zones" => (&mut sections.zones, &mut from_start),
            "folders" => (&mut sections.folders, &mut from_start),
            "models" => (&mut sections.models, &mut from_start),
            "scenarios" => (&mut sections.scenarios, &mut from_start),
            _ => (&mut sections.solutions, &mut from_start),
        };
        for node in nodes {
            let index = *length;
            *length += 1;
            if node.as_map().is_some() {
                parts.push((index, Part { file, node: node.clone() }));
            } else {
                let path = format!("{section}[{index}]");
                self.problems.push(sch002_kind::report(path, "a mapping", node, file));
            }
        }
    }
}

/// What a list of version 1.1 describes.
fn described(section: &str) -> Option<ResourceType> {
    match section {
        "zones" => Some(ResourceType::Zone),
        "folders" => Some(ResourceType::Folder),
        "models" => Some(ResourceType::Model),
        "scenarios" => Some(ResourceType::Scenario),
        _ => None,
    }
}
