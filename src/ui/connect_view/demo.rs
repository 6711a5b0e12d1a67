//! The demo instance: connecting to it, and beginning anew.

use leptos::prelude::*;

use crate::ui::dss::Place;
use crate::ui::kit::{Button, Icon, Look, Question};
use crate::ui::session::Session;

/// What there is to do with the demo instance.
#[component]
pub(super) fn DemoForm(session: Session) -> impl IntoView {
    let connecting = session.connecting();
    let asks = RwSignal::new(false);
    let busy = Signal::derive(move || connecting.is_underway());
    view! {
        <p class="view-note">
            "It behaves as a DSS does, and keeps what is done to it in this browser. It has an own registry and two projects \
             to import, to compare with and to apply to."
        </p>
        <div class="connect-copies">
            <Button label="Connect to the demo instance".to_owned() icon=Icon::Connect look=Look::Primary disabled=busy
                on_press=move || session.connect(Place::Demo, None) />
            <Button label="Reset the demo instance".to_owned() icon=Icon::Reset disabled=busy on_press=move || asks.set(true) />
        </div>
        {move || asks.get().then(|| view! {
            <Question title="Reset the demo instance?" keep="Keep it" act="Reset it"
                on_close=move || asks.set(false) on_act=move || session.reset_demo()>
                <p>"Everything that was made or changed in the demo instance is removed from this browser. This cannot be undone."</p>
                <p>"Your projects here and your files stay as they are."</p>
            </Question>
        })}
    }
}
