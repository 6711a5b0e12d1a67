//! A review as a picture.

use std::sync::Arc;

use blockwright::arrangement::{Arrangement, CANVAS_PATH};
use blockwright::diagram::Diagram;
use blockwright::drawing::Sheet;
use blockwright::geometry::Rect;
use blockwright::marks::{Changes, Marks, Operation};
use blockwright::picture::{Background, Picture};
use blockwright::plan::{Action, Plan, words};
use blockwright::review::Review;
use blockwright::scene::Scene;
use blockwright::scene::ghosts::Shades;
use blockwright::workspace::{Analysis, Workspace};

use crate::ui::session::Earlier;

/// A node that can be pressed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) rect: Rect,
    pub(super) name: String,
    /// The first address that changes with it.
    pub(super) address: String,
}

/// A node that stands elsewhere than it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Move {
    pub(super) from: Rect,
    pub(super) to: Rect,
}

/// What is drawn.
pub(super) struct Drawn {
    pub(super) picture: Picture,
    pub(super) spots: Vec<Spot>,
    /// What moved; without a meaning for the plan.
    pub(super) moves: Vec<Move>,
    /// What the signs say.
    pub(super) legend: &'static str,
}

/// How a node and what happens to it are called.
type Naming = fn(&str, &Changes) -> String;

/// The flow with what the plan does; `None` if it was not worked out.
pub(super) fn draw(review: &Review, is_dark: bool) -> Option<Drawn> {
    let named = |name: &str, changes: &Changes| format!("{name}, {}", words::summary(changes.summary));
    let stage = Stage::new(review.analysis.as_ref()?, review.workspace.as_ref()?);
    let (picture, spots) = stage.draw(is_dark, true, named)?;
    Some(Drawn { picture, spots, moves: Vec::new(), legend: "Signs say what the plan does." })
}

/// The flow with what became of it since an earlier version; `None` if one of both was not worked out.
pub(super) fn draw_since(review: &Review, earlier: &Earlier, is_dark: bool) -> Option<Drawn> {
    let (before, comparison) = (earlier.review.as_ref()?, earlier.comparison.as_ref()?);
    let rewritten = review.rewritten_since(before)?;
    let named = |name: &str, changes: &Changes| {
        let word = match changes.operation {
            Operation::Create => "new",
            Operation::Delete => "gone",
            _ => "changed",
        };
        format!("{name}, {word} since the version you saw")
    };
    let now = Stage::new(&rewritten, review.workspace.as_ref()?);
    let then = Stage::new(before.analysis.as_ref()?, before.workspace.as_ref()?);
    let (mut picture, spots) = now.draw(is_dark, false, named)?;
    let moves = comparison.moved.iter().filter_map(|moved| {
        let (from, to) = (then.scene.shape(&moved.node)?.rect, now.scene.shape(&moved.node)?.rect);
        (from.origin != to.origin).then_some(Move { from: Rect { size: to.size, ..from }, to })
    });
    let moves: Vec<Move> = moves.collect();
    let around = moves.iter().map(|moved| moved.from).chain([picture.bounds]);
    picture.bounds = Rect::around(around).unwrap_or(picture.bounds);
    picture.description = format!(
        "What changed since the version you saw: {} of the flow, {} moved.",
        words::plural(spots.len(), "node"),
        moves.len()
    );
    let legend = "Signs say what became of a node since the version you saw: + new, ~ changed, \u{2212} gone. Dashed lines show where it stood before, which means nothing for the plan.";
    Some(Drawn { picture, spots, moves, legend })
}

/// A configuration with its places and the marks of its plan.
struct Stage<'a> {
    plan: Option<&'a Arc<Plan>>,
    diagram: Diagram,
    arrangement: Arrangement,
    scene: Scene,
    marks: Marks,
}

impl<'a> Stage<'a> {
    fn new(analysis: &'a Analysis, workspace: &Workspace) -> Self {
        let diagram = Diagram::new(&analysis.config, &analysis.composition);
        let layout = workspace.files.iter().find(|file| file.path == CANVAS_PATH);
        let arrangement = layout.and_then(|file| Arrangement::read(&file.text).ok()).unwrap_or_default();
        let scene = Scene::new(&diagram, &arrangement, None);
        let marks = Marks::new(&diagram, analysis);
        Self { plan: analysis.plan.as_ref(), diagram, arrangement, scene, marks }
    }

    fn draw(&self, is_dark: bool, has_legend: bool, named: Naming) -> Option<(Picture, Vec<Spot>)> {
        let Self { diagram, arrangement, scene, marks, .. } = self;
        let plan = self.plan?;
        let shades = Shades::new(diagram, arrangement, scene, marks);
        let sheet = Sheet {
            title: "Plan",
            background: if is_dark { Background::Dark } else { Background::Light },
            diagram,
            arrangement,
            scene,
            marks,
            plan: Some((plan.summary, &shades)),
            chosen: None,
        };
        let mut picture = sheet.picture();
        if !has_legend {
            picture.plan = None;
        }
        let changed = diagram.nodes.iter().zip(&marks.nodes).filter_map(|(node, mark)| {
            spot(plan, &node.name, mark.changes.as_ref()?, scene.shape(&node.id)?.rect, named)
        });
        let ghosts = marks.ghosts.iter().filter_map(|ghost| {
            spot(plan, &ghost.name, &ghost.changes, shades.shape(&ghost.id)?.rect, named)
        });
        let spots = changed.chain(ghosts).collect();
        Some((picture, spots))
    }
}

fn spot(plan: &Plan, name: &str, changes: &Changes, rect: Rect, named: Naming) -> Option<Spot> {
    let mut steps = changes.steps.iter().filter_map(|at| plan.steps.get(*at));
    let step = steps.find(|step| step.action != Action::NoChange)?;
    Some(Spot { rect, name: named(name, changes), address: step.address.as_str().to_owned() })
}
