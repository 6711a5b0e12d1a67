//! Two panes with a bar between them that can be dragged, and moved by arrow keys.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Two panes side by side; below each other on a narrow screen, where the bar goes.
#[component]
pub(crate) fn SplitPane(
    /// What the first pane is, for screen readers, as `File list`.
    label: &'static str,
    /// Width of the first pane to begin with, in per cent.
    #[prop(default = 30.0)]
    start: f64,
    /// The first pane.
    first: AnyView,
    /// The second pane.
    second: AnyView,
) -> impl IntoView {
    let share = RwSignal::new(start);
    let resize = move |event: &ev::PointerEvent| {
        let bar = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(panes) = bar.and_then(|bar| bar.parent_element()) else { return };
        let frame = panes.get_bounding_client_rect();
        if frame.width() > 0.0 {
            share.set(
                ((f64::from(event.client_x()) - frame.left()) / frame.width() * 100.0).clamp(10.0, 90.0),
            );
        }
    };
    let dragging = move |event: ev::PointerEvent| {
        if event.buttons() & 1 == 1 {
            resize(&event);
        }
    };
    let grab = move |event: ev::PointerEvent| {
        let bar = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // Without capture the bar still follows while the pointer is over it.
        drop(bar.map(|bar| bar.set_pointer_capture(event.pointer_id())));
    };
    let step = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -2.0,
            "ArrowRight" => 2.0,
            _ => return,
        };
        event.prevent_default();
        share.update(|share| *share = (*share + by).clamp(10.0, 90.0));
    };
    view! {
        <div class="split" style:--split=move || format!("{}%", share.get())>
            <div class="split-first">{first}</div>
            <div
                class="split-bar"
                role="separator"
                tabindex="0"
                aria-orientation="vertical"
                aria-label=format!("Width of: {label}")
                aria-valuemin="10"
                aria-valuemax="90"
                aria-valuenow=move || format!("{:.0}", share.get())
                on:pointerdown=grab
                on:pointermove=dragging
                on:keydown=step
            ></div>
            <div class="split-second">{second}</div>
        </div>
    }
}
