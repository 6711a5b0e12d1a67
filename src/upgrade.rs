//! Blocks that are deployed in another version than the configuration asks for (UPG-001, UPG-002).

use crate::address::{Address, ResourceType};
use crate::block::interface::{Break, breaks};
use crate::block::reference::Pinned;
use crate::composition::Composition;
use crate::composition::rules::reference::at_ref;
use crate::config::block_use::Section;
use crate::config::{BlockUse, Config};
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::registry::{Absence, Registries};
use crate::sorting::sort;
use crate::state::State;

/// A new major version.
pub static MAJOR: Rule = Rule {
    id: "UPG-001",
    level: Level::Composition,
    severity: Severity::Warning,
    title: "new major version",
    explanation: "A major version changes what the block reads or writes. Everything that uses its outputs may need \
                  a change too; the message names the ports that changed.",
};

/// A lower version.
pub static LOWER: Rule = Rule {
    id: "UPG-002",
    level: Level::Composition,
    severity: Severity::Warning,
    title: "lower version than deployed",
    explanation: "The configuration asks for an older version than the one that is deployed. What the newer one \
                  added will be deleted.",
};

/// The rules of this module.
pub static RULES: [&Rule; 2] = [&MAJOR, &LOWER];

/// The block that the state holds for an entry, if it is the same one in another version.
pub fn deployed(
    config: &Config,
    entry: &BlockUse,
    now: &Pinned,
    path: &str,
    state: &State,
) -> Option<Pinned> {
    let project = config.project.as_ref()?.key.as_ref()?;
    let kind = match entry.section {
        Section::Blocks => ResourceType::Block,
        Section::Solutions => ResourceType::Solution,
    };
    let record = state.find(&Address::resource(kind, &project.value, path))?;
    let before = Pinned::parse(record.attributes().get("ref")?.as_str()?)?;
    let is_same = before.registry == now.registry && before.block_id == now.block_id;
    (is_same && before.version != now.version).then_some(before)
}

/// Compares every entry with the state. Manifests of deployed versions that are not loaded are noted
/// as missing in `composition`.
pub fn check(
    config: &Config,
    composition: &mut Composition,
    registries: &Registries,
    state: &State,
) -> Vec<Diagnostic> {
    let instances =
        composition.instances.iter().map(|instance| (instance.entry, &instance.path, &instance.block));
    let members = |(entry, _, block): &(usize, &std::sync::Arc<str>, &Pinned)| {
        composition.resolved.get(*entry).and_then(Option::as_ref) == Some(*block)
    };
    let solutions =
        composition.solutions.iter().map(|solution| (solution.entry, &solution.path, &solution.block));
    let mut found: Vec<(usize, Pinned, Pinned)> = Vec::new();
    for (entry, path, now) in instances.filter(members).chain(solutions) {
        let Some(written) = config.uses.get(entry) else { continue };
        found.extend(deployed(config, written, now, path, state).map(|before| (entry, before, now.clone())));
    }
    sort(&mut found);
    let mut problems = Vec::new();
    for (entry, before, now) in found {
        let Some(entry) = config.uses.get(entry) else { continue };
        if now.version < before.version {
            let message = format!("version {} is lower than the deployed {}", now.version, before.version);
            problems.push(at_ref(&LOWER, entry, message));
        } else if now.version.major > before.version.major {
            let changed = changed_ports(composition, registries, &before, &now);
            problems.push(major(entry, &before, &now, &changed));
        }
    }
    problems
}

fn major(entry: &BlockUse, before: &Pinned, now: &Pinned, changed: &[Break]) -> Diagnostic {
    let ports: Vec<String> = changed.iter().map(ToString::to_string).collect();
    let ports = if ports.is_empty() { "no port is known to change".to_owned() } else { ports.join("; ") };
    let message =
        format!("{} goes from version {} to {}: {ports}", now.block_id, before.version, now.version);
    at_ref(&MAJOR, entry, message).hint("Look at what uses its outputs before you apply the plan.")
}

/// What breaks users between two versions, as far as their manifests are loaded.
fn changed_ports(
    composition: &mut Composition,
    registries: &Registries,
    before: &Pinned,
    now: &Pinned,
) -> Vec<Break> {
    let Some(registry) = registries.get(&now.registry) else { return Vec::new() };
    let manifest = |block: &Pinned| registry.manifest(&block.block_id, block.version);
    match (manifest(before), manifest(now)) {
        (Ok(old), Ok(new)) => {
            let wanted = old
                .schema_paths()
                .filter(|path| registry.schema(path).is_none() && registry.failure(path).is_none());
            let wanted: Vec<_> = wanted.cloned().collect();
            if !wanted.is_empty() {
                composition.missing.entry(now.registry.clone()).or_default().extend(wanted);
            }
            breaks(old, new, |path| registry.schema(path), |path| registry.schema(path))
        }
        (Err(Absence::Unread(path)), _)
            if registry.index.find(&before.block_id, before.version).is_some() =>
        {
            composition.missing.entry(now.registry.clone()).or_default().insert(path);
            Vec::new()
        }
        _ => Vec::new(),
    }
}
