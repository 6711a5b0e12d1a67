//! Other versions of blocks, and wires at ports that are gone.

use expect_test::expect;

use super::naming::check;
use super::*;

const READ: &str = "blocks:
  - ref: 'BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0' # pinned
    instance_name: detection
    inputs: {FEATURES: FEATURES}
recipes:
  - {name: plot, type: python, inputs: [DETECTION__ANOMALY_SCORES, DETECTION__ANOMALIES], outputs: [PLOT]}
";

fn version(node: &str, version: &str) -> Gesture {
    Gesture::ChangeVersion { versions: vec![(node.into(), version.into())] }
}

#[test]
fn another_version_changes_the_reference_alone() {
    check(
        CHAIN,
        version("cleaning", "^1.0.0"),
        expect![[r#"
        # Change cleaning to version ^1.0.0
        -  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
        +  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@^1.0.0 # pinned
    "#]],
    );
    check(
        CHAIN,
        version("features", "1.1.0"),
        expect![[r##"
        # Change features to version 1.1.0
        -  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0"
        +  - ref:   "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.1.0"
    "##]],
    );
    check(
        CHAIN,
        version("features", "9.0.0"),
        expect![
            "Nothing was changed: COMPRESSOR_FEATURE_ENG has no version 9.0.0. Choose one of 1.0.0, 1.1.0, 1.2.0, 2.0.0."
        ],
    );
    check(
        CHAIN,
        version("features", "one"),
        expect![[
            r#"Nothing was changed: "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@one" refers to no block. Write REGISTRY/BLOCK_ID@1.2.0, or a range like ^1.0.0 behind the @."#
        ]],
    );
    check(
        READ,
        version("detection", "1.0.0"),
        expect![[r#"
        # Change detection to version 1.0.0
        -  - ref: 'BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@2.0.0' # pinned
        +  - ref: 'BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0' # pinned
        +    outputs:
        +      ANOMALY_SCORES: DETECTION__ANOMALY_SCORES
    "#]],
    );
}

#[test]
fn no_version_loses_a_wire() {
    let registry = crate::registry::tests::demo();
    let mut tried = 0;
    for from in registry.index.entries() {
        let manifest = registry.manifest(&from.block_id, from.version).unwrap();
        for to in registry.index.versions(&from.block_id).iter().filter(|to| to.version != from.version) {
            for mapped in [false, true] {
                let mut text = String::new();
                let is_solution = manifest.kind == crate::block::BlockKind::Solution;
                text += &format!(
                    "{}:\n  - ref: BLOCKS_REGISTRY/{}\n    instance_name: it\n    inputs:\n",
                    if is_solution { "solutions" } else { "blocks" },
                    from.label()
                );
                for (at, port) in manifest.inputs.iter().enumerate() {
                    text += &format!("      {}: IN_{at}\n", port.name);
                }
                if mapped {
                    text += "    outputs:\n";
                    for (at, port) in manifest.outputs.iter().enumerate() {
                        text += &format!("      {}: OUT_{at}\n", port.name);
                    }
                }
                text += "datasets:\n";
                for at in 0..manifest.inputs.len() {
                    text += &format!("  - {{name: IN_{at}, type: managed}}\n");
                }
                let outputs: Vec<String> = Board::of(&text).diagram.nodes[0]
                    .outputs
                    .iter()
                    .filter_map(|port| Some(port.object.as_ref()?.to_string()))
                    .collect();
                assert!(!outputs.is_empty(), "{text}");
                text += &format!(
                    "recipes:\n  - {{name: r, type: sync, inputs: [{}], outputs: [IN_0]}}\n",
                    outputs.join(", ")
                );
                let mut board = Board::of(&text);
                let before = board.wires();
                let step = board.perform(&version("it", &to.version.to_string())).unwrap();
                board.apply(&step.changes);
                assert_eq!(board.wires(), before, "{}\n{}", to.version, board.workspace.files[0].text);
                tried += 1;
            }
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn what_was_mapped_at_a_port_that_is_gone_is_mapped_to_another() {
    let map_to = |port: &str| Gesture::MapTo {
        node: "cleaning".into(),
        side: Side::Input,
        gone: "OLD".into(),
        port: port.into(),
    };
    let text = "blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs:
      OLD: READINGS # since last year
";
    check(
        text,
        map_to("RAW_VIBRATION"),
        expect![[r#"
        # Map OLD of cleaning to RAW_VIBRATION
        -      OLD: READINGS # since last year
        +      RAW_VIBRATION: READINGS # since last year
    "#]],
    );
    check(
        text,
        map_to("NO_SUCH"),
        expect!["Nothing was changed: cleaning has no input NO_SUCH. Choose one of its ports."],
    );
    check(
        &format!("{text}      RAW_VIBRATION: X\n"),
        map_to("RAW_VIBRATION"),
        expect![
            "Nothing was changed: `RAW_VIBRATION` is taken already. Choose another, or remove that one first."
        ],
    );
}
