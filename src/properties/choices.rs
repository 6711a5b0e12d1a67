//! What can be wired to a port: what fits, what fits with a warning, what does not, each with why.

use std::sync::Arc;

use super::port::words;
use crate::block::port::Side;
use crate::config::Recipe;
use crate::connection::{Armed, Basis, Refusal, Verdict, Warning, opposite};
use crate::diagram::{End, Node, Subject};
use crate::gesture::PortRef;

/// How well a choice fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Without reservation.
    Fits,
    /// Something should be known before.
    Warns,
    /// It cannot be chosen.
    Refused,
}

/// A port at the other end of a wire that may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The port.
    pub port: PortRef,
    /// The port in words.
    pub name: String,
    /// How well it fits.
    pub rank: Rank,
    /// Why, in words.
    pub reason: String,
}

/// What can be wired to the port of `side` at `end`: what fits, the best first, then what warns, then
/// what is refused in the order of the diagram.
pub fn choices(basis: Basis<'_>, end: End, side: Side) -> Vec<Choice> {
    let Some(armed) = Armed::new(basis, end, side) else { return Vec::new() };
    let far = opposite(side);
    let mut ranked: [Vec<Choice>; 3] = Default::default();
    let mut add = |end: End, verdict: &Verdict| {
        let Some(node) = basis.diagram.nodes.get(end.node) else { return };
        if is_said_by_datasets(basis, node, far, verdict) {
            return;
        }
        let choice = choice(node, end, far, verdict);
        if let Some((place, choice)) = choice.map(|choice| (choice.rank as usize, choice))
            && let Some(choices) = ranked.get_mut(place)
        {
            choices.push(choice);
        }
    };
    for candidate in armed.candidates("", None) {
        add(candidate.end, &candidate.verdict);
    }
    for (at, node) in basis.diagram.nodes.iter().enumerate() {
        for port in 0..node.ports(far).len() {
            let end = End { node: at, port };
            if let Some(verdict @ Verdict::Refused(_)) = armed.verdict(end, far) {
                add(end, &verdict);
            }
        }
    }
    ranked.into_iter().flatten().collect()
}

fn choice(node: &Node, end: End, side: Side, verdict: &Verdict) -> Option<Choice> {
    let port = node.ports(side).get(end.port)?;
    let rank = match verdict {
        Verdict::Fits(_) => Rank::Fits,
        // Whoever looks for another object means to replace the present one.
        Verdict::Warns(warnings) if warnings.iter().all(|one| matches!(one, Warning::Replaces(_))) => {
            Rank::Fits
        }
        Verdict::Warns(_) => Rank::Warns,
        // Nobody looks for these here.
        Verdict::Refused(Refusal::Own | Refusal::SameSide(_) | Refusal::Inside(_)) => return None,
        Verdict::Refused(_) => Rank::Refused,
    };
    let object = port.object.as_ref().filter(|object| side == Side::Output && **object != node.name);
    let name = match object.filter(|object| **object != port.name) {
        Some(object) => format!("{} as {object}", words(node, &port.name)),
        None => words(node, &port.name),
    };
    Some(Choice {
        port: PortRef { node: node.id.clone(), port: Arc::clone(&port.name) },
        name,
        rank,
        reason: verdict.to_string(),
    })
}

/// A recipe writes declared datasets, which are choices themselves.
fn is_said_by_datasets(basis: Basis<'_>, node: &Node, far: Side, verdict: &Verdict) -> bool {
    let Subject::Recipe(position) = node.subject else { return false };
    let outputs = basis.config.recipes.get(position).map(Recipe::outputs).unwrap_or_default();
    let are_declared = outputs.iter().all(|output| basis.config.dataset(&output.name.value).is_some());
    far == Side::Output && are_declared && (!outputs.is_empty() || !verdict.can_be())
}
