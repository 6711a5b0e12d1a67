//! The three sides without what cannot be compared: records that only our state has, what was not read,
//! and attributes of what blocks make that no server knows (`blocks.md` 9.3).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ResourceDrift, Sides};
use crate::address::{Address, ResourceType};
use crate::sorting::map;
use crate::state::{Resource, State, made};
use crate::value::object;

/// What a block's part has that only its publisher knows: digests and settings of the block.
const OURS_ALONE: [&str; 5] = ["origin", "code", "class", "class_config", "schema_ref"];

/// The sides as they are compared, and the configuration's resources as they are.
pub(super) struct Comparable<'a> {
    pub(super) stored: State,
    pub(super) server: State,
    pub(super) config: State,
    /// Whether the reading tells in which zone things are.
    pub(super) knows_zones: bool,
    on_server: BTreeSet<&'a Address>,
    asked_for: BTreeMap<&'a Address, &'a Arc<Resource>>,
    remembered: BTreeMap<&'a Address, &'a Arc<Resource>>,
}

impl<'a> Comparable<'a> {
    pub(super) fn new(sides: &Sides<'a>) -> Self {
        let Sides { stored, server, config, unread, .. } = *sides;
        let knows_zones = server.resources.iter().any(|resource| {
            *resource.address.kind() == ResourceType::Zone
                || resource.read().attributes().contains_key("zone")
        });
        let reduced = |state: &State| {
            let can_differ = |resource: &&Arc<Resource>| {
                is_on_servers(resource.address.kind()) && !unread.contains(&resource.address)
            };
            let resources = state.resources.iter().filter(can_differ);
            let resources = resources.map(|resource| match without_ours(resource, knows_zones) {
                Cow::Borrowed(resource) => Arc::clone(resource),
                Cow::Owned(resource) => resource,
            });
            State { resources: resources.collect(), ..State::default() }
        };
        let by_address =
            |state: &'a State| map(state.resources.iter().map(|resource| (&resource.address, resource)));
        Self {
            stored: reduced(stored),
            server: reduced(server),
            config: reduced(config),
            knows_zones,
            on_server: by_address(server).into_keys().collect(),
            asked_for: by_address(config),
            remembered: by_address(stored),
        }
    }

    pub(super) fn has_server(&self, address: &Address) -> bool {
        self.on_server.contains(address)
    }

    pub(super) fn has_config(&self, address: &Address) -> bool {
        self.asked_for.contains_key(address)
    }

    /// The drift with the sides as they are, and with the block that makes the resource.
    pub(super) fn original(&self, mut drift: ResourceDrift) -> ResourceDrift {
        let original = |side: &Option<Arc<Resource>>, from: &BTreeMap<&Address, &Arc<Resource>>| {
            side.as_ref().and(from.get(&drift.address)).map(|resource| Arc::clone(resource))
        };
        let stored = original(&drift.stored, &self.remembered);
        let config = original(&drift.config, &self.asked_for);
        drift.made_by = config.as_deref().or(stored.as_deref()).and_then(made_by);
        ResourceDrift { stored, config, ..drift }
    }
}

/// The path of the block instance that a resource is a part of.
fn made_by(resource: &Resource) -> Option<String> {
    resource.metadata.other.get(made::PART_OF)?.as_str().map(str::to_owned)
}

/// Whether servers have such a thing; records and imports of blocks are only in our state.
fn is_on_servers(kind: &ResourceType) -> bool {
    !matches!(kind, ResourceType::Block | ResourceType::Solution | ResourceType::Library)
}

/// Which attributes of a resource cannot be compared with a server's.
pub(super) fn ours_alone(resource: &Resource, knows_zones: bool) -> impl Iterator<Item = &'static str> {
    let is_made = made_by(resource).is_some();
    let has = move |name: &&str| resource.attributes().contains_key(*name);
    let of_blocks = OURS_ALONE.iter().copied().filter(move |_| is_made);
    of_blocks.chain(["zone"].into_iter().filter(move |_| is_made && !knows_zones)).filter(has)
}

fn without_ours(resource: &Arc<Resource>, knows_zones: bool) -> Cow<'_, Arc<Resource>> {
    let gone: Vec<&str> = ours_alone(resource, knows_zones).collect();
    if gone.is_empty() {
        return Cow::Borrowed(resource);
    }
    let kept = resource.attributes().iter().filter(|(name, _)| !gone.contains(&name.as_str()));
    let kept = object(kept.map(|(name, value)| (name.clone(), value.clone())));
    Cow::Owned(Arc::new(Resource::new(resource.address.clone(), kept, resource.metadata.clone())))
}
