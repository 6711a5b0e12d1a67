//! The order in which instances and their parts are created, as their records tell (`blocks.md` 9.4).

use std::collections::HashMap;

use serde_json::Value;

use crate::address::{Address, ResourceType};
use crate::state::{Resource, State, made};

/// Stage and position of the instance, then the place among what it creates. What nobody knows of
/// comes last.
pub(super) type Rank = (u64, u64, usize);

const UNKNOWN: Rank = (u64::MAX, u64::MAX, usize::MAX);

/// The ranks of everything that the instances of a state consist of, by address.
#[derive(Default)]
pub(super) struct Ranks<'a>(HashMap<&'a str, Rank>);

impl<'a> Ranks<'a> {
    /// The ranks in a state, from its records.
    pub(super) fn new(held: &'a State) -> Self {
        let mut ranks = HashMap::new();
        let mut records: HashMap<(&str, &str), Rank> = HashMap::new();
        let of_kind = |kind: ResourceType| {
            held.resources.iter().filter(move |resource| *resource.address.kind() == kind)
        };
        for record in of_kind(ResourceType::Block) {
            let Some((stage, position)) = order(record) else { continue };
            let created = texts(record.metadata.other.get(made::CREATED));
            let rank = (stage, position, created.len());
            ranks.insert(record.address.as_str(), rank);
            records.insert((record.address.project_key(), record.address.name()), rank);
            for (place, part) in created.into_iter().enumerate() {
                ranks.insert(part, (stage, position, place));
            }
        }
        for record in of_kind(ResourceType::Solution) {
            let project = record.address.project_key();
            let members = texts(record.attributes().get("members")).into_iter();
            let last = members.filter_map(|member| records.get(&(project, member))).max();
            if let Some((stage, position, place)) = last {
                ranks.insert(record.address.as_str(), (*stage, *position, place + 1));
            }
        }
        Self(ranks)
    }

    /// The rank of a resource.
    pub(super) fn of(&self, address: &Address) -> Rank {
        self.0.get(address.as_str()).copied().unwrap_or(UNKNOWN)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn order(record: &Resource) -> Option<(u64, u64)> {
    match record.metadata.other.get(made::ORDER)?.as_array()?.as_slice() {
        [stage, position] => Some((stage.as_u64()?, position.as_u64()?)),
        _ => None,
    }
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}
