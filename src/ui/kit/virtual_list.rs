//! A list of any length of which only the visible rows exist.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// Usual height of a row in `rem`, so that it grows with the user's text; the style sheet takes it from
/// `--row`.
const ROW: f64 = 2.0;

/// Pixels of a `rem` where the user has not changed the size of text.
const USUAL_TEXT: f64 = 16.0;

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
    /// `tree`, `grid` or `listbox`; decides the roles that its rows may have.
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
    /// Height of a row in `rem`.
    #[prop(default = ROW)]
    row_height: f64,
) -> impl IntoView
where
    R: Clone + Eq + Hash + Send + Sync + 'static,
{
    let frame = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let head_rows = if head.is_some() { 1.0 } else { 0.0 };
    let view = RwSignal::new(Sight { top: 0.0, height: 0.0, row: row_height * USUAL_TEXT });
    let measure = move || {
        if let Some(frame) = frame.get_untracked() {
            let next = Sight::of(&frame, row_height);
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
        measure();
        let Sight { top: scrolled, height, row } = view.get_untracked();
        let (top, height) = (to_f64(index) * row, height - head_rows * row);
        if top < scrolled {
            frame.set_scroll_top(whole(top));
        } else if height >= row && top + row > scrolled + height {
            frame.set_scroll_top(whole(top + row - height));
        }
        // At once, and not with the scroll event: the active row has to exist to be named.
        measure();
    });
    let on_keydown = move |event: web_sys::KeyboardEvent| {
        let seen = view.get_untracked();
        let page = seen.rows_in(seen.height - head_rows * seen.row).max(2) - 1;
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
        top: format!("calc({index} * var(--row))"),
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
            style:--row=format!("{row_height}rem")
            on:scroll=move |_| measure()
            on:keydown=on_keydown
        >
            {head}
            <div
                class="virtual-space"
                role=if role == "grid" { "rowgroup" } else { "presentation" }
                style:height=move || format!("calc({} * var(--row))", count.get())
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

/// What of a list is seen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sight {
    /// How far it is scrolled.
    top: f64,
    /// How much of it is seen.
    height: f64,
    /// Height of a row.
    row: f64,
}

impl Sight {
    /// What is seen through `frame`, with rows of so many `rem`.
    fn of(frame: &web_sys::HtmlElement, row_height: f64) -> Self {
        let row = row_height * text_size().unwrap_or(USUAL_TEXT);
        Self { top: f64::from(frame.scroll_top()), height: f64::from(frame.client_height()), row }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "scroll offsets are small and positive"
    )]
    fn rows_in(self, pixels: f64) -> usize {
        (pixels / self.row).max(0.0) as usize
    }
}

/// Pixels of a `rem`.
fn text_size() -> Option<f64> {
    let root = document().document_element()?;
    let style = window().get_computed_style(&root).ok()??;
    style.get_property_value("font-size").ok()?.strip_suffix("px")?.parse().ok()
}

/// The rows that exist when this much of the list is seen.
fn window_of(sight: Sight, count: usize) -> Range<usize> {
    let step = MARGIN / 2;
    let first = sight.rows_in(sight.top) / step * step;
    let start = first.saturating_sub(MARGIN).min(count);
    let end = (first + sight.rows_in(sight.height) + 2 + step + MARGIN).min(count);
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
fn to_f64(rows: usize) -> f64 {
    rows as f64
}

#[expect(clippy::cast_possible_truncation, reason = "scroll offsets fit")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
