//! The zones that a node can be put into, each with what that means.

use super::Basis;
use super::choices::Rank;
use crate::arrangement::zone_of;
use crate::diagnostic::counts::counted;
use crate::diagram::together::Together;
use crate::diagram::{Node, NodeId};

/// A zone that is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// Whether the node can be put into it.
    pub rank: Rank,
    /// Why not, or what is there and what would come along; in words.
    pub reason: String,
}

/// The zones for the node `id`, in the order of the text; those that cannot be chosen come last.
pub fn zones(basis: Basis<'_>, id: &NodeId) -> Vec<Zone> {
    let Some(at) = basis.diagram.position(id) else { return Vec::new() };
    let together = Together::new(basis.diagram);
    let made = together.made(at).map(|made| made.reason(basis.diagram));
    let company = together.with([at]);
    let own = basis.diagram.nodes.get(at).and_then(|node| zone(basis, node));
    let declared = basis.analysis.config.zones.iter().filter_map(|zone| zone.entry.name.as_ref());
    let mut zones: Vec<Zone> = Vec::new();
    for name in declared.map(|name| &*name.value) {
        let (rank, reason) = match &made {
            _ if own == Some(name) => (Rank::Refused, "it is there".to_owned()),
            Some(reason) => (Rank::Refused, reason.clone()),
            None => {
                let others = company.iter().filter(|other| **other != at);
                let others = others.filter_map(|other| basis.diagram.nodes.get(*other));
                let along: Vec<&Node> = others.filter(|node| zone(basis, node) != Some(name)).collect();
                (Rank::Fits, reason(inhabitants(basis, name), &along))
            }
        };
        zones.push(Zone { name: name.to_owned(), rank, reason });
    }
    let (mut fitting, refused): (Vec<Zone>, Vec<Zone>) =
        zones.into_iter().partition(|zone| zone.rank == Rank::Fits);
    fitting.extend(refused);
    fitting
}

fn zone<'a>(basis: Basis<'a>, node: &Node) -> Option<&'a str> {
    zone_of(&basis.analysis.config, node.subject).map(|zone| &*zone.value)
}

fn inhabitants(basis: Basis<'_>, name: &str) -> usize {
    basis.diagram.nodes.iter().filter(|node| zone(basis, node) == Some(name)).count()
}

fn reason(count: usize, along: &[&Node]) -> String {
    let there = if count == 0 { "nothing is in it".to_owned() } else { counted(count, "node") };
    match along {
        [] => there,
        [only] => format!("{there}; {} comes along", only.name),
        several => format!("{there}; {} come along", counted(several.len(), "node")),
    }
}
