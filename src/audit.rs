//! What is wrong with a registry, for those who publish in it (`blocks.md` 2.11).
//!
//! Nothing here stops a configuration: readers take what they can use. A problem's path is the file
//! below `blocks/`, its place inside stands beside it.

mod index;
mod interface;
mod members;
pub mod rules;
mod zone;

use crate::block::Manifest;
use crate::block::digest::digest;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::registry::{Registries, Registry, entry};
use crate::sorting::sort;

/// Checks everything of a registry that is loaded, file by file. Solutions are composed against
/// `registries`, which hold it and those that its solutions name.
pub fn audit(registry: &Registry, registries: &Registries) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (file, remark) in &registry.remarks {
        let rule = rules::find(remark.rule).unwrap_or(&rules::SHAPE);
        problems.push(rule.report(&**file, remark.message.clone()).within(remark.path.clone()));
    }
    index::check(registry, &mut problems);
    for manifest in registry.manifests() {
        let mut report = Report { manifest, problems: &mut problems };
        check_manifest(registry, &mut report);
        interface::check(registry, &mut report);
        members::check(registry, registries, &mut report);
    }
    problems
}

/// REG-013: whether `new` may be published over `old`, the same version of the same block.
pub fn check_republished(old: &Manifest, new: &Manifest) -> Option<Diagnostic> {
    let [before, after] = [old, new].map(|manifest| digest(&manifest.document));
    let path = entry::manifest_path(&new.block_id, new.version);
    let message = format!("the content of {} would change from {before} to {after}", new.label());
    (before != after).then(|| rules::CONTENT.report(&*path, message).hint("Publish it as another version."))
}

/// Problems of one manifest.
struct Report<'a> {
    manifest: &'a Manifest,
    problems: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    fn add(&mut self, rule: &'static Rule, place: &str, message: String) {
        self.add_as(rule, rule.severity, place, message);
    }

    fn add_as(&mut self, rule: &'static Rule, severity: Severity, place: &str, message: String) {
        let path = entry::manifest_path(&self.manifest.block_id, self.manifest.version);
        self.problems.push(rule.report(&*path, message).severity(severity).within(place));
    }
}

/// REG-003 to REG-011 and REG-018, REG-019: one manifest by itself.
fn check_manifest(registry: &Registry, report: &mut Report<'_>) {
    let manifest = report.manifest;
    for (place, ports) in [("inputs", &manifest.inputs), ("outputs", &manifest.outputs)] {
        if ports.is_empty() {
            report.add(&rules::NO_PORT, place, format!("{} has no {place}", manifest.block_id));
        }
    }
    let mut names: Vec<&str> =
        manifest.inputs.iter().chain(&manifest.outputs).map(|port| &*port.name).collect();
    sort(&mut names);
    for pair in names.windows(2) {
        if let [first, second] = pair
            && first == second
        {
            report.add(&rules::PORT_TWICE, first, format!("the port name {first} is used twice"));
        }
    }
    let dependencies = &manifest.dependencies;
    let needs =
        [&dependencies.python, &dependencies.plugins, &dependencies.connections, &dependencies.code_envs];
    for (what, count, most) in [
        ("inputs", manifest.inputs.len(), 10),
        ("outputs", manifest.outputs.len(), 10),
        ("contains.datasets", manifest.contains.datasets.len(), 50),
        ("contains.recipes", manifest.contains.recipes.len(), 50),
        ("dependencies", needs.iter().map(|list| list.len()).sum(), 20),
    ] {
        if count > most {
            report.add(
                &rules::TOO_LARGE,
                what,
                format!("{what} has {count} entries, at most {most} are allowed"),
            );
        }
    }
    for (key, value, fits) in [
        (
            "hierarchy_level",
            &manifest.hierarchy_level,
            registry.taxonomy.allows_level(&manifest.hierarchy_level),
        ),
        ("domain", &manifest.domain, registry.taxonomy.allows_domain(&manifest.domain)),
    ] {
        if !fits {
            report.add(
                &rules::TAXONOMY,
                key,
                format!("{value} is not configured, and others are not allowed"),
            );
        }
    }
    zone::check(report);
}

#[cfg(test)]
mod tests;
