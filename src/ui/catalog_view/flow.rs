//! The inside of a block, drawn; and as a list for those who do not look.

use std::sync::Arc;

use blockwright::block::Manifest;
use blockwright::block_flow::{BlockFlow, MOST_NODES, Node, NodeKind};
use blockwright::diagnostic::counts::grouped;
use leptos::prelude::*;

const WIDTH: usize = 170;
const HEIGHT: usize = 42;
const GAP: usize = 30;
const SPACE: usize = 14;
const MARGIN: usize = 4;
/// Letters of a name that a box has room for.
const ROOM: usize = 21;
/// How small it gets before its frame scrolls, in percent.
const SMALLEST: usize = 85;

/// The graph and the list.
#[component]
pub(super) fn Flow(manifest: Arc<Manifest>) -> impl IntoView {
    let flow = BlockFlow::new(&manifest);
    let inside = match flow {
        Ok(flow) => drawing(&manifest, &flow).into_any(),
        Err(nodes) => view! {
            <p class="view-note">{format!("It has {} nodes; flows of at most {MOST_NODES} are drawn.", grouped(nodes))}</p>
        }
        .into_any(),
    };
    view! {
        <section class="article-section">
            <h2>"Inside"</h2>
            {inside}
        </section>
    }
}

fn drawing(manifest: &Manifest, flow: &BlockFlow) -> impl IntoView + use<> {
    let width = flow.layers() * (WIDTH + GAP) - GAP.min(flow.layers() * GAP) + 2 * MARGIN;
    let height = flow.rows() * (HEIGHT + SPACE) - SPACE.min(flow.rows() * SPACE) + 2 * MARGIN;
    let edges = flow.edges.iter().filter_map(|(from, to)| {
        let (from, to) = (flow.nodes.get(*from)?, flow.nodes.get(*to)?);
        let (start, end) = (corner(from), corner(to));
        let (x, y) = (start.0 + WIDTH, start.1 + HEIGHT / 2);
        let (to_x, to_y) = (end.0, end.1 + HEIGHT / 2);
        let middle = usize::midpoint(x, to_x);
        let path = format!("M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}");
        Some(view! { <path class="flow-edge" d=path></path> })
    });
    let edges = edges.collect_view();
    let boxes = flow.nodes.iter().map(drawn).collect_view();
    let words = flow.nodes.iter().enumerate().map(|(position, node)| {
        let (before, behind) = flow.neighbours(position);
        let list = |verb: &str, names: Vec<&str>| {
            if names.is_empty() { String::new() } else { format!(", {verb} {}", names.join(", ")) }
        };
        let note = if node.note.is_empty() { String::new() } else { format!(" ({})", node.note) };
        let words = format!(
            "{} {}{note}{}{}",
            node.kind.name(),
            node.name,
            list("after", before),
            list("before", behind)
        );
        view! { <li>{words}</li> }
    });
    let words = words.collect_view();
    let label = format!("Flow inside {}: {} nodes", manifest.name, flow.nodes.len());
    view! {
        <div class="flow-frame" tabindex="0" role="region" aria-label="Flow inside the block">
            <svg
                class="block-flow"
                role="img"
                aria-label=label
                viewBox=format!("0 0 {width} {height}")
                style:max-width=format!("{width}px")
                style:min-width=format!("{}px", width * SMALLEST / 100)
            >
                {edges}
                {boxes}
            </svg>
        </div>
        <details class="flow-words">
            <summary>"As a list"</summary>
            <ul>{words}</ul>
        </details>
    }
}

fn corner(node: &Node) -> (usize, usize) {
    (MARGIN + node.layer * (WIDTH + GAP), MARGIN + node.row * (HEIGHT + SPACE))
}

fn drawn(node: &Node) -> impl IntoView + use<> {
    let (x, y) = corner(node);
    let class = match node.kind {
        NodeKind::Input | NodeKind::Output => "flow-node flow-port",
        NodeKind::Recipe => "flow-node flow-recipe",
        NodeKind::Member => "flow-node flow-member",
        NodeKind::Dataset => "flow-node flow-dataset",
        NodeKind::Model => "flow-node flow-model",
        NodeKind::Folder => "flow-node flow-folder",
    };
    let radius = if node.kind == NodeKind::Recipe { HEIGHT / 2 } else { 5 };
    let caption = match (node.kind, node.note.is_empty()) {
        (NodeKind::Member, false) => shortened(&node.note),
        (kind, true) => kind.name().to_owned(),
        (kind, false) => format!("{} {}", node.note, kind.name()),
    };
    let middle = (x + WIDTH / 2).to_string();
    view! {
        <g class=class>
            <rect
                x=x.to_string()
                y=y.to_string()
                width=WIDTH.to_string()
                height=HEIGHT.to_string()
                rx=radius.to_string()
            ></rect>
            <text x=middle.clone() y=(y + 18).to_string() class="flow-name">{shortened(&node.name)}</text>
            <text x=middle y=(y + 33).to_string() class="flow-note">{caption}</text>
        </g>
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= ROOM {
        return name.to_owned();
    }
    name.chars().take(ROOM - 1).chain("…".chars()).collect()
}
