//! Gestures on small projects: the text before, what is done, the text after; and the law that they can
//! be undone.

mod chance;
mod deletion;
mod entries;
mod law;
mod laying_out;
mod membership;
mod naming;
mod pasting;
mod unfolding;
mod versions;
mod wiring;
mod zones;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::arrangement::Arrangement;
use crate::history;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Memory, analyze_again};

/// A project on the canvas.
pub(super) struct Board {
    pub(super) workspace: Workspace,
    pub(super) analysis: Analysis,
    pub(super) diagram: Diagram,
    pub(super) arrangement: Arrangement,
    pub(super) shown: BTreeMap<NodeId, Point>,
    memory: Memory,
}

impl Board {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| Source::new(*path, text)).collect();
        let registries = demo_alone();
        let workspace = Workspace { files, environment: "dev".into(), registries, ..Workspace::default() };
        let mut board = Self {
            workspace,
            analysis: Analysis::default(),
            diagram: Diagram::default(),
            arrangement: Arrangement::default(),
            shown: BTreeMap::new(),
            memory: Memory::default(),
        };
        board.look();
        board
    }

    pub(super) fn of(text: &str) -> Self {
        Self::new(&[("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))])
    }

    pub(super) fn look(&mut self) {
        self.analysis = analyze_again(&self.workspace, &mut self.memory);
        self.diagram = Diagram::new(&self.analysis.config, &self.analysis.composition);
        let written = Arrangement::of(&self.workspace.files).unwrap_or_default();
        self.arrangement = written.with_zones(&self.analysis.config, &self.diagram);
        let nodes = self.diagram.nodes.iter().enumerate();
        self.shown = nodes
            .map(|(at, node)| {
                (node.id.clone(), Point::new(f64::from(u32::try_from(at).unwrap()) * 100.0, 0.0))
            })
            .collect();
    }

    pub(super) fn perform(&self, gesture: &Gesture) -> Result<Step, Refusal> {
        let Self { workspace, analysis, diagram, arrangement, shown, .. } = self;
        super::perform(Scene { workspace, analysis, diagram, arrangement, shown }, gesture)
    }

    pub(super) fn scene(&self) -> Scene<'_> {
        let Self { workspace, analysis, diagram, arrangement, shown, .. } = self;
        Scene { workspace, analysis, diagram, arrangement, shown }
    }

    /// Makes the changes and gives back those that undo them.
    pub(super) fn apply(&mut self, changes: &[Change]) -> Vec<Change> {
        let inverse = history::apply(&mut self.workspace, changes).unwrap();
        self.look();
        inverse
    }

    /// What a step says of the layout document is what the document says then.
    #[track_caller]
    pub(super) fn check_layout(&self, step: &Step) {
        if let Some(layout) = &step.layout {
            let written = Arrangement::of(&self.workspace.files).unwrap();
            assert_eq!(written, layout.arrangement, "{}", step.title);
        }
    }

    /// Performs the gesture and undoes it again, which has to give back what was there.
    #[track_caller]
    pub(super) fn after(&mut self, gesture: &Gesture) -> String {
        let step = match self.perform(gesture) {
            Ok(step) => step,
            Err(refusal) => return refusal.to_string(),
        };
        let before = self.workspace.clone();
        let inverse = self.apply(&step.changes);
        self.check_layout(&step);
        let after = self.workspace.clone();
        history::apply(&mut self.workspace, &inverse).unwrap();
        assert_eq!(self.workspace, before, "undone");
        self.workspace = after;
        let mut told = format!("# {}\n", step.title);
        let old = |source: &Source| before.files.iter().find(|old| old.path == source.path);
        let several = before.files.len() > 1;
        for source in self.workspace.files.iter().filter(|source| old(source) != Some(source)) {
            if several || source.path != "project.yml" {
                told += &format!("# {}\n", source.path);
            }
            told += &patch(old(source).map_or("", |old| &old.text), &source.text);
        }
        for source in &before.files {
            if self.workspace.files.iter().all(|new| new.path != source.path) {
                told += &format!("# {} is gone\n", source.path);
            }
        }
        told
    }

    /// The wires, as `cleaning.OUT > features.IN`.
    pub(super) fn wires(&self) -> std::collections::BTreeSet<String> {
        let name = |end: crate::diagram::End, side| {
            let node = &self.diagram.nodes[end.node];
            format!("{}.{}", node.id, node.ports(side)[end.port].name)
        };
        let outside = self.diagram.wires.iter().filter(|wire| wire.inside.is_none());
        outside
            .map(|wire| format!("{} > {}", name(wire.source, Side::Output), name(wire.target, Side::Input)))
            .collect()
    }
}

/// The lines that differ, by the longest common subsequence.
fn patch(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let next = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if a == b { common[i + 1][j + 1] + 1 } else { next };
        }
    }
    let (mut i, mut j, mut told) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            told += &format!("-{}\n", old[i]);
            i += 1;
        } else {
            told += &format!("+{}\n", new[j]);
            j += 1;
        }
    }
    told
}

/// A port, as `cleaning.OUT`; the last dot counts.
pub(super) fn port(text: &str) -> PortRef {
    let (node, port) = text.rsplit_once('.').unwrap();
    PortRef::new(node, port)
}

/// A wire, as `cleaning.OUT > features.IN`.
pub(super) fn link(text: &str) -> Link {
    let (source, target) = text.split_once(" > ").unwrap();
    Link { source: port(source), target: port(target) }
}

/// A project with a block, a block behind it, and a recipe behind that.
pub(super) const CHAIN: &str = "# what comes in
datasets:
  # raw
  - {name: READINGS, type: managed} # as delivered
  - {name: COPY, type: managed}
blocks:
  # first
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0 # pinned
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS}
  # second
  - ref:   \"BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0\"
    instance_name: features
    inputs:
      # clean only
      CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION # generated
recipes:
- {name: copy, type: sync, inputs: [FEATURES__ENGINEERED_FEATURES], outputs: [COPY]}
";
