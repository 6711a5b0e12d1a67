//! The order of steps (spec 5.2, `blocks.md` 9.4): by phase, inside a phase along the flow.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use serde_json::Value;

use super::ranks::Ranks;
use crate::address::ResourceType;
use crate::normal::references::refs;
use crate::sorting::{sort, sort_by_key};
use crate::state::{Resource, made};

/// The stages of a group, in the order of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// The project.
    Project,
    /// Libraries of shared code.
    Libraries,
    /// Zones that the configuration declares.
    Zones,
    /// Datasets and folders that the configuration declares.
    Objects,
    /// What blocks and solutions consist of, and their records.
    Instances,
    /// Recipes that the configuration declares.
    Recipes,
    /// Scenarios.
    Scenarios,
}

/// The stage that a resource belongs to.
pub(super) fn phase(resource: &Resource) -> Phase {
    let is_part = resource.metadata.other.contains_key(made::PART_OF);
    match resource.address.kind() {
        ResourceType::Project => Phase::Project,
        ResourceType::Library => Phase::Libraries,
        ResourceType::Zone if !is_part => Phase::Zones,
        ResourceType::Dataset | ResourceType::Folder if !is_part => Phase::Objects,
        ResourceType::Recipe if !is_part => Phase::Recipes,
        ResourceType::Scenario => Phase::Scenarios,
        _ => Phase::Instances,
    }
}

/// Which way a group runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// What is needed comes first: creates and updates.
    Build,
    /// What needs it comes first: deletes.
    TearDown,
}

/// The order in which the resources of one group are done, as positions in `group`, which is sorted
/// by address and whose `flows` are given. `ranks` are those of the state that the group acts on.
pub(super) fn order(
    group: &[&Resource],
    flows: &[Flow<'_>],
    direction: Direction,
    ranks: &Ranks<'_>,
) -> Vec<usize> {
    let mut members: Vec<(Phase, usize, &Resource)> =
        group.iter().enumerate().map(|(position, resource)| (phase(resource), position, *resource)).collect();
    if direction == Direction::Build {
        sort_by_key(&mut members, |(phase, position, _)| (*phase, *position));
    } else {
        sort_by_key(&mut members, |(phase, position, resource)| {
            (Reverse(*phase), Reverse(resource.address.kind()), *position)
        });
    }
    let mut order = Vec::with_capacity(members.len());
    for phase in members.chunk_by_mut(|left, right| left.0 == right.0) {
        if direction == Direction::TearDown && phase.first().is_some_and(|first| first.0 == Phase::Libraries)
        {
            phase.reverse();
        }
        if phase.first().is_some_and(|first| first.0 == Phase::Instances) && !ranks.is_empty() {
            sort_by_rank(phase, ranks, direction);
            order.extend(phase.iter().map(|(_, position, _)| *position));
            continue;
        }
        let flows: Vec<&Flow<'_>> =
            phase.iter().filter_map(|(_, position, _)| flows.get(*position)).collect();
        let along = along_flow(&flows, direction);
        order.extend(
            along.into_iter().filter_map(|position| phase.get(position)).map(|(_, position, _)| *position),
        );
    }
    order
}

/// Instances are built as their records say, and torn down exactly the other way round.
fn sort_by_rank(phase: &mut [(Phase, usize, &Resource)], ranks: &Ranks<'_>, direction: Direction) {
    let rank = |resource: &Resource| ranks.of(&resource.address);
    match direction {
        Direction::Build => sort_by_key(phase, |(_, position, resource)| (rank(resource), *position)),
        Direction::TearDown => {
            sort_by_key(phase, |(_, position, resource)| (Reverse(rank(resource)), *position));
        }
    }
}

/// What a recipe reads and writes, and what a scenario builds, as if it read it; nothing for every
/// other resource.
#[derive(Default)]
pub(super) struct Flow<'a> {
    pub(super) reads: Vec<&'a str>,
    pub(super) writes: Vec<&'a str>,
}

impl<'a> Flow<'a> {
    /// The flow of `resource`, each name once.
    pub(super) fn of(resource: &'a Resource) -> Self {
        match resource.address.kind() {
            ResourceType::Recipe => {}
            ResourceType::Scenario => return Self { reads: built(resource), writes: Vec::new() },
            _ => return Self::default(),
        }
        let names = |attribute: &str| {
            let value = resource.attributes().get(attribute);
            let mut names =
                value.and_then(|value| refs(value, resource.address.project_key())).unwrap_or_default();
            sort(&mut names);
            names.dedup();
            names
        };
        Self { reads: names("inputs"), writes: names("outputs") }
    }
}

/// The objects of its own project that the steps of a scenario build, each once, sorted: `itemId` below
/// `params.steps[].params.builds`, as DSS keeps them.
fn built(scenario: &Resource) -> Vec<&str> {
    fn list<'v>(value: &'v Value, key: &str) -> Option<&'v Vec<Value>> {
        value.get(key)?.as_array()
    }
    let steps = scenario.attributes().get("params").and_then(|params| list(params, "steps"));
    let builds = steps.into_iter().flatten().filter_map(|step| list(step.get("params")?, "builds"));
    let is_own = |build: &&Value| {
        let key = build.get("projectKey").and_then(Value::as_str).unwrap_or_default();
        key.is_empty() || key == scenario.address.project_key()
    };
    let built = builds.flatten().filter(is_own);
    let mut names: Vec<&str> = built.filter_map(|build| build.get("itemId")?.as_str()).collect();
    sort(&mut names);
    names.dedup();
    names
}

/// What passes between members: who still has to finish before a name is ready, and who waits for it.
#[derive(Default)]
struct Passage {
    unfinished: usize,
    waiting: Vec<usize>,
}

/// The positions of `flows`, which are given by priority, so that nobody comes before those it waits
/// for: repeatedly the first one that waits for nothing. Those on a cycle come last, by priority.
///
/// Members are linked through the names they share, not pair by pair, so the work is linear in the
/// number of references. A member does not wait for what it provides itself.
fn along_flow(flows: &[&Flow<'_>], direction: Direction) -> Vec<usize> {
    let sides = |position: usize| {
        let empty: &[&str] = &[];
        flows.get(position).map_or((empty, empty), |flow| match direction {
            Direction::Build => (&flow.writes[..], &flow.reads[..]),
            Direction::TearDown => (&flow.reads[..], &flow.writes[..]),
        })
    };
    let mut passages: HashMap<&str, Passage> = HashMap::new();
    for position in 0..flows.len() {
        for name in sides(position).0 {
            passages.entry(name).or_default().unfinished += 1;
        }
    }
    let mut waits_for = vec![0_usize; flows.len()];
    for (position, waits) in waits_for.iter_mut().enumerate() {
        let (provides, needs) = sides(position);
        for name in needs.iter().filter(|name| !provides.contains(name)) {
            if let Some(passage) = passages.get_mut(name) {
                passage.waiting.push(position);
                *waits += 1;
            }
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> =
        (0..flows.len()).filter(|position| waits_for[*position] == 0).map(Reverse).collect();
    let mut order = Vec::with_capacity(flows.len());
    while let Some(Reverse(position)) = ready.pop() {
        order.push(position);
        for name in sides(position).0 {
            ready.extend(finish(&mut passages, name, &mut waits_for).into_iter().map(Reverse));
        }
    }
    order.extend((0..flows.len()).filter(|position| waits_for[*position] > 0));
    order
}

/// One provider of `name` is done; returns who waits for nothing any more.
fn finish(passages: &mut HashMap<&str, Passage>, name: &str, waits_for: &mut [usize]) -> Vec<usize> {
    let Some(passage) = passages.get_mut(name) else { return Vec::new() };
    passage.unfinished = passage.unfinished.saturating_sub(1);
    if passage.unfinished > 0 {
        return Vec::new();
    }
    let mut released = std::mem::take(&mut passage.waiting);
    released.retain(|position| {
        waits_for[*position] -= 1;
        waits_for[*position] == 0
    });
    released
}
