//! Members of solutions of which there are newer versions. A solution pins its members, so only
//! another version of the solution can move them.

use std::fmt;
use std::sync::Arc;

use crate::block::reference::Pinned;
use crate::block::{BlockKind, BlockRef, Manifest};
use crate::composition::Composition;
use crate::config::Config;
use crate::registry::{Registries, Registry};
use crate::version::{Version, VersionSpec};

/// Deepest nesting of solutions that is followed (SOL-014).
const MAX_DEPTH: usize = 5;

/// A member of a solution of the project of which there is a newer version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutdatedMember {
    /// Name of the solution's instance, or the path of its entry.
    pub solution: String,
    /// The aliases that lead to the member, from the outside in.
    pub aliases: Vec<Arc<str>>,
    /// What the project's entry means now.
    pub entry: Pinned,
    /// The solution that pins the member: the entry's, or one nested in it.
    pub holder: Pinned,
    /// What the member is now.
    pub present: Pinned,
    /// The newest version of it that is not deprecated.
    pub newest: Version,
    /// How the project gets a newer one.
    pub way: Way,
}

/// How a project gets a newer version of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// This version of the entry's solution has the member in this one.
    Upgrade(Version, Version),
    /// No version has. This owner of the holder would have to publish one; empty if nobody is named.
    Owner(Arc<str>),
    /// The manifest of the entry's newest version is not loaded.
    Unread,
}

impl OutdatedMember {
    /// The aliases with dots between them.
    pub fn path(&self) -> String {
        self.aliases.join(".")
    }

    /// The versions whose manifests say what the way is.
    pub fn versions(&self, registries: &Registries) -> Vec<Pinned> {
        let newest = newest(registries, &self.entry);
        newest.map(|version| Pinned { version, ..self.entry.clone() }).into_iter().collect()
    }
}

impl fmt::Display for OutdatedMember {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let holder = self.holder.label();
        write!(out, "{holder} pins {}. ", self.present.label())?;
        match &self.way {
            Way::Upgrade(solution, member) => {
                write!(
                    out,
                    "{} {solution} has it in version {member}: move the solution.",
                    self.entry.block_id
                )
            }
            Way::Owner(owner) if owner.is_empty() => write!(
                out,
                "No newer version of the solution moves it, so the owner of {} has to publish one.",
                self.holder.block_id
            ),
            Way::Owner(owner) => write!(
                out,
                "No newer version of the solution moves it, so {owner}, who owns {}, has to publish one.",
                self.holder.block_id
            ),
            Way::Unread => write!(out, "The newest version of the solution is being read."),
        }
    }
}

/// The members of the project's solutions of which there are newer versions, in their order.
pub fn outdated_members(
    config: &Config,
    composition: &Composition,
    registries: &Registries,
) -> Vec<OutdatedMember> {
    let mut found = Vec::new();
    for (entry, resolved) in config.uses.iter().zip(&composition.resolved) {
        let Some(pinned) = resolved.as_ref() else { continue };
        let Some(manifest) = manifest(registries, pinned) else { continue };
        let name = entry.instance_name.as_ref().map_or_else(|| entry.path(), |name| name.value.to_string());
        let search = Search { registries, solution: name, entry: pinned };
        search.members(pinned, manifest, &mut Vec::new(), &mut found);
    }
    found
}

struct Search<'a> {
    registries: &'a Registries,
    solution: String,
    entry: &'a Pinned,
}

impl Search<'_> {
    fn members(
        &self,
        holder: &Pinned,
        manifest: &Manifest,
        aliases: &mut Vec<Arc<str>>,
        found: &mut Vec<OutdatedMember>,
    ) {
        if manifest.kind != BlockKind::Solution || aliases.len() == MAX_DEPTH {
            return;
        }
        for step in &manifest.steps {
            let Some(member) = resolved(self.registries, holder, &step.block_ref) else { continue };
            aliases.push(Arc::clone(&step.alias));
            let newest = newest(self.registries, &member).filter(|newest| *newest > member.version);
            if let Some(newest) = newest {
                found.push(OutdatedMember {
                    solution: self.solution.clone(),
                    aliases: aliases.clone(),
                    entry: self.entry.clone(),
                    holder: holder.clone(),
                    present: member.clone(),
                    newest,
                    way: self.way(aliases, &member, &manifest.owner),
                });
            }
            if let Some(inner) = self::manifest(self.registries, &member) {
                self.members(&member, inner, aliases, found);
            }
            aliases.pop();
        }
    }

    /// What the newest version of the entry's solution has at the same place.
    fn way(&self, aliases: &[Arc<str>], member: &Pinned, owner: &Arc<str>) -> Way {
        let nobody = || Way::Owner(Arc::clone(owner));
        let newest = newest(self.registries, self.entry).filter(|newest| *newest > self.entry.version);
        let Some(newest) = newest else { return nobody() };
        let mut at = Pinned { version: newest, ..self.entry.clone() };
        for alias in aliases {
            let Some(manifest) = manifest(self.registries, &at) else { return Way::Unread };
            let step = manifest.steps.iter().find(|step| step.alias == *alias);
            let Some(next) = step.and_then(|step| resolved(self.registries, &at, &step.block_ref)) else {
                return nobody();
            };
            at = next;
        }
        let is_same = at.registry == member.registry && at.block_id == member.block_id;
        if is_same && at.version > member.version { Way::Upgrade(newest, at.version) } else { nobody() }
    }
}

fn registry<'a>(registries: &'a Registries, pinned: &Pinned) -> Option<&'a Registry> {
    registries.get(&pinned.registry).map(|registry| &**registry)
}

fn manifest<'a>(registries: &'a Registries, pinned: &Pinned) -> Option<&'a Manifest> {
    let manifest = registry(registries, pinned)?.manifest(&pinned.block_id, pinned.version).ok()?;
    Some(manifest)
}

fn newest(registries: &Registries, pinned: &Pinned) -> Option<Version> {
    registry(registries, pinned)?.resolve(&pinned.block_id, &VersionSpec::Latest)
}

/// What a `block_ref` of `holder` means.
fn resolved(registries: &Registries, holder: &Pinned, block_ref: &str) -> Option<Pinned> {
    let BlockRef { registry, block_id, spec, .. } = BlockRef::parse_member(block_ref)?;
    let registry = registry.unwrap_or_else(|| Arc::clone(&holder.registry));
    let version = registries.get(&registry)?.resolve(&block_id, &spec)?;
    Some(Pinned { registry, block_id, version })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::read::read_manifest;
    use crate::registry::INDEX_PATH;
    use crate::source::Source;
    use crate::workspace::{Workspace, analyze};

    fn zone(version: &str) -> String {
        format!(
            r#"{{"block_id": "A", "version": "{version}", "inputs": [{{"name": "IN"}}], "outputs": [{{"name": "OUT"}}],
            "contains": {{"recipes": ["r"]}},
            "recipe_details": [{{"name": "r", "type": "python", "inputs": ["IN"], "outputs": ["OUT"], "payload": "pass"}}]}}"#
        )
    }

    fn solution(id: &str, version: &str, member: &str, owner: &str) -> String {
        format!(
            r#"{{"block_id": "{id}", "version": "{version}", "type": "solution", "owner": "{owner}",
            "inputs": [{{"name": "IN", "maps_to": "a.IN"}}], "outputs": [{{"name": "OUT", "maps_from": "a.OUT"}}],
            "sequence": [{{"alias": "a", "block_ref": "{member}"}}]}}"#
        )
    }

    /// What is told of the members of `reference` when these are published.
    fn told(reference: &str, manifests: &[String]) -> Vec<String> {
        let mut registry = Registry::new("R");
        registry.accept(INDEX_PATH, r#"{"blocks": []}"#).unwrap();
        for manifest in manifests {
            registry.add(read_manifest(manifest).unwrap().0);
        }
        let mut registries = Registries::default();
        registries.put(registry);
        let text = format!(
            "project: {{key: P, name: P}}\ndatasets: [{{name: X, type: s3}}]\nsolutions: [{{ref: R/{reference}, instance_name: s, inputs: {{IN: X}}}}]\n"
        );
        let workspace = Workspace {
            files: vec![Source::new("project.yml", &text)],
            registries: Arc::new(registries),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let found = outdated_members(&analysis.config, &analysis.composition, &workspace.registries);
        found
            .iter()
            .map(|member| format!("{}.{} -> {}: {member}", member.solution, member.path(), member.newest))
            .collect()
    }

    #[test]
    fn a_member_moves_with_its_solution_or_waits_for_the_owner() {
        let zones = [zone("1.0.0"), zone("1.1.0")];
        let old = solution("S", "1.0.0", "A@1.0.0", "team@x.org");
        let with = |more: &[String]| [&zones, more].concat();
        assert_eq!(
            told("S@1.0.0", &with(std::slice::from_ref(&old))),
            [
                "s.a -> 1.1.0: S@1.0.0 pins A@1.0.0. No newer version of the solution moves it, so team@x.org, who owns S, has to publish one."
            ]
        );
        let new = solution("S", "2.0.0", "A@1.1.0", "");
        assert_eq!(
            told("S@1.0.0", &with(&[old.clone(), new])),
            ["s.a -> 1.1.0: S@1.0.0 pins A@1.0.0. S 2.0.0 has it in version 1.1.0: move the solution."]
        );
        let same = solution("S", "1.0.1", "A@1.0.0", "");
        assert_eq!(told("S@1.0.0", &with(&[old, same])).len(), 1);
        assert_eq!(told("S@1.0.0", &with(&[solution("S", "1.0.0", "A@1.1.0", "")])), [""; 0]);
    }

    #[test]
    fn a_member_of_a_nested_solution_is_its_owners() {
        let manifests = [
            zone("1.0.0"),
            zone("2.0.0"),
            solution("INNER", "1.0.0", "A@^1.0.0", ""),
            solution("OUTER", "1.0.0", "INNER@1.0.0", "someone"),
        ];
        assert_eq!(
            told("OUTER@1.0.0", &manifests),
            [
                "s.a.a -> 2.0.0: INNER@1.0.0 pins A@1.0.0. No newer version of the solution moves it, so the owner of INNER has to publish one."
            ]
        );
    }
}
