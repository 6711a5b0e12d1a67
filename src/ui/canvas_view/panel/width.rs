//! How wide the panel is, and the bar that changes it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::preferences::Preference;

/// Width to begin with, in pixels.
const USUAL: f64 = 340.0;
const NARROWEST: f64 = 260.0;
const WIDEST: f64 = 720.0;
/// How far an arrow key moves the bar.
const STEP: f64 = 20.0;

/// Where the panel lies over the canvas: as in `canvas-panel.css`.
const NARROW_PAGE: f64 = 900.0;

/// How wide the panel is.
#[derive(Clone, Copy)]
pub(super) struct Width {
    pub(super) pixels: RwSignal<f64>,
    pub(super) is_open: RwSignal<bool>,
}

impl Width {
    /// As it was left; on a narrow page it begins closed, so that the canvas is seen.
    pub(super) fn remembered() -> Self {
        let kept = Preference::Panel.get().unwrap_or_default();
        let (pixels, closed) = kept.split_once(' ').unwrap_or((&kept, ""));
        let pixels = pixels.parse::<f64>().unwrap_or(USUAL).clamp(NARROWEST, WIDEST);
        let page = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
        let is_open = closed.is_empty() && page >= NARROW_PAGE;
        Self { pixels: RwSignal::new(pixels), is_open: RwSignal::new(is_open) }
    }

    pub(super) fn open(self, is_open: bool) {
        self.is_open.set(is_open);
        self.keep();
        // The button that was pressed is gone.
        request_animation_frame(move || {
            let next = if is_open { ".canvas-panel-head button" } else { ".canvas-panel-open" };
            let next = document().query_selector(next).ok().flatten();
            if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
                drop(next.focus());
            }
        });
    }

    fn set(self, pixels: f64) {
        self.pixels.set(pixels.clamp(NARROWEST, WIDEST).round());
        self.keep();
    }

    fn keep(self) {
        let closed = if self.is_open.get_untracked() { "" } else { " closed" };
        Preference::Panel.set(&format!("{}{closed}", self.pixels.get_untracked()));
    }
}

/// The bar at the panel's edge.
#[component]
pub(super) fn Bar(width: Width) -> impl IntoView {
    let bar_of = |event: &ev::PointerEvent| {
        event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    };
    let grab = move |event: ev::PointerEvent| {
        // Without capture the bar still follows while the pointer is over it.
        drop(bar_of(&event).map(|bar| bar.set_pointer_capture(event.pointer_id())));
    };
    let drag = move |event: ev::PointerEvent| {
        let panel = bar_of(&event).and_then(|bar| bar.parent_element());
        if let Some(panel) = panel.filter(|_| event.buttons() & 1 == 1) {
            width.set(panel.get_bounding_client_rect().right() - f64::from(event.client_x()));
        }
    };
    let step = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => STEP,
            "ArrowRight" => -STEP,
            _ => return,
        };
        event.prevent_default();
        width.set(width.pixels.get_untracked() + by);
    };
    view! {
        <div
            class="canvas-panel-bar"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the properties"
            aria-valuemin=NARROWEST.to_string()
            aria-valuemax=WIDEST.to_string()
            aria-valuenow=move || width.pixels.get().to_string()
            on:pointerdown=grab
            on:pointermove=drag
            on:keydown=step
        ></div>
    }
}
