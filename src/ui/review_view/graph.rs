//! The flow of a shared plan as a picture, with what the plan does to each node, or with what changed since
//! the version that was seen before. A node is a button that shows its first change.

mod drawn; // a review as a picture

use std::sync::Arc;

use blockwright::geometry::{Heading, Rect, neighbour};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::dark::is_dark;
use crate::ui::kit::{Button, Segments};
use crate::ui::session::Session;
use drawn::{Drawn, Move, Spot, draw, draw_since};

/// What the signs on nodes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Signs {
    /// What the plan does to them.
    #[default]
    Plan,
    /// What changed since the version that was seen before.
    Since,
}

/// The least size at which a picture is fitted to its room: names can still be read.
const LEAST_FIT: f64 = 0.65;

/// The picture, at a size that can be chosen.
#[component]
pub(super) fn Graph(
    session: Session,
    /// Whether it first shows what changed since.
    is_since: bool,
) -> impl IntoView {
    let reviewing = session.reviewing();
    let is_dark = is_dark(session);
    let signs = RwSignal::new(if is_since { Signs::Since } else { Signs::Plan });
    let has_moves = RwSignal::new(true);
    let earlier = Memo::new_with_compare(
        move |_| reviewing.earlier.get().filter(|earlier| earlier.comparison.is_some()),
        |_, _| true,
    );
    let drawn = Memo::new_with_compare(
        move |_| {
            let review = reviewing.review.get()?;
            let drawn = match (signs.get(), earlier.get()) {
                (Signs::Since, Some(earlier)) => draw_since(&review, &earlier, is_dark.get()),
                _ => draw(&review, is_dark.get()),
            };
            drawn.map(Arc::new)
        },
        |_, _| true,
    );
    let scale = RwSignal::new(1.0_f64);
    let frame = NodeRef::<html::Div>::new();
    let fit = move || {
        let width = drawn.with_untracked(|drawn| drawn.as_ref().map(|drawn| drawn.picture.pixels().0));
        if let (Some(frame), Some(width)) = (frame.get_untracked(), width) {
            scale.set((f64::from(frame.client_width()) / width).clamp(LEAST_FIT, 1.0));
        }
    };
    let is_drawn = Memo::new(move |_| drawn.with(Option::is_some));
    // The room for the picture is known when the page is laid out.
    Effect::new(move |_| {
        if is_drawn.get() && frame.get().is_some() {
            request_animation_frame(fit);
        }
    });
    let zoom = move |by: f64| scale.update(|scale| *scale = (*scale * by).clamp(0.1, 4.0));
    let sheet = move || drawn.get().map(|drawn| view! { <SheetView session drawn scale has_moves /> });
    let moves = Memo::new(move |_| drawn.with(|drawn| drawn.as_ref().map_or(0, |drawn| drawn.moves.len())));
    // Where nodes can be reached, the picture scrolls with them.
    let has_spots =
        Memo::new(move |_| drawn.with(|drawn| drawn.as_ref().is_some_and(|drawn| !drawn.spots.is_empty())));
    view! {
        <div>
            <div class="review-said">
                <Show when=move || earlier.with(Option::is_some)>
                    <Segments name="review-signs" label="What the signs say" chosen=signs on_choose=move |chosen| signs.set(chosen)
                        choices=vec![(Signs::Since, "Changed since"), (Signs::Plan, "Whole plan")] />
                </Show>
                <Button label="Smaller".to_owned() on_press=move || zoom(0.8) />
                <Button label="Larger".to_owned() on_press=move || zoom(1.25) />
                <Button label="100 %".to_owned() on_press=move || scale.set(1.0) />
                <Button label="Fit".to_owned() on_press=fit />
                <Show when=move || { moves.get() > 0 }>
                    <label class="check">
                        <input type="checkbox" prop:checked=has_moves on:change=move |event| has_moves.set(event_target_checked(&event)) />
                        "Show what moved"
                    </label>
                </Show>
            </div>
            <p class="field-note review-legend">{move || drawn.with(|drawn| drawn.as_ref().map(|drawn| drawn.legend))}</p>
            <div node_ref=frame class="review-graph" tabindex=move || if has_spots.get() { "-1" } else { "0" } role="region"
                aria-label="The flow with what the plan does">
                {sheet}
                <Show when=move || drawn.with(Option::is_none)><p class="review-none">"There is nothing to draw: the plan was not worked out here."</p></Show>
            </div>
        </div>
    }
}

#[component]
fn SheetView(
    session: Session,
    drawn: Arc<Drawn>,
    scale: RwSignal<f64>,
    has_moves: RwSignal<bool>,
) -> impl IntoView {
    let reviewing = session.reviewing();
    let (width, height) = drawn.picture.pixels();
    let source = format!(
        "data:image/svg+xml;charset=utf-8,{}",
        String::from(js_sys::encode_uri_component(&drawn.picture.svg()))
    );
    let place = drawn.picture.placement();
    // One stop of the Tab key for all nodes: arrows move among them.
    let rects: Arc<[Rect]> = drawn.spots.iter().map(|spot| spot.rect).collect();
    let active = RwSignal::new(first(&drawn.spots, reviewing.chosen.get_untracked().as_deref()));
    let sheet = NodeRef::<html::Div>::new();
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(next) = stepped(&event.key(), &rects, active.get_untracked()) else { return };
        event.prevent_default();
        active.set(next);
        let node = sheet.get_untracked().and_then(|sheet| {
            let nodes = sheet.query_selector_all(".review-node").ok()?;
            nodes.item(u32::try_from(next).ok()?)?.dyn_into::<web_sys::HtmlElement>().ok()
        });
        if let Some(node) = node {
            // Focus fails only for what cannot have it.
            drop(node.focus());
        }
    };
    let spot = move |(at, spot): (usize, Spot)| {
        let rect = place.of(spot.rect);
        let (address, chosen) = (spot.address.clone(), spot.address);
        let is_chosen = Memo::new(move |_| reviewing.chosen.with(|now| now.as_deref() == Some(&*chosen)));
        let is_active = Memo::new(move |_| active.get() == at);
        let pixels = move |value: f64| move || format!("{}px", value * scale.get());
        view! {
            <button type="button" class="review-node" aria-label=spot.name aria-pressed=move || is_chosen.get().to_string()
                tabindex=move || if is_active.get() { "0" } else { "-1" }
                style:left=pixels(rect.origin.x) style:top=pixels(rect.origin.y) style:width=pixels(rect.size.width)
                style:height=pixels(rect.size.height)
                on:click=move |_| {
                    active.set(at);
                    reviewing.choose(Some(&address));
                }></button>
        }
    };
    let moved = move |Move { from, to }: Move| {
        let (from, to) = (place.of(from), place.of(to));
        let (start, end) = (from.center(), to.center());
        view! {
            <rect x=from.origin.x y=from.origin.y width=from.size.width height=from.size.height rx="6" />
            <line x1=start.x y1=start.y x2=end.x y2=end.y />
        }
    };
    let spots = drawn.spots.clone();
    let moves = StoredValue::new(drawn.moves.clone());
    view! {
        <div node_ref=sheet class="review-sheet" role="group" aria-label="Nodes that change. Arrow keys move, Enter shows the change." on:keydown=on_key style:width=move || format!("{}px", width * scale.get()) style:height=move || format!("{}px", height * scale.get())>
            <img src=source alt=drawn.picture.description.clone() />
            <Show when=move || has_moves.get() && moves.with_value(|moves| !moves.is_empty())>
                <svg class="review-moves" aria-hidden="true" viewBox=format!("0 0 {width} {height}")>
                    {moves.get_value().into_iter().map(moved).collect_view()}
                </svg>
            </Show>
            {spots.into_iter().enumerate().map(spot).collect_view()}
        </div>
    }
}

/// The node that the Tab key leads to at first: the chosen one, else the first.
fn first(spots: &[Spot], chosen: Option<&str>) -> usize {
    spots.iter().position(|spot| Some(spot.address.as_str()) == chosen).unwrap_or_default()
}

/// Where a key leads from the node at `from`; `None` for keys that mean nothing here.
fn stepped(key: &str, rects: &[Rect], from: usize) -> Option<usize> {
    let heading = match key {
        "ArrowLeft" => Heading::Left,
        "ArrowRight" => Heading::Right,
        "ArrowUp" => Heading::Up,
        "ArrowDown" => Heading::Down,
        "Home" => return (!rects.is_empty()).then_some(0),
        "End" => return rects.len().checked_sub(1),
        _ => return None,
    };
    // At an edge the focus stays, and so does the page.
    Some(neighbour(rects, from, heading).unwrap_or(from))
}
