//! Projects and gestures that look like chance and are the same each time.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::geometry::Rect;
use crate::insertion::{NewDataset, NewRecipe};
use crate::yaml::edit::Step as Key;

/// Numbers that look like chance and are the same each time.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn distance(&mut self) -> f64 {
        u16::try_from(self.roll(900)).unwrap().into()
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.roll(list.len());
        list.get(at)
    }
}

const FLOW: &str = "project: {key: P, name: Pea}
datasets: [{name: A, type: managed}, {type: managed, name: B}, ]
recipes: [{name: r, type: sync, inputs: [A], outputs: [B]}]
blocks: [{ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, inputs: {RAW_VIBRATION: B}}, {ref: BLOCKS_REGISTRY/FAILURE_MODEL_TRAINING@1.0.0, instance_name: training}]
";

const SHARED: &str = "project: {key: P, name: Pea}
datasets:
  - &raw {name: RAW, type: managed}
  - <<: *raw
    name: &copy COPY
blocks:
-   ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: &in
        CLEAN_VIBRATION: *copy
-   ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0
    instance_name: more
    inputs: *in
    # the end
solutions:
    -
      ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
      instance_name: upkeep
      inputs: {RAW_SENSOR_DATA: RAW, 'EQUIPMENT_REGISTRY': FEATURES__ENGINEERED_FEATURES}";

const ZONED: &str = "version: '1.1'
project: {key: P, name: Pea}
zones:
- {name: Raw, color: '#2ab1ac'} # first
- name: Clean
datasets:
- {name: A, type: s3, zone: Raw}
- name: B
  # where it ends up
  zone: Clean
  type: s3
folders: [{name: files, zone: Raw}]
recipes: [{name: r, type: sql, inputs: [A], outputs: [B], zone: Clean}]
";

pub(super) fn board(seed: usize) -> Board {
    match seed % 5 {
        0 => Board::of(CHAIN),
        1 => Board::new(&[("input.yml", FLOW)]),
        2 => Board::new(&[("project.yml", SHARED)]),
        3 => Board::new(&[("project.yml", ZONED)]),
        _ => Board::new(&[
            (
                "project.yml",
                "project: {key: P, name: Pea}\nblocks:\n  - ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.0.0\n    # rul\n    inputs:\n      FEATURES: A\n",
            ),
            ("datasets/a.yml", "# a\ndatasets:\n  - name: A\n    type: managed\n"),
            ("datasets/b.yml", "datasets:\n- name: B\n  type: managed\n- {name: C, type: managed}\n"),
            (
                "recipes/r.yml",
                "recipes:\n  - name: r\n    type: sync\n    inputs:\n      - A # in\n    outputs:\n      - {ref: C, role: main}\n",
            ),
            ("canvas.json", "{\"version\": 1, \"nodes\": {\"dataset.A\": [1, 2]}}"),
        ]),
    }
}

fn ids(board: &Board) -> Vec<NodeId> {
    board.diagram.nodes.iter().map(|node| node.id.clone()).collect()
}

fn some_port(board: &Board, dice: &mut Dice, side: Side) -> Option<PortRef> {
    let ports = |node: &crate::diagram::Node| {
        node.ports(side)
            .iter()
            .map(|port| PortRef { node: node.id.clone(), port: Arc::clone(&port.name) })
            .collect::<Vec<_>>()
    };
    dice.of(&board.diagram.nodes.iter().flat_map(ports).collect::<Vec<_>>()).cloned()
}

fn some_wire(board: &Board, dice: &mut Dice) -> Option<Link> {
    let wires: Vec<String> = board.wires().into_iter().collect();
    dice.of(&wires).map(|wire| link(wire))
}

fn some_nodes(board: &Board, dice: &mut Dice) -> Vec<NodeId> {
    let ids = ids(board);
    let count = 1 + dice.roll(3);
    (0..count).filter_map(|_| dice.of(&ids).cloned()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn reference(board: &Board, dice: &mut Dice) -> String {
    let registry = board.workspace.registries.get("BLOCKS_REGISTRY").unwrap();
    let entry = dice.of(registry.index.entries()).unwrap();
    format!("BLOCKS_REGISTRY/{}@{}", entry.block_id, entry.version)
}

#[allow(clippy::too_many_lines)]
pub(super) fn some_gesture(board: &Board, dice: &mut Dice) -> Option<Gesture> {
    let at = (dice.roll(2) == 0).then(|| Point::new(dice.distance(), dice.distance()));
    let ids = ids(board);
    let name = format!("n{}", dice.roll(40));
    Some(match dice.roll(26) {
        0 => Gesture::Add {
            addition: Addition {
                datasets: vec![NewDataset::managed(name.to_uppercase())],
                recipes: vec![NewRecipe {
                    name: name.clone(),
                    kind: "python".into(),
                    inputs: vec![],
                    outputs: vec![name.to_uppercase()],
                    code: "a\nb\n".into(),
                }],
                uses: vec![],
            },
            at,
        },
        1 => Gesture::Splice {
            reference: reference(board, dice),
            source: some_port(board, dice, Side::Output).filter(|_| dice.roll(2) == 0),
            target: some_port(board, dice, Side::Input).filter(|_| dice.roll(2) == 0),
            at,
        },
        2 => {
            let wire = some_wire(board, dice)?;
            Gesture::Splice {
                reference: reference(board, dice),
                source: Some(wire.source),
                target: Some(wire.target),
                at,
            }
        }
        3..=6 => Gesture::Wire(Link {
            source: some_port(board, dice, Side::Output)?,
            target: some_port(board, dice, Side::Input)?,
        }),
        7 => Gesture::Unwire(vec![some_wire(board, dice)?]),
        8 => Gesture::Rewire { wire: some_wire(board, dice)?, target: some_port(board, dice, Side::Input)? },
        9 | 10 => {
            let node = dice.of(&ids)?.clone();
            let name = if node.0.starts_with("dataset.") { name.to_uppercase() } else { name };
            Gesture::Rename { node, name }
        }
        11 => Gesture::Delete { nodes: some_nodes(board, dice), bridge: dice.roll(2) == 0 },
        12 => Gesture::Duplicate { nodes: some_nodes(board, dice), by: Point::new(20.0, 20.0) },
        13 => {
            let text = clipboard::copy(board.scene(), &some_nodes(board, dice)).ok()?;
            Gesture::Paste { text, at }
        }
        14 => {
            let paths = [
                vec!["zone_name"],
                vec!["lifecycle", "prevent_destroy"],
                vec!["params", "path"],
                vec!["inputs"],
                vec!["metadata"],
            ];
            let path = dice.of(&paths)?.iter().map(|step| Key::Key((*step).to_owned())).collect();
            let value = [None, Some(json!(name)), Some(json!(true)), Some(json!({"a": [1, "two: three"]}))];
            Gesture::Set { owner: Owner::Node(dice.of(&ids)?.clone()), path, value: dice.of(&value)?.clone() }
        }
        15 | 16 => {
            let node = dice.of(&ids)?.clone();
            let label = &board.diagram.node(&node)?.label;
            let id = label.split('@').next()?;
            let registry = board.workspace.registries.get("BLOCKS_REGISTRY")?;
            let version = dice.of(registry.index.versions(id))?.version.to_string();
            Gesture::ChangeVersion { versions: vec![(node, version)] }
        }
        17 => {
            let side = if dice.roll(2) == 0 { Side::Input } else { Side::Output };
            let gone = board.diagram.nodes.iter().flat_map(|node| {
                node.ports(side)
                    .iter()
                    .filter(|port| port.is_gone)
                    .map(move |port| (node, Arc::clone(&port.name)))
            });
            let (node, gone) = dice.of(&gone.collect::<Vec<_>>())?.clone();
            let port = Arc::clone(&dice.of(node.ports(side))?.name);
            Gesture::MapTo { node: node.id.clone(), side, gone, port }
        }
        18 => {
            let places = some_nodes(board, dice).into_iter().map(|id| (id, at.unwrap_or_default())).collect();
            Gesture::Place { act: Placing::Move, places }
        }
        19 => Gesture::Unfold { solution: dice.of(&ids)?.clone(), unfolded: dice.roll(2) == 0 },
        20 => Gesture::Group { nodes: some_nodes(board, dice), name },
        21 => Gesture::Ungroup { frames: vec![dice.of(&board.arrangement.frames)?.name.clone()] },
        22 => Gesture::MoveTo {
            nodes: some_nodes(board, dice),
            frame: dice
                .of(&board.arrangement.frames)
                .map(|frame| frame.name.clone())
                .filter(|_| dice.roll(3) > 0),
            places: BTreeMap::new(),
        },
        23 => Gesture::Fold {
            frame: dice.of(&board.arrangement.frames)?.name.clone(),
            folded: dice.roll(2) == 0,
        },
        24 => Gesture::RenameFrame { frame: dice.of(&board.arrangement.frames)?.name.clone(), name },
        _ => match dice.roll(3) {
            0 => Gesture::AddNote(Note { rect: Rect::new(0.0, 0.0, 100.0, 50.0), text: name }),
            1 => Gesture::RemoveNote(dice.roll(3)),
            _ => Gesture::ChangeNote {
                note: 0,
                to: Note { rect: Rect::new(9.0, 9.0, 90.0, 90.0), text: name },
            },
        },
    })
}
