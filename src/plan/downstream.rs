//! What follows a resource in the flow: who would notice a change of it.

use std::collections::{BTreeMap, VecDeque};

use super::order::Flow;
use crate::address::{Address, ResourceType};
use crate::sorting::{sort_by, sort_by_key};
use crate::state::Resource;

/// The flow of a project, to be asked what follows a resource. Making it and one question cost as
/// much as there are references.
#[derive(Clone, Debug, Default)]
pub struct Downstream {
    addresses: Vec<Address>,
    positions: BTreeMap<Address, usize>,
    next: Vec<Vec<usize>>,
}

/// A resource that follows another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follower {
    /// Which.
    pub address: Address,
    /// Whether it reads or is written by the other one itself.
    pub is_direct: bool,
}

impl Downstream {
    /// The flow of `resources`. Give both the desired and the current ones: a recipe that no longer
    /// reads a dataset is concerned as well. A resource may occur twice.
    pub fn new<'a>(resources: impl Iterator<Item = &'a Resource> + Clone) -> Self {
        let mut flow = Self::default();
        let mut objects: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for resource in resources.clone() {
            let address = &resource.address;
            let is_known = flow.positions.contains_key(address);
            let position = flow.add(address);
            if !is_known && is_object(address.kind()) {
                objects.entry((address.project_key(), address.name())).or_default().push(position);
            }
        }
        for resource in resources {
            let Some(recipe) = flow.positions.get(&resource.address).copied() else { continue };
            let project = resource.address.project_key();
            let links = Flow::of(resource);
            for read in links.reads.iter().filter_map(|name| objects.get(&(project, *name))).flatten() {
                flow.link(*read, recipe);
            }
            for written in links.writes.iter().filter_map(|name| objects.get(&(project, *name))).flatten() {
                flow.link(recipe, *written);
            }
        }
        for next in &mut flow.next {
            sort_by_key(next, |position| flow.addresses.get(*position));
            next.dedup();
        }
        flow
    }

    fn add(&mut self, address: &Address) -> usize {
        *self.positions.entry(address.clone()).or_insert_with(|| {
            self.addresses.push(address.clone());
            self.next.push(Vec::new());
            self.addresses.len() - 1
        })
    }

    fn link(&mut self, from: usize, to: usize) {
        if let Some(next) = self.next.get_mut(from) {
            next.push(to);
        }
    }

    /// What follows `address`, nearest first, those of equal distance by address.
    pub fn of(&self, address: &Address) -> Vec<Follower> {
        let Some(start) = self.positions.get(address).copied() else { return Vec::new() };
        let mut distance: Vec<Option<usize>> = vec![None; self.addresses.len()];
        let mut waiting = VecDeque::from([(start, 0)]);
        let mut found = Vec::new();
        while let Some((position, steps)) = waiting.pop_front() {
            let Some(seen) = distance.get_mut(position).filter(|seen| seen.is_none()) else { continue };
            *seen = Some(steps);
            if steps > 0 {
                found.push((steps, position));
            }
            waiting.extend(self.next.get(position).into_iter().flatten().map(|next| (*next, steps + 1)));
        }
        let follower = |(steps, position): (usize, usize)| {
            let address = self.addresses.get(position)?.clone();
            Some(Follower { address, is_direct: steps == 1 })
        };
        let mut followers: Vec<_> =
            found.into_iter().filter_map(|found| Some((found.0, follower(found)?))).collect();
        sort_by(&mut followers, |left, right| (left.0, &left.1.address).cmp(&(right.0, &right.1.address)));
        followers.into_iter().map(|(_, follower)| follower).collect()
    }
}

/// Whether recipes read and write it.
fn is_object(kind: &ResourceType) -> bool {
    matches!(kind, ResourceType::Dataset | ResourceType::Folder | ResourceType::Model)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::state::Metadata;

    fn dataset(name: &str) -> Resource {
        let address = Address::resource(ResourceType::Dataset, "P", name);
        Resource::new(address, serde_json::Map::new(), Metadata::default())
    }

    fn recipe(name: &str, inputs: &[&str], outputs: &[&str]) -> Resource {
        let attributes = json!({"inputs": inputs, "outputs": outputs});
        let address = Address::resource(ResourceType::Recipe, "P", name);
        Resource::new(address, attributes.as_object().unwrap().clone(), Metadata::default())
    }

    #[track_caller]
    fn check(resources: &[Resource], of: &str, expected: &[&str]) {
        let flow = Downstream::new(resources.iter());
        let followers = flow.of(&Address::parse(of).unwrap()).into_iter();
        let shown = followers.map(|follower| {
            format!("{}{}", follower.address.name(), if follower.is_direct { "!" } else { "" })
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn follows_reads_and_writes_to_the_end() {
        let resources = [
            dataset("A"),
            dataset("B"),
            dataset("C"),
            dataset("D"),
            recipe("make_b", &["A"], &["B"]),
            recipe("make_c", &["B"], &["C"]),
            recipe("aside", &["D"], &["C"]),
        ];
        check(&resources, "dataset.P.A", &["make_b!", "B", "make_c", "C"]);
        check(&resources, "recipe.P.make_c", &["C!"]);
        check(&resources, "dataset.P.C", &[]);
        check(&resources, "dataset.P.UNKNOWN", &[]);
        check(&resources, "project.P", &[]);
    }

    #[test]
    fn both_sides_of_a_change_count() {
        let resources =
            [dataset("A"), recipe("r", &["A"], &[]), dataset("A"), dataset("B"), recipe("r", &["B"], &[])];
        check(&resources, "dataset.P.A", &["r!"]);
        check(&resources, "dataset.P.B", &["r!"]);
    }

    #[test]
    fn a_cycle_ends() {
        let resources =
            [dataset("A"), dataset("B"), recipe("there", &["A"], &["B"]), recipe("back", &["B"], &["A"])];
        check(&resources, "dataset.P.A", &["there!", "B", "back"]);
    }

    #[test]
    fn a_long_line_is_followed_without_recursion() {
        let count = 5_000;
        let datasets = (0..=count).map(|at| dataset(&format!("D{at}")));
        let recipes =
            (0..count).map(|at| recipe(&format!("r{at}"), &[&format!("D{at}")], &[&format!("D{}", at + 1)]));
        let resources: Vec<_> = datasets.chain(recipes).collect();
        let flow = Downstream::new(resources.iter());
        assert_eq!(flow.of(&Address::parse("dataset.P.D0").unwrap()).len(), 2 * count);
    }
}
