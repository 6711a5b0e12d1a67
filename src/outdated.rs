//! Blocks in the project of which there are newer versions, and what those would change.

mod member;

use std::sync::Arc;

pub use self::member::{OutdatedMember, Way, outdated_members};
use crate::block::Manifest;
use crate::block::column::Column;
use crate::block::interface::{Break, breaks, columns};
use crate::block::port::Port;
use crate::block::reference::Pinned;
use crate::composition::Composition;
use crate::config::Config;
use crate::registry::{Registries, Registry};
use crate::source::Location;
use crate::version::{Version, VersionSpec};

/// What differs between two versions of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// What breaks those who use the older one.
    pub breaks: Vec<Break>,
    /// Everything else that differs, a sentence each.
    pub others: Vec<String>,
}

impl Revision {
    /// What differs from `old` to `new`; `None` while a manifest is not loaded.
    pub fn between(registry: &Registry, block_id: &str, old: Version, new: Version) -> Option<Self> {
        let (old, new) = (registry.manifest(block_id, old).ok()?, registry.manifest(block_id, new).ok()?);
        let schema = |path: &str| registry.schema(path);
        let mut others = others(old, new);
        others.extend(columns_changed(registry, old, new));
        Some(Self { breaks: breaks(old, new, schema, schema), others })
    }
}

fn others(old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut told = Vec::new();
    let lacks = |ports: &[Port], port: &Port| !ports.iter().any(|known| known.name == port.name);
    for port in new.inputs.iter().filter(|port| !port.required && lacks(&old.inputs, port)) {
        told.push(format!("input {} is new and may be left open", port.name));
    }
    for port in new.outputs.iter().filter(|port| lacks(&old.outputs, port)) {
        told.push(format!("output {} is new", port.name));
    }
    for port in &new.inputs {
        let was = old.inputs.iter().find(|known| known.name == port.name);
        if was.is_some_and(|was| was.required && !port.required) {
            told.push(format!("input {} may be left open now", port.name));
        }
    }
    for (kind, before, after) in [
        ("recipe", &old.contains.recipes, &new.contains.recipes),
        ("dataset", &old.contains.datasets, &new.contains.datasets),
        ("model", &old.contains.models, &new.contains.models),
        ("folder", &old.contains.folders, &new.contains.folders),
    ] {
        let names = |names: &[Arc<str>], than: &[Arc<str>], word: &str| -> Vec<String> {
            let other = names.iter().filter(|name| !than.contains(name));
            other.map(|name| format!("{kind} {name} inside {word}")).collect()
        };
        told.extend(names(after, before, "is new"));
        told.extend(names(before, after, "is gone"));
    }
    for recipe in &new.recipe_details {
        let was = old.recipe(&recipe.name);
        if was.is_some_and(|was| was.payload != recipe.payload || was.code_snippet != recipe.code_snippet) {
            told.push(format!("recipe {} inside has other code", recipe.name));
        }
    }
    told.extend(members(old, new));
    told
}

/// Columns that outputs give more, and that inputs ask for no longer: nobody breaks by them.
fn columns_changed(registry: &Registry, old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut told = Vec::new();
    let mut compare = |more: &[Port], less: &[Port], words: &str| {
        for port in more {
            let schema = |path: &str| registry.schema(path);
            let other = less.iter().find(|other| other.name == port.name);
            let known = columns(port, schema).zip(other.and_then(|other| columns(other, schema)));
            let Some((more, less)) = known else { continue };
            let is_only_here = |column: &&Column| !less.iter().any(|other| other.name == column.name);
            let names: Vec<&str> = more.iter().filter(is_only_here).map(|column| &*column.name).collect();
            if !names.is_empty() {
                told.push(format!("{words} {}: {}", port.name, names.join(", ")));
            }
        }
    };
    compare(&new.outputs, &old.outputs, "new columns of output");
    compare(&old.inputs, &new.inputs, "columns no longer asked for by input");
    told
}

/// Members of solutions that came, went or have another version.
fn members(old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut told = Vec::new();
    for step in &new.steps {
        match old.steps.iter().find(|was| was.alias == step.alias) {
            None => told.push(format!("member {} ({}) is new", step.alias, step.block_ref)),
            Some(was) if was.block_ref != step.block_ref => {
                told.push(format!("member {} is {} and was {}", step.alias, step.block_ref, was.block_ref));
            }
            Some(_) => {}
        }
    }
    let gone = old.steps.iter().filter(|was| !new.steps.iter().any(|step| step.alias == was.alias));
    told.extend(gone.map(|step| format!("member {} is gone", step.alias)));
    told
}

/// An entry of the project of which there is a newer version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// Name of the instance, or the path of the entry if it has none.
    pub name: String,
    /// What the entry means now.
    pub present: Pinned,
    /// Whether that version is deprecated.
    pub is_deprecated: bool,
    /// The newest version that is not deprecated.
    pub newest: Version,
    /// The value of `ref`.
    pub at: Location,
    /// What would change; `None` while a manifest is not loaded.
    pub revision: Option<Revision>,
}

impl Outdated {
    /// The value of `ref` that asks for the newest version.
    pub fn reference(&self) -> String {
        Pinned { version: self.newest, ..self.present.clone() }.to_string()
    }

    /// Both versions, whose manifests say what would change.
    pub fn versions(&self) -> [Pinned; 2] {
        [self.present.clone(), Pinned { version: self.newest, ..self.present.clone() }]
    }
}

/// The entries of `blocks` and `solutions` of which there are newer versions, in their order.
pub fn outdated(config: &Config, composition: &Composition, registries: &Registries) -> Vec<Outdated> {
    let mut found = Vec::new();
    for (entry, resolved) in config.uses.iter().zip(&composition.resolved) {
        let Some((present, field)) = resolved.as_ref().zip(entry.reference.as_ref()) else { continue };
        let Some(registry) = registries.get(&present.registry) else { continue };
        let newest = registry.resolve(&present.block_id, &VersionSpec::Latest);
        let Some(newest) = newest.filter(|newest| *newest > present.version) else { continue };
        let listed = registry.index.find(&present.block_id, present.version);
        found.push(Outdated {
            name: entry.instance_name.as_ref().map_or_else(|| entry.path(), |name| name.value.to_string()),
            present: present.clone(),
            is_deprecated: listed.is_some_and(|listed| listed.deprecated),
            newest,
            at: field.at,
            revision: Revision::between(registry, &present.block_id, present.version, newest),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::tests::demo_alone;
    use crate::source::Source;
    use crate::workspace::{Workspace, analyze};

    #[test]
    fn an_old_version_is_told_with_what_would_change() {
        let text = "version: \"1.0\"\nproject: {key: P, name: P}\nblocks:\n  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0\n    instance_name: features\n";
        let inputs = Workspace {
            files: vec![Source::new("project.yml", text)],
            environment: "dev".into(),
            registries: demo_alone(),
            ..Workspace::default()
        };
        let analysis = analyze(&inputs);
        let found = outdated(&analysis.config, &analysis.composition, &inputs.registries);
        let [only] = &found[..] else { panic!("{found:?}") };
        assert_eq!(only.name, "features");
        assert!(only.newest > only.present.version);
        assert!(only.reference().starts_with("BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@"));
        let revision = only.revision.as_ref().unwrap();
        let gained = "new columns of output ENGINEERED_FEATURES: BAND_ENERGY, LOAD_PCT";
        assert!(revision.others.iter().any(|told| told == gained), "{:?}", revision.others);
    }
}
