//! Another version of a block. All wires stay.

use std::sync::Arc;

use blockwright::diagram::Subject;
use blockwright::gesture::Gesture;
use blockwright::tree::{Row, Shows};
use leptos::ev;
use leptos::prelude::*;

use super::{Asked, active, shape_of, take_focus};
use crate::ui::kit::{Button, Dialog, Look};
use crate::ui::session::Session;

/// Asks for the version.
#[component]
pub(super) fn ChangeVersion(
    session: Session,
    rows: Memo<Arc<[Row]>>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let board = session.board();
    let row = untrack(|| active(board, rows))?;
    let node = untrack(|| shape_of(board, row.shows))?;
    let (present, known) = untrack(|| versions(session, row.shows));
    let chosen = RwSignal::new(present.clone());
    let close = move || {
        asked.set(None);
        request_animation_frame(take_focus);
    };
    let title = format!("Version of {node}");
    let node = StoredValue::new(node);
    let change = move || {
        let versions = vec![(node.get_value(), chosen.get_untracked())];
        if session.perform(&Gesture::ChangeVersion { versions }) {
            close();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        change();
    };
    let options = known.into_iter().map(move |(version, words)| {
        let is_present = version == present;
        view! { <option value=version selected=is_present>{words}</option> }
    });
    Some(view! {
        <Dialog title on_close=close>
            <form class="form" on:submit=submit>
                <label class="field">
                    <span>"Version"</span>
                    <select class="select" autofocus on:change=move |event| chosen.set(event_target_value(&event))>
                        {options.collect_view()}
                    </select>
                </label>
                <p class="field-note">"All wires stay. Those whose port is gone are shown as broken, to be mapped anew."</p>
                <div class="form-actions"><Button label="Change the version".to_owned() look=Look::Primary on_press=change /></div>
            </form>
        </Dialog>
    })
}

/// The version in use, and all that the registry has, newest first, each with the words for it.
fn versions(session: Session, shows: Shows) -> (String, Vec<(String, String)>) {
    let Shows::Node(at) = shows else { return Default::default() };
    let subject = session.board().diagram.with(|diagram| diagram.nodes.get(at).map(|node| node.subject));
    let Some(Subject::Block(position) | Subject::Solution(position)) = subject else {
        return Default::default();
    };
    let pinned =
        session.analysis().with(|analysis| analysis.composition.resolved.get(position).cloned().flatten());
    let Some(pinned) = pinned else { return Default::default() };
    let known = session.catalog().with(|catalog| {
        let card = catalog.card(catalog.find(&pinned.registry, &pinned.block_id)?)?;
        let word = |edition: &blockwright::catalog::card::Edition| {
            let deprecated = if edition.is_deprecated { ", deprecated" } else { "" };
            let present = if edition.version == pinned.version { ", in use" } else { "" };
            (edition.version.to_string(), format!("{}{deprecated}{present}", edition.version))
        };
        Some(card.editions().map(word).collect())
    });
    (pinned.version.to_string(), known.unwrap_or_default())
}
