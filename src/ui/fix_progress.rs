//! How far the safe fixes are, while they take long, and a way to stop them.

use leptos::prelude::*;

use super::kit::{Button, Dialog};
use super::session::{Fixing, Session};

/// A dialog, so that the text stays as it is until the fixes are in it.
#[component]
pub(crate) fn FixProgress(session: Session) -> impl IntoView {
    let is_long =
        Memo::new(move |_| session.fixing().with(|fixing| fixing.is_some_and(|fixing| fixing.is_long)));
    let fixing = move || session.fixing().get().unwrap_or_default();
    let words = move || {
        let Fixing { applied, left, .. } = fixing();
        let fixes = if applied == 1 { "fix" } else { "fixes" };
        format!("{applied} {fixes} made, {left} to go.")
    };
    let stop = move || session.stop_fixing();
    view! {
        <Show when=move || is_long.get()>
            <Dialog title="Applying safe fixes" on_close=stop>
                <progress
                    class="progress"
                    aria-label="Safe fixes"
                    max=move || (fixing().applied + fixing().left).to_string()
                    value=move || fixing().applied.to_string()
                ></progress>
                <p>{words}</p>
                <p>"The text gets them all at once, as one step of undo. Those made so far stay when you stop."</p>
                <div class="form-end"><Button label="Stop".to_owned() on_press=stop /></div>
            </Dialog>
        </Show>
    }
}
