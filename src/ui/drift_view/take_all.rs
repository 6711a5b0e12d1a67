//! Taking everything that DSS has, after a question where entries of the configuration go.

use std::sync::Arc;

use blockwright::acceptance::Extent;
use leptos::prelude::*;

use crate::ui::kit::{Button, Icon, Question};
use crate::ui::session::Session;

/// The button, and the question.
#[component]
pub(super) fn TakeAll(
    session: Session,
    /// Which instance, in words.
    place: Arc<str>,
) -> impl IntoView {
    let asks = RwSignal::new(None::<Extent>);
    let press = move || match session.extent_of_theirs() {
        Some(extent) if extent.deleted > 0 => asks.set(Some(extent)),
        Some(_) => session.take_theirs(&[]),
        None => {}
    };
    let about = move |extent: Extent| {
        format!(
            "{place} does not have everything that the configuration describes. In the configuration this means: {extent}."
        )
    };
    view! {
        <Button label="Take all of theirs".to_owned() icon=Icon::Download
            hint="The configuration becomes what DSS has, as one step of undo".to_owned() on_press=press />
        {move || asks.get().map(&about).map(|about| view! {
            <Question title="Take all of theirs?" keep="Keep the configuration" act="Delete and take theirs"
                on_close=move || asks.set(None) on_act=move || session.take_theirs(&[])>
                <p>{about}</p>
                <p>"It is one step of undo, and nothing is written to DSS."</p>
            </Question>
        })}
    }
}
