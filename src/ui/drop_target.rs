//! The whole page takes files and folders that are dropped on it.

use leptos::ev;
use leptos::prelude::*;

use super::files::{self, Dropped};
use super::kit::Icon;
use super::second::Task;
use super::session::Session;

/// Says that files may be dropped while they are dragged over the page.
#[component]
pub(crate) fn DropTarget(session: Session) -> impl IntoView {
    let over = RwSignal::new(false);
    let carries_files = |event: &ev::DragEvent| event.data_transfer().filter(files::has_files);
    let drag_over = move |event: ev::DragEvent| {
        if carries_files(&event).is_some() {
            event.prevent_default();
            over.set(true);
        }
    };
    let leave = move |event: ev::DragEvent| {
        if event.related_target().is_none() {
            over.set(false);
        }
    };
    let drop = move |event: ev::DragEvent| {
        over.set(false);
        if let Some(transfer) = carries_files(&event) {
            event.prevent_default();
            session.run(Task::OpenDropped(Dropped::take(&transfer)));
        }
    };
    let _over = window_event_listener(ev::dragover, drag_over);
    let _leave = window_event_listener(ev::dragleave, leave);
    let _drop = window_event_listener(ev::drop, drop);
    view! {
        <div class="drop-target" hidden=move || !over.get()>
            <p>{Icon::Open.view()}"Drop files or a folder to open them as a project. Your present one stays in this browser."</p>
        </div>
    }
}
