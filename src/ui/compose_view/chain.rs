//! The proposed chain: stages, and the wires into each block.

use std::sync::Arc;

use blockwright::composer::response::{Response, Wire};
use blockwright::composer::told;
use leptos::prelude::*;

use super::block_link;
use crate::ui::kit::{Badge, Icon};
use crate::ui::session::{Session, Slot};

/// The stages of the proposal.
#[component]
pub(super) fn Chain(session: Session) -> impl IntoView {
    let composing = session.composing();
    let drawn = move || {
        let slots = composing.slots();
        composing.proposal.get().map(|proposal| stages(&proposal, &slots))
    };
    view! {
        <section aria-labelledby="compose-plan">
            <h2 id="compose-plan" tabindex="-1">"The proposed chain"</h2>
            {drawn}
        </section>
    }
}

fn stages(proposal: &Arc<Response>, slots: &[Slot]) -> AnyView {
    if proposal.plan.stages.is_empty() {
        return view! { <p class="muted">"Nothing is ticked. Tick at least one block."</p> }.into_any();
    }
    let stage = |(number, names): (usize, &Vec<String>)| {
        let instances = names.iter().map(|name| instance(name, proposal, slots)).collect_view();
        view! {
            <li class="compose-stage">
                <h3>{format!("Stage {}", number + 1)}</h3>
                <ul>{instances}</ul>
            </li>
        }
    };
    let all = proposal.plan.stages.iter().enumerate().map(stage).collect_view();
    view! { <ol class="compose-stages">{all}</ol> }.into_any()
}

fn instance(name: &str, proposal: &Response, slots: &[Slot]) -> impl IntoView + use<> {
    let reference =
        slots.iter().find(|slot| is_instance(name, &slot.reference)).map(|slot| slot.reference.clone());
    let into = |wire: &&Wire| wire.target.rsplit_once('.').is_some_and(|(target, _)| target == name);
    let wires = proposal.plan.wires.iter().filter(into).map(wire).collect_view();
    view! {
        <li class="compose-instance">
            <code class="compose-name">{name.to_owned()}</code>
            {reference.map(block_link)}
            <ul class="compose-wires">{wires}</ul>
        </li>
    }
}

fn wire(wire: &Wire) -> impl IntoView + use<> {
    let port = |end: &str| end.rsplit_once('.').map_or(end, |(_, port)| port).to_owned();
    let owner = wire.source.rsplit_once('.').map_or("", |(owner, _)| owner).to_owned();
    let (tone, text, icon) = if wire.checked {
        ("tone-create", "checked", Icon::Check)
    } else {
        ("tone-warning", "unchecked", Icon::Warning)
    };
    view! {
        <li class="compose-wire">
            <span class="compose-path">
                <span class="visually-hidden">{format!("From {owner}, output ")}</span>
                <code title=owner>{port(&wire.source)}</code>
                {Icon::ChevronRight.view()}
                <span class="visually-hidden">"through dataset "</span>
                <code class="compose-dataset">{wire.dataset.clone()}</code>
                {Icon::ChevronRight.view()}
                <span class="visually-hidden">"to input "</span>
                <code>{port(&wire.target)}</code>
            </span>
            <Badge tone text icon />
        </li>
    }
}

/// Whether an instance has the usual name for a block.
pub(super) fn is_instance(name: &str, reference: &str) -> bool {
    let usual = format!("{}_instance", told::block(reference).to_lowercase());
    name.strip_prefix(&usual).is_some_and(|rest| {
        rest.is_empty()
            || rest.strip_prefix('_').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
