//! Several shapes: lined up, framed, deleted, or brought to one version.

use blockwright::block::reference::Pinned;
use blockwright::diagram::{NodeId, Subject};
use blockwright::gesture::Gesture;
use blockwright::gesture::alignment::{Axis, Edge};
use leptos::prelude::*;

use super::actions::NodeTools;
use super::field::{Field, Typing};
use super::frame::Names;
use super::section::Section;
use super::sheet::{refusal, stay};
use super::shown::Shown;
use crate::ui::canvas_view::commands::{align, distribute};
use crate::ui::kit::{Button, Icon};
use crate::ui::session::Session;

const EDGES: [(Edge, &str); 6] = [
    (Edge::Left, "Left"),
    (Edge::Center, "Center"),
    (Edge::Right, "Right"),
    (Edge::Top, "Top"),
    (Edge::Middle, "Middle"),
    (Edge::Bottom, "Bottom"),
];

const AXES: [(Axis, &str); 2] = [(Axis::Horizontal, "Side by side"), (Axis::Vertical, "Top down")];

/// The shapes that are selected.
#[component]
pub(super) fn SeveralSheet(session: Session, shown: Memo<Shown>) -> impl IntoView {
    let board = session.board();
    let shapes = Memo::new(move |_| {
        shown.with(|shown| match shown {
            Shown::Several(shapes) => shapes.clone(),
            _ => Vec::new(),
        })
    });
    // What is inside a solution is not changed on its own.
    let nodes = Memo::new(move |_| {
        board.diagram.with(|diagram| {
            let is_own = |id: &&NodeId| diagram.node(id).is_some_and(|node| node.parent.is_none());
            shapes.with(|shapes| shapes.iter().filter(is_own).cloned().collect::<Vec<_>>())
        })
    });
    let edges = EDGES.map(|(edge, words)| {
        view! { <Button label=words.to_owned() on_press=move || align(session, edge) /> }
    });
    let axes = AXES.map(|(axis, words)| {
        view! { <Button label=words.to_owned() on_press=move || distribute(session, axis) /> }
    });
    let count = move || format!("{} selected", shapes.with(Vec::len));
    view! {
        <p class="panel-name">{count}</p>
        <Section title="Names"><Names session ids=shapes /></Section>
        <Version session nodes />
        <fieldset class="panel-choices"><legend>"Align"</legend>{edges.collect_view()}</fieldset>
        <fieldset class="panel-choices"><legend>"Distribute"</legend>{axes.collect_view()}</fieldset>
        <Framing session nodes />
        <div class="panel-actions">
            <NodeTools session nodes=Callback::new(move |()| nodes.get_untracked()) />
        </div>
    }
}

/// A frame around all of them.
#[component]
fn Framing(session: Session, nodes: Memo<Vec<NodeId>>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let press = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        if stay(session, &Gesture::Group { nodes: nodes.get_untracked(), name: wanted }) {
            name.set(String::new());
        }
    };
    view! {
        <form class="panel-row" on:submit=press>
            <label class="panel-field">
                <span>"Frame them as"</span>
                <input type="text" autocomplete="off" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <button type="submit" class="button">{Icon::Create.view()}<span>"Frame"</span></button>
        </form>
    }
}

/// The version of all, where they are of one block.
#[component]
fn Version(session: Session, nodes: Memo<Vec<NodeId>>) -> impl IntoView {
    let common = Memo::new(move |_| nodes.with(|nodes| common_block(session, nodes)));
    let change = move |version: String| {
        let versions = nodes.get_untracked().into_iter().map(|id| (id, version.trim().to_owned()));
        Gesture::ChangeVersion { versions: versions.collect() }
    };
    let typing = Typing {
        check: Callback::new(move |version| refusal(session, &change(version))),
        commit: Callback::new(move |version| stay(session, &change(version))),
    };
    let label = Signal::derive(move || {
        common.with(|common| {
            common.as_ref().map(|(block, _)| format!("Version of all {block}")).unwrap_or_default()
        })
    });
    let value = Memo::new(move |_| {
        common.with(|common| common.as_ref().map(|(_, version)| version.clone()).unwrap_or_default())
    });
    view! {
        <Show when=move || common.with(Option::is_some)>
            <Field id="panel-versions".to_owned() label value usual="various".to_owned() is_code=true typing />
        </Show>
    }
}

/// The block that all are of, and the version part that all have written; reads the analysis.
fn common_block(session: Session, nodes: &[NodeId]) -> Option<(String, String)> {
    let board = session.board();
    session.analysis().with(|analysis| {
        board.diagram.with(|diagram| {
            let mut common: Option<(&Pinned, &str)> = None;
            for id in nodes {
                let (Subject::Block(position) | Subject::Solution(position)) = diagram.node(id)?.subject
                else {
                    return None;
                };
                let pinned = analysis.composition.resolved.get(position)?.as_ref()?;
                let written = analysis.config.uses.get(position)?.reference.as_ref()?;
                let version = written.value.split_once('@').map_or("", |(_, version)| version);
                common = match common {
                    None => Some((pinned, version)),
                    Some((known, all))
                        if (&known.registry, &known.block_id) == (&pinned.registry, &pinned.block_id) =>
                    {
                        Some((known, if all == version { all } else { "" }))
                    }
                    Some(_) => return None,
                };
            }
            common.map(|(block, version)| (block.block_id.to_string(), version.to_owned()))
        })
    })
}
