//! Toasts, and the words for screen readers.

use leptos::prelude::*;

use super::kit::{Button, Icon, IconButton};
use super::session::{Session, Tone};

/// The toasts in the corner and the live regions.
#[component]
pub(crate) fn Notices(session: Session) -> impl IntoView {
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">{session.announcement()}</div>
        <section class="notices" aria-label="Notices" aria-live="polite">
            <For each=move || session.notices().get() key=|notice| notice.id let:notice>
                <div class="notice" class:notice-warning=notice.tone == Tone::Warning
                    class:notice-error=notice.tone == Tone::Error>
                    {icon_of(notice.tone).view()}
                    <div class="notice-body">
                    <p>{notice.text.clone()}</p>
                    {notice.action.map(|action| {
                        let press = move || {
                            session.dismiss(notice.id);
                            (action.run)(session);
                        };
                        view! { <Button label=action.label.to_owned() on_press=press /> }
                    })}
                    </div>
                    <IconButton icon=Icon::Close label="Dismiss" on_press=move || session.dismiss(notice.id) />
                </div>
            </For>
        </section>
    }
}

fn icon_of(tone: Tone) -> Icon {
    match tone {
        Tone::Plain => Icon::Check,
        Tone::Warning => Icon::Warning,
        Tone::Error => Icon::Error,
    }
}
