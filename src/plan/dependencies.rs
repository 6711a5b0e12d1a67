//! Which steps of a group come before which (spec 5.1, `blocks.md` 9.4).

use std::collections::HashMap;

use super::order::{Direction, Flow, Phase, phase};
use crate::address::ResourceType;
use crate::sorting::sort;
use crate::state::{Resource, made};

/// A dataset that more recipes write than this stands for them: naming every writer for every reader
/// would grow with the square of their number.
const MOST_WRITERS: usize = 64;

/// For each resource of a group, the positions of those it needs done first, ascending. In a
/// tear-down the relation is turned round.
pub(super) fn dependencies(group: &[&Resource], flows: &[Flow<'_>], direction: Direction) -> Vec<Vec<usize>> {
    let index = Index::new(group, flows);
    let phases: Vec<Phase> = group.iter().map(|resource| phase(resource)).collect();
    let mut needs: Vec<Vec<usize>> = group
        .iter()
        .zip(flows)
        .enumerate()
        .map(|(position, (resource, flow))| index.needs(position, resource, flow))
        .collect();
    // Phases run one after the other, so nothing waits for a later one.
    for (needs, phase) in needs.iter_mut().zip(&phases) {
        needs.retain(|need| phases.get(*need).is_some_and(|needed| needed <= phase));
    }
    match direction {
        Direction::Build => needs,
        Direction::TearDown => inverted(&needs),
    }
}

fn inverted(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut needed_by = vec![Vec::new(); needs.len()];
    for (position, needs) in needs.iter().enumerate() {
        for need in needs {
            if let Some(needed_by) = needed_by.get_mut(*need) {
                needed_by.push(position);
            }
        }
    }
    needed_by
}

/// The resources of a group by the names that others use for them.
#[derive(Default)]
struct Index<'a> {
    projects: HashMap<&'a str, usize>,
    zones: HashMap<&'a str, usize>,
    /// Datasets, folders and models: what recipes read and write.
    objects: HashMap<&'a str, Vec<usize>>,
    /// Recipes by what they write.
    writers: HashMap<&'a str, Vec<usize>>,
    /// What each instance consists of, by its path.
    parts: HashMap<&'a str, Vec<usize>>,
    /// Records of instances by their paths.
    records: HashMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    fn new(group: &[&'a Resource], flows: &[Flow<'a>]) -> Self {
        let mut index = Self::default();
        for (position, (resource, flow)) in group.iter().zip(flows).enumerate() {
            let address = &resource.address;
            if let Some(path) = resource.metadata.other.get(made::PART_OF).and_then(|path| path.as_str()) {
                index.parts.entry(path).or_default().push(position);
            }
            match address.kind() {
                ResourceType::Block => {
                    index.records.insert(address.name(), position);
                }
                ResourceType::Project => {
                    index.projects.insert(address.project_key(), position);
                }
                ResourceType::Zone => {
                    index.zones.insert(address.name(), position);
                }
                ResourceType::Dataset | ResourceType::Folder | ResourceType::Model => {
                    index.objects.entry(address.name()).or_default().push(position);
                }
                ResourceType::Recipe => {
                    for name in &flow.writes {
                        index.writers.entry(name).or_default().push(position);
                    }
                }
                _ => {}
            }
        }
        index
    }

    fn needs(&self, position: usize, resource: &Resource, flow: &Flow<'_>) -> Vec<usize> {
        let mut needs = Vec::new();
        needs.extend(self.projects.get(resource.address.project_key()));
        match resource.address.kind() {
            ResourceType::Block => {
                needs.extend(self.parts.get(resource.address.name()).into_iter().flatten());
            }
            ResourceType::Solution => {
                let members = resource.attributes().get("members").and_then(|members| members.as_array());
                let members = members.into_iter().flatten().filter_map(|member| member.as_str());
                needs.extend(members.filter_map(|member| self.records.get(member)));
            }
            _ => {}
        }
        let zone = resource.attributes().get("zone").and_then(|zone| zone.as_str());
        needs.extend(zone.and_then(|zone| self.zones.get(zone)));
        for name in flow.reads.iter().chain(&flow.writes) {
            needs.extend(self.objects.get(name).into_iter().flatten());
        }
        let writers = flow.reads.iter().filter_map(|name| self.writers.get(name));
        needs.extend(writers.filter(|writers| writers.len() <= MOST_WRITERS).flatten());
        sort(&mut needs);
        needs.dedup();
        needs.retain(|need| *need != position);
        needs
    }
}
