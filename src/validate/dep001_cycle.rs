//! DEP001: datasets depend on themselves.

use std::collections::{BTreeMap, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Subject;
use super::flow::shown;
use crate::config::Recipe;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Diagnostic, Level, Rule, Severity};
use crate::sorting::{self, sort, sort_by_key};

/// A cycle in the dataset graph; one problem per strongly connected component.
pub(super) static RULE: Rule = Rule {
    id: "DEP001",
    level: Level::Dependencies,
    severity: Severity::Error,
    title: "cycle in the flow",
    explanation: "DSS cannot build a dataset that depends on itself. Break the cycle by writing one of the \
                  datasets under another name.",
};

/// Datasets, each pointing at those it depends on; an edge holds the recipes in between.
struct Flow<'c> {
    graph: DiGraph<&'c str, ()>,
    nodes: BTreeMap<&'c str, NodeIndex>,
}

pub(super) fn check(subject: &Subject<'_>, problems: &mut Pile) {
    let flow = Flow::new(subject);
    // Kosaraju's algorithm in petgraph keeps its own stack; Tarjan's recurses.
    let mut cycles: Vec<Vec<&str>> = Vec::new();
    for component in kosaraju_scc(&flow.graph) {
        cycles.extend(flow.shortest_cycle(&component));
    }
    sort(&mut cycles);
    for cycle in cycles {
        problems.push(report(subject, &cycle));
    }
}

impl<'c> Flow<'c> {
    fn new(subject: &Subject<'c>) -> Self {
        let mut flow = Self { graph: DiGraph::new(), nodes: BTreeMap::new() };
        for name in subject.names() {
            let node = flow.graph.add_node(name);
            flow.nodes.insert(name, node);
        }
        for recipe in subject.recipes_of_the_flow() {
            for output in recipe.outputs().iter().filter_map(|output| flow.nodes.get(&*output.name.value)) {
                for input in recipe.inputs().iter().filter_map(|input| flow.nodes.get(&*input.name.value)) {
                    flow.graph.update_edge(*output, *input, ());
                }
            }
        }
        flow
    }

    /// The names on a shortest cycle through the component's smallest name; `None` without a cycle.
    fn shortest_cycle(&self, component: &[NodeIndex]) -> Option<Vec<&'c str>> {
        let name = |node: &NodeIndex| self.graph.node_weight(*node).copied().unwrap_or_default();
        let start = *component.iter().min_by_key(|node| name(node))?;
        let members = sorting::set(component.iter().copied());
        let mut came_from: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> =
                self.graph.neighbors(node).filter(|next| members.contains(next)).collect();
            sort_by_key(&mut next, name);
            if next.contains(&start) {
                let back = std::iter::successors(Some(node), |node| came_from.get(node).copied());
                let mut cycle: Vec<&str> = back.map(|node| name(&node)).collect();
                cycle.reverse();
                return Some(cycle);
            }
            for next in next {
                if next != start && !came_from.contains_key(&next) {
                    came_from.insert(next, node);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

fn report(subject: &Subject<'_>, cycle: &[&str]) -> Diagnostic {
    let recipes = recipes_on(subject, cycle);
    let names: Vec<String> = recipes.iter().map(|recipe| shown(recipe)).collect();
    let first = cycle.first().copied().unwrap_or_default();
    let chain: Vec<String> = cycle.iter().chain([&first]).map(|name| (*name).to_owned()).collect();
    let (chain, names) = (shortened(&chain, " -> "), shortened(&names, ", "));
    let mut problem = RULE
        .report("recipes", format!("the flow runs in a circle: {chain} ({names})"))
        .hint("`A -> B` means that A depends on B. Let one of these recipes write another dataset.");
    problem.at = recipes.first().map(|recipe| recipe.at).or(subject.config.recipes_at);
    for recipe in recipes.iter().skip(1).take(LONGEST_SHOWN) {
        problem = problem.related(recipe.at, "also on the cycle");
    }
    problem
}

/// Recipes that lead from one dataset of the cycle to the next.
fn recipes_on<'c>(subject: &Subject<'c>, cycle: &[&str]) -> Vec<&'c Recipe> {
    let steps = cycle.iter().zip(cycle.iter().cycle().skip(1));
    let depends_on: BTreeMap<&str, &str> = sorting::map(steps.map(|(output, input)| (*output, *input)));
    let on_cycle = |recipe: &&Recipe| {
        let mut steps = recipe.outputs().iter().filter_map(|output| depends_on.get(&*output.name.value));
        steps.any(|input| recipe.inputs().iter().any(|found| &*found.name.value == *input))
    };
    subject.recipes_of_the_flow().filter(on_cycle).collect()
}

/// Most names of a cycle that a message spells out.
const LONGEST_SHOWN: usize = 12;

fn shortened(names: &[String], separator: &str) -> String {
    match (names, names.last()) {
        (_, Some(last)) if names.len() > LONGEST_SHOWN + 1 => {
            let shown = names.get(..LONGEST_SHOWN).unwrap_or_default().join(separator);
            format!("{shown}{separator}… {} more …{separator}{last}", names.len() - LONGEST_SHOWN - 1)
        }
        _ => names.join(separator),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::validate::tests::check;

    #[test]
    fn cycles_are_named_once_each() {
        check(
            "datasets: [{name: A, type: s3}, {name: B, type: s3}, {name: C, type: s3}]\nrecipes: [{name: r, type: sql, inputs: [A], outputs: [B]}, {name: s, type: sql, inputs: [B], outputs: [A]}, {name: t, type: sql, inputs: [C], outputs: [C]}]\n",
            expect![[r#"
                3:11 error DEP001 recipes: the flow runs in a circle: A -> B -> A (recipe "r", recipe "s")
                3:109 error DEP001 recipes: the flow runs in a circle: C -> C (recipe "t")
            "#]],
        );
    }

    #[test]
    fn a_long_line_and_a_long_cycle_need_no_recursion() {
        let datasets: String = (0..5_000).map(|i| format!("  - {{name: D{i:04}, type: s3}}\n")).collect();
        let recipe = |i: usize, j: usize| {
            format!("  - {{name: r{i}, type: sql, inputs: [D{j:04}], outputs: [D{i:04}]}}\n")
        };
        let line: String = (0..4_999).map(|i| recipe(i, i + 1)).collect();
        let text = format!("datasets:\n{datasets}recipes:\n{line}");
        check(&text, expect![""]);
        check(
            &(text + &recipe(4_999, 0)),
            expect![[r#"
            5004:5 error DEP001 recipes: the flow runs in a circle: D0000 -> D0001 -> D0002 -> D0003 -> D0004 -> D0005 -> D0006 -> D0007 -> D0008 -> D0009 -> D0010 -> D0011 -> … 4988 more … -> D0000 (recipe "r0", recipe "r1", recipe "r2", recipe "r3", recipe "r4", recipe "r5", recipe "r6", recipe "r7", recipe "r8", recipe "r9", recipe "r10", recipe "r11", … 4987 more …, recipe "r4999")
        "#]],
        );
    }
}
