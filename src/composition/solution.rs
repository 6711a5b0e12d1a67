//! The inside of a solution: its members looked up, their wiring read and judged (`blocks.md` 1.10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::check_lock;
use super::reading::{Draft, Reading};
use super::rules::solution as rules;
use super::work::Work;
use crate::block::reference::{BlockRef, Pinned, is_alias};
use crate::block::{BlockKind, Manifest, Step};
use crate::config::BlockUse;
use crate::diagnostic::{Rule, quoted};
use crate::registry::Absence;

/// Deepest nesting; the outermost solution counts as 1.
const DEEPEST: usize = 5;

/// Most instances that a solution expands to.
const MOST_INSTANCES: usize = 1_000;

/// A solution whose inside holds together.
pub(super) struct Tree {
    pub(super) pinned: Pinned,
    pub(super) manifest: Arc<Manifest>,
    /// In the order of the manifest.
    pub(super) members: Vec<Member>,
    /// For each member's input port, where it comes from.
    pub(super) sources: BTreeMap<(usize, Arc<str>), Source>,
    /// For each output of the solution, the member and its port.
    pub(super) exposed: BTreeMap<Arc<str>, (usize, Arc<str>)>,
    /// The members in the order in which they are expanded: predecessors first.
    pub(super) order: Vec<usize>,
    /// Which members wait for which: pairs of earlier and later.
    pub(super) waits: BTreeSet<(usize, usize)>,
}

/// A member.
pub(super) struct Member {
    /// Position in the manifest's list.
    pub(super) step: usize,
    pub(super) alias: Arc<str>,
    pub(super) pinned: Pinned,
    pub(super) written: Arc<str>,
    pub(super) manifest: Arc<Manifest>,
    /// The inside, if it is a solution.
    pub(super) tree: Option<Tree>,
}

/// Where a member's input comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// An input of the solution.
    Input(Arc<str>),
    /// An output of another member.
    Member(usize, Arc<str>),
}

/// Whether a solution's input must be mapped: it says so, or a member port it feeds does.
pub(super) fn effectively_required(tree: &Tree, input: &str) -> bool {
    if tree.manifest.input(input).is_some_and(|port| port.required) {
        return true;
    }
    let fed =
        tree.sources.iter().filter(|(_, source)| matches!(source, Source::Input(name) if **name == *input));
    let mut fed = fed.filter_map(|((member, port), _)| Some((tree.members.get(*member)?, port)));
    fed.any(|(member, port)| match &member.tree {
        Some(inner) => effectively_required(inner, port),
        None => member.manifest.input(port).is_some_and(|port| port.required),
    })
}

/// Reads the inside of the solution that `entry` refers to; `None` if any rule is broken in it.
pub(super) fn build(
    work: &mut Work<'_>,
    entry: &BlockUse,
    pinned: &Pinned,
    manifest: &Arc<Manifest>,
) -> Option<Tree> {
    let mut builder = Builder { work, entry, failed: false, instances: 0 };
    let tree = builder.tree(pinned, manifest, &[]);
    let failed = builder.failed;
    tree.filter(|_| !failed)
}

pub(super) struct Builder<'w, 'a> {
    work: &'w mut Work<'a>,
    entry: &'w BlockUse,
    failed: bool,
    instances: usize,
}

impl Builder<'_, '_> {
    pub(super) fn report(&mut self, rule: &'static Rule, within: String, message: String) {
        self.failed = true;
        self.work.problems.push(rules::inside(rule, self.entry, within, message));
    }

    /// Recurses into members that are solutions, at most [`DEEPEST`] deep.
    fn tree(&mut self, pinned: &Pinned, manifest: &Arc<Manifest>, around: &[Pinned]) -> Option<Tree> {
        let label = manifest.label();
        let is_same =
            |outer: &&Pinned| outer.registry == pinned.registry && outer.block_id == pinned.block_id;
        if let Some(same) = around.iter().find(is_same) {
            let ids: Vec<&str> = around.iter().chain([pinned]).map(|block| &*block.block_id).collect();
            let message = format!("{} contains itself: {}", pinned.block_id, ids.join(" > "));
            self.report(&rules::CONTAINS_ITSELF, format!("{}:", same.label()), message);
            return None;
        }
        if around.len() >= DEEPEST {
            let message = format!("{} is nested deeper than {DEEPEST} solutions", pinned.block_id);
            self.report(&rules::TOO_DEEP, format!("{label}:"), message);
            return None;
        }
        let mut around = around.to_vec();
        around.push(pinned.clone());
        let mut reading = Reading {
            label,
            manifest,
            drafts: Vec::new(),
            aliases: BTreeMap::new(),
            fed: BTreeMap::new(),
            exposed: BTreeMap::new(),
        };
        for (position, step) in manifest.steps.iter().enumerate() {
            self.member(&mut reading, position, step, pinned, &around);
        }
        self.read_inputs(&mut reading);
        self.read_exposures(&mut reading);
        let sources = self.single_sources(&reading);
        let exposed = self.single_exposures(&reading);
        self.check_fed(&reading);
        let (waits, order) = self.order(&reading, &sources);
        let members = reading.drafts.into_iter().map(|draft| {
            let (pinned, written, manifest) = draft.found?;
            let is_whole = manifest.kind == BlockKind::Zone || draft.tree.is_some();
            is_whole.then_some(Member {
                step: draft.step,
                alias: draft.alias,
                pinned,
                written,
                manifest,
                tree: draft.tree,
            })
        });
        let members: Vec<Member> = members.collect::<Option<_>>()?;
        Some(Tree {
            pinned: pinned.clone(),
            manifest: Arc::clone(manifest),
            members,
            sources,
            exposed,
            order,
            waits,
        })
    }

    fn member(
        &mut self,
        reading: &mut Reading<'_>,
        position: usize,
        step: &Step,
        own: &Pinned,
        around: &[Pinned],
    ) {
        let place = |field: &str| format!("{}:sequence[{position}].{field}", reading.label);
        if !is_alias(&step.alias) || reading.aliases.contains_key(&step.alias) {
            let message = if is_alias(&step.alias) {
                format!("the alias {} is used twice", step.alias)
            } else {
                format!("{} is no alias: use lower-case letters, digits and `_`", quoted(&step.alias))
            };
            self.report(&rules::ALIAS_TWICE, place("alias"), message);
            return;
        }
        let found = match self.resolve(step, own) {
            Ok(found) => Some(found),
            Err(reason) => {
                let message = format!("the member {} ({}) {reason}", step.alias, step.block_ref);
                self.report(&rules::UNRESOLVED, place("block_ref"), message);
                None
            }
        };
        let mut tree = None;
        if let Some((pinned, _, manifest)) = &found {
            let within = format!("{}:{}", reading.label, step.alias);
            check_lock(self.work, self.entry, pinned, manifest, Some(within));
            self.work.use_manifest(pinned, manifest);
            match manifest.kind {
                BlockKind::Solution => tree = self.tree(pinned, manifest, around),
                BlockKind::Zone => self.instances += 1,
            }
        }
        if self.instances == MOST_INSTANCES + 1 {
            self.instances += 1;
            let message = format!("{} expands to more than {MOST_INSTANCES} instances", own.block_id);
            self.report(&rules::TOO_DEEP, format!("{}:", reading.label), message);
        }
        reading.aliases.insert(Arc::clone(&step.alias), reading.drafts.len());
        reading.drafts.push(Draft { step: position, alias: Arc::clone(&step.alias), found, tree });
    }

    /// The block of a member, or why there is none.
    fn resolve(&mut self, step: &Step, own: &Pinned) -> Result<(Pinned, Arc<str>, Arc<Manifest>), String> {
        if self.instances > MOST_INSTANCES {
            return Err("is one too many".to_owned());
        }
        let reference = BlockRef::parse_member(&step.block_ref).ok_or("is no reference")?;
        let key = reference.registry.as_ref().unwrap_or(&own.registry);
        let registry = self
            .work
            .basis
            .registries
            .get(key)
            .ok_or_else(|| format!("is of the registry {key}, which is not loaded"))?;
        if !registry.condition.is_usable() {
            return Err(format!("is of the registry {key}, which {}", registry.condition));
        }
        let id = &reference.block_id;
        if registry.index.versions(id).is_empty() {
            return Err(format!("is not in the registry {key}"));
        }
        let version = registry.resolve(id, &reference.spec).ok_or("has no such version")?;
        let pinned = Pinned { registry: Arc::clone(key), block_id: Arc::clone(id), version };
        match registry.manifest(id, version) {
            Ok(manifest) => Ok((pinned, reference.written, Arc::clone(manifest))),
            Err(absence @ Absence::Unread(_)) => {
                self.work.absent(key, absence);
                Err("is being loaded".to_owned())
            }
            Err(Absence::Unreadable(_, reason)) => Err(format!("was not loaded: {reason}")),
        }
    }
}
