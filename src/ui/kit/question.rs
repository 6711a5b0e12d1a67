//! A question before something that takes away.

use leptos::prelude::*;

use super::{Button, Dialog, Look, close_dialog};

/// Asks whether to do what cannot be taken back, or takes much away; `children` say what that is. Not to
/// do it comes first, and is what Escape does.
#[component]
pub(crate) fn Question(
    /// The question.
    title: &'static str,
    /// The answer that does nothing.
    keep: &'static str,
    /// The answer that does it.
    act: &'static str,
    /// Called when the question is over, whatever the answer is.
    #[prop(into)]
    on_close: Callback<()>,
    /// Does it, after the question is over.
    #[prop(into)]
    on_act: Callback<()>,
    /// What it is about, in paragraphs.
    children: Children,
) -> impl IntoView {
    let press = move || {
        close_dialog(());
        on_close.run(());
        on_act.run(());
    };
    view! {
        <Dialog title=title on_close=on_close>
            {children()}
            <div class="form-end">
                <Button label=keep.to_owned() on_press=close_dialog />
                <Button label=act.to_owned() look=Look::Danger on_press=press />
            </div>
        </Dialog>
    }
}
