//! The law that verdicts agree with the rules.

use std::collections::BTreeMap;

use super::*;
use crate::diagnostic::Severity;

/// Inputs as `instance.PORT` and what they read.
type Inputs = BTreeMap<&'static str, String>;

fn written(inputs: &Inputs) -> String {
    let mut text = String::from(
        "datasets:\n  - {name: RAW, type: managed}\n  - {name: TEXTS, type: managed, schema: {columns: \
         [{name: EQUIPMENT_ID, type: string}, {name: TIMESTAMP, type: date, notNull: true}]}}\nblocks:\n",
    );
    for (name, block) in [
        ("cleaning", "SENSOR_DATA_CLEANING"),
        ("features", "COMPRESSOR_FEATURE_ENG"),
        ("anomaly", "EQUIPMENT_ANOMALY_DETECTION"),
        ("training", "FAILURE_MODEL_TRAINING"),
        ("risk", "FAILURE_MODEL_SCORING"),
        ("alerting", "EQUIPMENT_ALERTING"),
    ] {
        text += &format!("  - ref: BLOCKS_REGISTRY/{block}@1.0.0\n    instance_name: {name}\n    inputs:\n");
        for (port, object) in inputs {
            let (instance, port) = port.split_once('.').unwrap();
            if instance == name {
                text += &format!("      {port}: {object}\n");
            }
        }
    }
    text
}

/// Whether two ports can be connected is what the rules say about them when they are.
#[test]
fn verdicts_agree_with_the_rules() {
    let usual: Inputs = [
        ("cleaning.RAW_VIBRATION", "RAW"),
        ("features.CLEAN_VIBRATION", "CLEANING__CLEAN_VIBRATION"),
        ("anomaly.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("training.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("training.FAILURE_EVENTS", "RAW"),
        ("risk.FEATURES", "FEATURES__ENGINEERED_FEATURES"),
        ("risk.FAILURE_MODEL", "TRAINING__FAILURE_MODEL"),
        ("alerting.ANOMALIES", "ANOMALY__ANOMALIES"),
    ]
    .map(|(port, object)| (port, object.to_owned()))
    .into();
    let errors = |project: &Project| {
        let problems = project.analysis.problems.iter();
        problems.filter(|problem| problem.severity == Severity::Error).count()
    };
    let before = project(&written(&usual));
    assert_eq!(errors(&before), 0, "{:#?}", before.analysis.problems);
    let mut seen = [0_usize; 2];
    for port in usual.keys() {
        let armed = before.arm(port, Side::Input);
        for (at, node) in before.diagram.nodes.iter().enumerate() {
            for (port_at, output) in node.outputs.iter().enumerate() {
                let verdict = armed.verdict(End { node: at, port: port_at }, Side::Output).unwrap();
                if verdict == Verdict::Refused(Refusal::Connected) {
                    continue;
                }
                let object = output.object.clone().unwrap();
                let mut inputs = usual.clone();
                inputs.insert(port, object.to_string());
                let after = project(&written(&inputs));
                assert_eq!(
                    verdict.can_be(),
                    errors(&after) == 0,
                    "{port} reads {object}: {verdict}\n{:#?}",
                    after.analysis.problems
                );
                seen[usize::from(verdict.can_be())] += 1;
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 5), "{seen:?}");
}
