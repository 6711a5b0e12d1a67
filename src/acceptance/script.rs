//! The edits while they come together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::addition::{self, Addition};
use super::place::{self, root};
use super::{Accepted, Refusal};
use crate::address::{Address, ResourceType};
use crate::config::CodeFile;
use crate::desired::Places;
use crate::drift::{Field, Kind, ResourceDrift};
use crate::history::{self, Change, changes_that_insert};
use crate::insertion::{Spot, insert_text};
use crate::source::FileId;
use crate::text::difference;
use crate::value::same;
use crate::workspace::{Analysis, Workspace};

mod deed;
mod field; // a field of an entry
use deed::{Deed, settle};
use field::set;
pub(super) use field::written_reference;

/// What is going to change.
pub(super) struct Script<'a> {
    workspace: &'a Workspace,
    analysis: &'a Analysis,
    places: Places<'a>,
    /// Changes of entries, by file.
    deeds: BTreeMap<FileId, Vec<Deed>>,
    /// New texts of files with code.
    code: BTreeMap<FileId, String>,
    additions: Vec<(Address, Addition)>,
    refused: Vec<(Address, Refusal)>,
}

impl<'a> Script<'a> {
    pub(super) fn new(workspace: &'a Workspace, analysis: &'a Analysis) -> Self {
        Self {
            workspace,
            analysis,
            places: Places::new(&analysis.config, &analysis.composition),
            deeds: BTreeMap::new(),
            code: BTreeMap::new(),
            additions: Vec::new(),
            refused: Vec::new(),
        }
    }

    pub(super) fn refuse(&mut self, address: &Address, refusal: Refusal) {
        self.refused.push((address.clone(), refusal));
    }

    /// Accepts the fields at `paths` of a resource, or all of it.
    pub(super) fn take(
        &mut self,
        found: &ResourceDrift,
        paths: Option<&BTreeSet<&str>>,
    ) -> Result<(), Refusal> {
        match (&found.config, &found.server, &found.made_by) {
            (Some(_), _, Some(block)) => Err(Refusal::MadeByBlock(block.clone())),
            (Some(_), Some(_), None) => self.change(found, paths),
            (Some(_), None, None) => self.remove(&found.address),
            (None, Some(server), _) => {
                let addition = addition::of(server, &self.analysis.config, |path| self.is_taken(path))?;
                self.additions.push((found.address.clone(), addition));
                Ok(())
            }
            (None, None, _) => Err(Refusal::Settled),
        }
    }

    /// Whether a file has this path, or will have it; names that differ only in case count as equal, as
    /// on many file systems.
    fn is_taken(&self, path: &str) -> bool {
        let new = self.additions.iter().filter_map(|(_, addition)| addition.code.as_ref());
        let mut files = self.workspace.files.iter().chain(new);
        files.any(|source| source.path.to_lowercase() == path.to_lowercase())
    }

    fn remove(&mut self, address: &Address) -> Result<(), Refusal> {
        if *address.kind() == ResourceType::Project {
            return Err(Refusal::NoProject);
        }
        let place = place::find(self.analysis, &self.places, address).ok_or(Refusal::NoEntry)?;
        let deed = Deed { address: address.clone(), place, value: None };
        self.deeds.entry(deed.place.file).or_default().push(deed);
        Ok(())
    }

    fn change(&mut self, found: &ResourceDrift, paths: Option<&BTreeSet<&str>>) -> Result<(), Refusal> {
        let place = place::find(self.analysis, &self.places, &found.address).ok_or(Refusal::NoEntry)?;
        let written = place.node(self.analysis).ok_or(Refusal::NoEntry)?.to_value();
        let mut next = written.clone();
        let is_chosen = |field: &&Field| {
            let is_identity = *found.address.kind() != ResourceType::Project && field.path == "name";
            field.kind != Kind::Both && !is_identity && paths.is_none_or(|paths| paths.contains(&*field.path))
        };
        let mut code = None;
        for field in found.fields.iter().filter(is_chosen) {
            match self.code_file(&found.address).filter(|_| field.path == "code") {
                Some(file) => code = Some(self.code_text(file, field)?),
                None => set(&mut next, found, field, self.analysis.config.names)?,
            }
        }
        if same(&written, &next) && code.is_none() {
            return Err(Refusal::Settled);
        }
        self.code.extend(code);
        if !same(&written, &next) {
            let deed = Deed { address: found.address.clone(), place, value: Some(next) };
            self.deeds.entry(deed.place.file).or_default().push(deed);
        }
        Ok(())
    }

    /// The file that the entry keeps its code in.
    fn code_file(&self, address: &Address) -> Option<&'a CodeFile> {
        let config = &self.analysis.config;
        match address.kind() {
            ResourceType::Recipe => config.recipe(address.name())?.code_file.as_ref(),
            ResourceType::Scenario => {
                let own = config.scenarios.iter().find(|scenario| scenario.entry.is_named(address.name()));
                own?.code_file.as_ref()
            }
            _ => None,
        }
    }

    fn code_text(&self, code: &CodeFile, field: &Field) -> Result<(FileId, String), Refusal> {
        let config = &self.analysis.config;
        let recipes = config.recipes.iter().filter_map(|recipe| recipe.code_file.as_ref());
        let scenarios = config.scenarios.iter().filter_map(|scenario| scenario.code_file.as_ref());
        let is_alone = recipes.chain(scenarios).filter(|other| other.file == code.file).count() == 1;
        let file = code.file.filter(|_| is_alone);
        let file = file.ok_or_else(|| Refusal::CodeFile(code.path.value.to_string()))?;
        let text = field.server.as_ref().and_then(Value::as_str).unwrap_or_default();
        Ok((file, text.to_owned()))
    }

    /// The changes in the order in which they have to be made: the ids of files hold until files go.
    pub(super) fn finish(mut self) -> Accepted {
        let mut changes = Vec::new();
        let mut emptied = Vec::new();
        for (file, deeds) in std::mem::take(&mut self.deeds) {
            let Some(root) = root(self.analysis, file) else { continue };
            let text = self.workspace.files.get(file.index()).map_or("", |source| &source.text);
            if deed::empties(root, &deeds) {
                emptied.push(Change::Remove { file });
                continue;
            }
            let (edits, refused) = settle(text, root, deeds);
            self.refused.extend(refused);
            if !edits.is_empty() {
                changes.push(Change::Edit { file, edits });
            }
        }
        for (file, code) in &self.code {
            let before = self.workspace.files.get(file.index()).map_or("", |source| &source.text);
            let edits: Vec<_> = difference(before, code).into_iter().collect();
            if !edits.is_empty() {
                changes.push(Change::Edit { file: *file, edits });
            }
        }
        self.insert(&mut changes);
        emptied.reverse();
        changes.extend(emptied);
        crate::sorting::sort_by(&mut self.refused, |(left, _), (right, _)| left.cmp(right));
        Accepted { changes, refused: self.refused }
    }

    /// Adds the new entries behind what the changes so far leave.
    fn insert(&mut self, changes: &mut Vec<Change>) {
        let known = addition::zones(&self.analysis.config, &self.additions);
        let entries = addition::text(&self.additions, &known);
        if entries.is_empty() {
            return;
        }
        let mut after = self.workspace.clone();
        // The edits were made for these texts, so they fit.
        let is_changed = history::apply(&mut after, changes).is_ok();
        match insert_text(&after.files, &after.environment, &entries, Spot::End) {
            Ok(inserted) if is_changed => {
                changes.extend(changes_that_insert(&after, &inserted));
                let behind = (after.files.len() + inserted.files.len()..).map(FileId::new);
                let files = self.additions.iter().filter_map(|(_, addition)| addition.code.clone());
                changes.extend(behind.zip(files).map(|(file, source)| Change::Insert { file, source }));
            }
            Ok(_) => {}
            Err(refusal) => {
                let refused = std::mem::take(&mut self.additions).into_iter();
                self.refused
                    .extend(refused.map(|(address, _)| (address, Refusal::NotAdded(refusal.clone()))));
            }
        }
    }
}
