//! Verdicts and candidates in small projects.

mod agreement;
mod candidates;
mod in_hand;

use std::fmt::Write;
use std::sync::Arc;

use super::*;
use crate::diagram::NodeId;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Analysis, Workspace, analyze};

struct Project {
    registries: Arc<Registries>,
    analysis: Analysis,
    diagram: Diagram,
    declared: Declared,
}

fn project(text: &str) -> Project {
    let registries = demo_alone();
    let analysis = analyze(&Workspace {
        files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
        registries: Arc::clone(&registries),
        ..Workspace::default()
    });
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let declared = Declared::new(&analysis.config);
    Project { registries, analysis, diagram, declared }
}

impl Project {
    /// Takes up the port `node.PORT`.
    fn arm(&self, port: &str, side: Side) -> Armed {
        let Self { diagram, analysis, registries, declared } = self;
        let (config, composition) = (&analysis.config, &analysis.composition);
        let basis = Basis { diagram, config, composition, registries, declared };
        Armed::new(basis, self.end(port, side), side).unwrap()
    }

    fn end(&self, port: &str, side: Side) -> End {
        let (node, port) = port.rsplit_once('.').unwrap();
        let at = self.diagram.position(&NodeId::from(node)).unwrap();
        End { node: at, port: self.diagram.nodes[at].port(side, port).unwrap() }
    }

    fn name(&self, end: End, side: Side) -> String {
        let node = &self.diagram.nodes[end.node];
        format!("{}.{}", node.id, node.ports(side)[end.port].name)
    }

    fn verdicts(&self, armed: &Armed) -> String {
        let side = opposite(armed.side);
        let mut shown = String::new();
        for (at, node) in self.diagram.nodes.iter().enumerate() {
            for port in 0..node.ports(side).len() {
                let end = End { node: at, port };
                let verdict = armed.verdict(end, side).unwrap();
                let sign = match verdict {
                    Verdict::Fits(_) => '+',
                    Verdict::Warns(_) => '!',
                    Verdict::Refused(_) => '-',
                };
                writeln!(shown, "{sign} {}: {verdict}", self.name(end, side)).unwrap();
            }
        }
        shown
    }

    fn candidates(&self, armed: &Armed, typed: &str) -> Vec<String> {
        let names = armed.candidates(typed, None).into_iter();
        names.map(|candidate| self.name(candidate.end, opposite(armed.side))).collect()
    }
}

const FLOW: &str = "
datasets:
  - {name: READINGS, type: managed}
  - {name: SHORT, type: managed, schema: {columns: [{name: EQUIPMENT_ID, type: string}]}}
  - {name: SCORES, type: managed}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomaly
  - ref: BLOCKS_REGISTRY/FAILURE_MODEL_SCORING@1.0.0
    instance_name: risk
    inputs: {FEATURES: CLEAN}
  - ref: BLOCKS_REGISTRY/NO_SUCH_BLOCK@1.0.0
    instance_name: unknown
    inputs: {A: GONE}
  - ref: BLOCKS_REGISTRY/FAILURE_MODEL_TRAINING@1.0.0
    instance_name: training
    inputs: {OLD: CLEAN}
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: READINGS}
recipes:
  - {name: copy, type: sync, inputs: [CLEAN], outputs: [SCORES]}
  - {name: split, type: split, inputs: [], outputs: [S1, S2]}
";
