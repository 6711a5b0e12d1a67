//! What is known of the instance that one is connected to.

use blockwright::dss::instance::NodeKind;
use leptos::prelude::*;

use crate::ui::dss::Trial;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::{Farewell, Session};

/// Name, version, kind of node, whose key it is, and how fast it answers.
#[component]
pub(super) fn Facts(session: Session, trial: Trial) -> impl IntoView {
    let Trial { connection, welcome, latency, .. } = trial;
    let instance = welcome.instance.clone().unwrap_or_default();
    let is_automation = instance.kind == NodeKind::Automation;
    let unknown = || "DSS does not tell".to_owned();
    let node = match &instance.kind {
        NodeKind::Unknown => unknown(),
        NodeKind::Design => "Design node".to_owned(),
        NodeKind::Automation => "Automation node".to_owned(),
        NodeKind::Deployer => "Deployer node".to_owned(),
        NodeKind::Other(name) => name.clone(),
    };
    let identity = welcome.identity.as_ref().map_or_else(unknown, |identity| {
        let groups = if identity.groups.is_empty() { "none".to_owned() } else { identity.groups.join(", ") };
        format!("{}, groups: {groups}", identity.login)
    });
    let rows = [
        ("Way", connection.place.way()),
        ("Version", instance.version.unwrap_or_else(unknown)),
        ("Name", instance.name.or(instance.id).unwrap_or_else(unknown)),
        ("Node", node),
        ("Key of", identity),
        ("Answers in", latency.map_or_else(unknown, |latency| format!("{latency:.0} ms"))),
    ];
    let rows = rows.into_iter().map(|(name, fact)| view! { <dt>{name}</dt><dd>{fact}</dd> }).collect_view();
    let end = if connection.has_key() { "Disconnect and forget the key" } else { "Disconnect" };
    view! {
        <section aria-labelledby="connect-facts">
            <h2 id="connect-facts" class="connect-told connect-told-well">
                {Icon::Check.view()}<span>{format!("Connected to {}", connection.place.name())}</span>
            </h2>
            <dl class="connect-facts">{rows}</dl>
            {is_automation.then(|| view! {
                <p class="connect-told connect-told-warns">
                    {Icon::Warning.view()}
                    <span>"Projects on an automation node come from bundles. What is changed here is lost with the next bundle: read and compare, and change the design node."</span>
                </p>
            })}
            <div class="connect-copies">
                <Button label="Test again".to_owned() icon=Icon::Reset on_press=move || session.test_again() />
                <Button label=end.to_owned() icon=Icon::Lock on_press=move || session.disconnect(Farewell::Asked) />
            </div>
        </section>
    }
}
