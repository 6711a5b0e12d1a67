//! Names on the canvas found by a few of their letters: nodes, their ports, what passes through these, and
//! notes.

use std::cmp::Reverse;

use crate::arrangement::{Note, reading_order};
use crate::block::port::Side;
use crate::diagram::{Diagram, Node};
use crate::fuzzy::score;
use crate::sorting::sort_by_key;
use crate::walk::Walk;

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A node.
    Node {
        /// Its position.
        node: usize,
        /// The port whose name or object was meant; `None` if it is the node's own name.
        port: Option<(Side, usize)>,
    },
    /// A note, by its position: its text has the letters in a row.
    Note(usize),
}

/// The order of what is found: the letters in a row, the node's own name, how well they fit.
type Rank = (bool, bool, Reverse<u32>);

/// The nodes of which some name has the letters of `typed`, each once, best first, then in reading order;
/// then the notes that say it. If the letters stand in a row somewhere, names in which they are scattered
/// are left out.
pub fn lookup(diagram: &Diagram, walk: &Walk, notes: &[Note], typed: &str) -> Vec<Found> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let ordered = walk.order.iter().filter_map(|at| Some((*at, diagram.nodes.get(*at)?)));
    let mut found: Vec<(Rank, Found)> = ordered.filter_map(|(at, node)| best(&typed, at, node)).collect();
    let says = |at: &usize| notes.get(*at).is_some_and(|note| note.text.to_lowercase().contains(&typed));
    let notes: Vec<usize> = reading_order(notes).into_iter().filter(says).collect();
    let has_rows = !notes.is_empty() || found.iter().any(|((is_scattered, ..), _)| !is_scattered);
    found.retain(|((is_scattered, ..), _)| !(has_rows && *is_scattered));
    sort_by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).chain(notes.into_iter().map(Found::Note)).collect()
}

fn best(typed: &str, at: usize, node: &Node) -> Option<(Rank, Found)> {
    let own = rank(typed, &node.name, true).map(|rank| (rank, None));
    let ports = [Side::Input, Side::Output].into_iter().flat_map(|side| {
        let ports = node.ports(side).iter().enumerate();
        ports.filter_map(move |(port, found)| {
            let names = [Some(&found.name), found.object.as_ref()].into_iter().flatten();
            let rank = names.filter_map(|name| rank(typed, name, false)).min()?;
            Some((rank, Some((side, port))))
        })
    });
    let (rank, port) = own.into_iter().chain(ports).min_by_key(|(rank, _)| *rank)?;
    Some((rank, Found::Node { node: at, port }))
}

fn rank(typed: &str, name: &str, is_own: bool) -> Option<Rank> {
    let score = score(typed, name)?;
    Some((!name.to_lowercase().contains(typed), !is_own, Reverse(score)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::registry::Registries;
    use crate::source::Source;
    use crate::workspace::{Workspace, analyze};

    /// What is found in three recipes and a dataset, as `node` or `node.port`.
    fn found(typed: &str) -> Vec<String> {
        let text = "project: {key: P, name: Pea}
recipes:
  - {name: late_join, type: sync, inputs: [RAW_B], outputs: [C]}
  - {name: rewrite, type: sync, inputs: [RAW_A], outputs: [RAW_B]}
  - {name: join, type: sync, inputs: [C], outputs: [D]}
datasets: [{name: RAW_A, type: managed}, {name: RAW_B, type: managed}]
";
        let analysis = analyze(&Workspace {
            files: vec![Source::new("project.yml", text)],
            registries: Registries::default().into(),
            ..Workspace::default()
        });
        let diagram = Diagram::new(&analysis.config, &analysis.composition);
        let said = |y: f64, text: &str| Note { rect: Rect::new(0.0, y, 80.0, 40.0), text: text.into() };
        let notes = [said(90.0, "Ask Ada\nabout the join"), said(10.0, "Join later"), said(0.0, "")];
        let shown = |found: Found| match found {
            Found::Node { node, port: Some((side, port)) } => {
                let node = &diagram.nodes[node];
                format!("{}.{}", node.id, node.ports(side)[port].name)
            }
            Found::Node { node, port: None } => diagram.nodes[node].id.to_string(),
            Found::Note(at) => format!("note {}", notes[at].title()),
        };
        lookup(&diagram, &Walk::new(&diagram), &notes, typed).into_iter().map(shown).collect()
    }

    #[test]
    fn letters_in_a_row_come_before_scattered_ones() {
        assert_eq!(found("join"), ["recipe.join", "recipe.late_join", "note Join later", "note Ask Ada"]);
        assert_eq!(found("ada"), ["note Ask Ada"]);
        assert_eq!(found("raw"), ["dataset.RAW_A", "dataset.RAW_B"]);
        assert_eq!(found("raw_b"), ["dataset.RAW_B"]);
        assert_eq!(found("lj"), ["recipe.late_join"]);
        assert_eq!(found(" "), [""; 0]);
        assert_eq!(found("zz"), [""; 0]);
    }
}
