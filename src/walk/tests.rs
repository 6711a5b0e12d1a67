//! Ways over small diagrams.

use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

fn diagram(text: &str) -> Diagram {
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        registries: demo_alone(),
        ..Workspace::default()
    });
    Diagram::new(&analysis.config, &analysis.composition)
}

#[test]
fn steps_follow_the_wires() {
    let diagram = diagram(
        "recipes:
  - {name: late, type: sync, inputs: [B], outputs: [C]}
  - {name: alone, type: sync}
  - {name: early, type: sync, inputs: [A], outputs: [B]}
  - {name: other, type: sync, inputs: [A]}
datasets: [{name: A, type: managed}]
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: C}
",
    );
    let walk = Walk::new(&diagram);
    let id = |node: usize| diagram.nodes[node].id.to_string();
    let mut shown = String::new();
    for node in &walk.order {
        let ways = [Direction::Left, Direction::Right, Direction::Up, Direction::Down]
            .map(|direction| walk.step(*node, direction).map_or("-".into(), id));
        shown += &format!("{}: {}\n", id(*node), ways.join(" "));
    }
    expect![[r#"
        dataset.A: - recipe.early - recipe.alone
        recipe.alone: - - dataset.A -
        recipe.early: dataset.A recipe.late - recipe.other
        recipe.other: dataset.A - recipe.early -
        recipe.late: recipe.early upkeep - -
        upkeep: recipe.late - - -
        upkeep__cleaning: upkeep upkeep__features - -
        upkeep__features: upkeep__cleaning upkeep__anomaly - -
        upkeep__anomaly: upkeep__features upkeep__alerting - upkeep__rul
        upkeep__rul: upkeep__features upkeep__alerting upkeep__anomaly -
        upkeep__alerting: upkeep__anomaly upkeep - -
    "#]]
    .assert_eq(&shown);
}

proptest! {
    /// Every node has one place in the order, and no wire outside of a circle leads back.
    #[test]
    fn the_order_is_complete_and_follows_the_wires(edges in prop::collection::vec((0_usize..12, 0_usize..12), 0..30), is_acyclic: bool) {
        let mut text = String::from("recipes:\n");
        for node in 0..12 {
            let reads = edges.iter().filter(|(from, to)| *to == node && (!is_acyclic || from < to));
            let inputs: Vec<String> = reads.map(|(from, _)| format!("D{from}")).collect();
            text += &format!("  - {{name: r{node}, type: sync, inputs: [{}], outputs: [D{node}]}}\n", inputs.join(", "));
        }
        let diagram = diagram_without_blocks(&text);
        let walk = Walk::new(&diagram);
        let mut nodes = walk.order.clone();
        nodes.sort_unstable();
        prop_assert_eq!(nodes, (0..12).collect::<Vec<_>>());
        if is_acyclic {
            for wire in &diagram.wires {
                prop_assert!(walk.places[wire.source.node] < walk.places[wire.target.node]);
            }
        }
    }
}

fn diagram_without_blocks(text: &str) -> Diagram {
    let files = vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))];
    let analysis = analyze(&Workspace { files, ..Workspace::default() });
    Diagram::new(&analysis.config, &analysis.composition)
}
