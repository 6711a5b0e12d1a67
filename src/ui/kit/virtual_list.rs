//! A list of any length of which only the visible rows exist.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// Height of a row in pixels; the style sheet takes it from `--row`.
const ROW: f64 = 32.0;

/// Rows that exist above and below the visible ones; the window moves by half of them, so that a
/// little scrolling makes no row.
const MARGIN: usize = 12;

/// Where a row stands. The caller puts `id` and `top` on its element, with the class `virtual-row`.
#[derive(Clone)]
pub(crate) struct Place {
    /// Position among the rows, from 0.
    pub(crate) index: usize,
    /// Id of the element.
    pub(crate) id: String,
    /// Its `top` in the style.
    pub(crate) top: String,
    /// Whether it is the one that the keys work on.
    pub(crate) is_active: Signal<bool>,
}

/// Rows of equal height, with one that is active. The focus stays on the list, so that no row that
/// scrolls away can take it along. Arrows, Page Up, Page Down, Home and End move; other keys go to
/// `on_key`.
#[component]
pub(crate) fn VirtualList<R>(
    /// Id of the list, and start of its rows' ids.
    id: &'static str,
    /// What the list holds, for screen readers.
    label: &'static str,
    /// `tree` or `grid`; decides the roles that its rows may have.
    role: &'static str,
    /// The rows. A row that changes must be another value.
    #[prop(into)]
    rows: Signal<Arc<[R]>>,
    /// Position of the active row.
    active: RwSignal<usize>,
    /// Makes a row.
    row: Callback<(Place, R), AnyView>,
    /// What other keys do.
    on_key: Callback<web_sys::KeyboardEvent>,
    /// A first row that stays in sight, of the same height.
    #[prop(optional)]
    head: Option<AnyView>,
) -> impl IntoView
where
    R: Clone + Eq + Hash + Send + Sync + 'static,
{
    let frame = NodeRef::<html::Div>::new();
    let head_height = if head.is_some() { ROW } else { 0.0 };
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let view = RwSignal::new((0.0, 0.0));
    let measure = move || {
        if let Some(frame) = frame.get_untracked() {
            let next = (f64::from(frame.scroll_top()), f64::from(frame.client_height()));
            if view.get_untracked() != next {
                view.set(next);
            }
        }
    };
    observe_size(frame, measure);
    let window = Memo::new(move |_| window_of(view.get(), count.get()));
    // For the outside world: the list scrolls to the row that became active.
    Effect::new(move |_| {
        let (index, frame) = (active.get(), frame.get());
        let Some(frame) = frame else { return };
        let (top, height) = (to_pixels(index), f64::from(frame.client_height()) - head_height);
        let scrolled = f64::from(frame.scroll_top());
        if top < scrolled {
            frame.set_scroll_top(whole(top));
        } else if height >= ROW && top + ROW > scrolled + height {
            frame.set_scroll_top(whole(top + ROW - height));
        }
        // At once, and not with the scroll event: the active row has to exist to be named.
        measure();
    });
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        let page = rows_in(view.get_untracked().1 - head_height).max(2) - 1;
        match moved(&event, active.get_untracked(), count.get_untracked(), page) {
            Some(next) => {
                event.prevent_default();
                active.set(next);
            }
            None => on_key.run(event),
        }
    };
    let visible = move || {
        let window = window.get();
        let rows = rows.get();
        let start = window.start;
        let shown = rows.get(window).unwrap_or_default().iter().cloned();
        shown.enumerate().map(|(at, row)| (start + at, row)).collect::<Vec<_>>()
    };
    let place = move |index: usize| Place {
        index,
        id: format!("{id}-{index}"),
        top: format!("{}px", to_pixels(index)),
        is_active: Signal::derive(move || active.get() == index),
    };
    let active_id = move || {
        window.with(|window| window.contains(&active.get())).then(|| format!("{id}-{}", active.get()))
    };
    view! {
        <div
            id=id
            class="virtual-list"
            node_ref=frame
            role=role
            tabindex="0"
            aria-label=label
            aria-activedescendant=active_id
            aria-rowcount=move || (role == "grid").then(|| (count.get() + 1).to_string())
            style:--row=format!("{ROW}px")
            on:scroll=move |_| measure()
            on:keydown=on_keydown
        >
            {head}
            <div
                class="virtual-space"
                role=if role == "grid" { "rowgroup" } else { "presentation" }
                style:height=move || format!("{}px", to_pixels(count.get()))
            >
                <For each=visible key=Clone::clone children=move |(index, value)| row.run((place(index), value)) />
            </div>
        </div>
    }
}

/// Gives the focus to the list `id`, as when what was opened from it closes.
pub(crate) fn focus_list(id: &str) {
    let list = document().get_element_by_id(id);
    if let Some(list) = list.and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus fails only for what cannot have it.
        drop(list.focus());
    }
}

/// Calls `measure` whenever the size of `frame` changes, and once at first.
fn observe_size(frame: NodeRef<html::Div>, measure: impl Fn() + Copy + 'static) {
    let observed = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    // For the outside world: only the browser knows the size.
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let closure = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&frame);
            observed.set_value(Some((observer, closure)));
        }
        measure();
    });
    on_cleanup(move || {
        if let Some((observer, _closure)) = observed.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

/// The rows that exist when the list is scrolled to `top` and `height` of it is seen.
fn window_of((top, height): (f64, f64), count: usize) -> Range<usize> {
    let step = MARGIN / 2;
    let first = rows_in(top) / step * step;
    let start = first.saturating_sub(MARGIN).min(count);
    let end = (first + rows_in(height) + 2 + step + MARGIN).min(count);
    start..end
}

/// Where the key leads from `active`; `None` if it leads nowhere.
fn moved(event: &web_sys::KeyboardEvent, active: usize, count: usize, page: usize) -> Option<usize> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || count == 0 {
        return None;
    }
    let last = count - 1;
    Some(match event.key().as_str() {
        "ArrowDown" => (active + 1).min(last),
        "ArrowUp" => active.saturating_sub(1).min(last),
        "PageDown" => (active + page).min(last),
        "PageUp" => active.saturating_sub(page).min(last),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

#[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^53")]
fn to_pixels(rows: usize) -> f64 {
    rows as f64 * ROW
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "scroll offsets are small and positive"
)]
fn rows_in(pixels: f64) -> usize {
    (pixels / ROW).max(0.0) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "scroll offsets fit")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
