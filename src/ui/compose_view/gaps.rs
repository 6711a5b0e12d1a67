//! What the proposal lacks, and what can be done about it.

use blockwright::composer::response::{Alternative, Gap};
use blockwright::composer::told;
use leptos::prelude::*;

use super::chain::is_instance;
use super::focus_plan;
use crate::ui::kit::{Button, Icon};
use crate::ui::session::{Session, Slot};

/// The gaps: what is missing in sight, what is worth knowing folded away.
#[component]
pub(super) fn Gaps(session: Session) -> impl IntoView {
    let composing = session.composing();
    let all = Memo::new(move |_| {
        composing
            .proposal
            .with(|proposal| proposal.as_ref().map(|proposal| proposal.gaps.clone()).unwrap_or_default())
    });
    let lacks =
        move || all.get().into_iter().filter(Gap::is_lack).map(|gap| lack(session, &gap)).collect_view();
    let has_lacks = Memo::new(move |_| all.with(|all| all.iter().any(Gap::is_lack)));
    let notes = Memo::new(move |_| {
        all.with(|all| all.iter().filter(|gap| !gap.is_lack()).map(told::gap).collect::<Vec<_>>())
    });
    let warnings = Memo::new(move |_| {
        composing
            .proposal
            .with(|proposal| proposal.as_ref().map(|proposal| proposal.warnings.clone()).unwrap_or_default())
    });
    let sentences =
        move |texts: Vec<String>| texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <Show when=move || has_lacks.get()>
            <section aria-labelledby="compose-gaps">
                <h2 id="compose-gaps">"What is missing"</h2>
                <ul class="compose-gaps">{lacks}</ul>
            </section>
        </Show>
        <Connected session />
        <Show when=move || { notes.with(|notes| !notes.is_empty()) || warnings.with(|warnings| !warnings.is_empty()) }>
            <details class="compose-notes">
                <summary>{move || format!("Worth knowing ({})", notes.with(Vec::len) + warnings.with(Vec::len))}</summary>
                <ul>{move || sentences(warnings.get())}{move || sentences(notes.get())}</ul>
            </details>
        </Show>
    }
}

/// A gap with the buttons that may close it.
fn lack(session: Session, gap: &Gap) -> AnyView {
    let help = match gap {
        Gap::NoMatch { clause, nearest } => nearest_blocks(session, clause, nearest),
        Gap::OpenInput { instance, port, producers } => open_input(session, instance, port, producers),
        Gap::NoPath { to, bridge, .. } => bridges(session, to, bridge),
        _ => ().into_any(),
    };
    view! {
        <li class="compose-gap">
            {Icon::Warning.view()}
            <div><p>{told::gap(gap)}</p>{help}</div>
        </li>
    }
    .into_any()
}

fn add_button(
    session: Session,
    reference: &str,
    words: String,
    is_next: impl Fn(&Slot) -> bool + Send + Sync + 'static,
) -> AnyView {
    let reference = reference.to_owned();
    let label = format!("Add {}", told::block(&reference));
    let add = move |()| {
        session.composing().add(&reference, &words, &is_next);
        session.announce("Added.");
        focus_plan();
    };
    view! { <Button label icon=Icon::Create on_press=Callback::new(add) /> }.into_any()
}

fn nearest_blocks(session: Session, clause: &str, nearest: &[Alternative]) -> AnyView {
    if nearest.is_empty() {
        return view! { <p class="muted">"No block comes near. Say it with other words, or look through the " <a href="#/catalog">"catalog"</a> "."</p> }.into_any();
    }
    let button = |near: &Alternative| add_button(session, &near.reference, clause.to_owned(), |_| false);
    let buttons = nearest.iter().map(button).collect_view();
    view! { <div class="compose-help"><span class="muted">"Nearest:"</span>{buttons}</div> }.into_any()
}

fn open_input(session: Session, instance: &str, port: &str, producers: &[String]) -> AnyView {
    let buttons = producers
        .iter()
        .map(|producer| {
            let instance = instance.to_owned();
            let words = format!("source of {port}");
            add_button(session, producer, words, move |slot| is_instance(&instance, &slot.reference))
        })
        .collect_view();
    let input = format!("{instance}.{port}");
    view! {
        <div class="compose-help">
            {buttons}
            <Datasets session input />
        </div>
    }
    .into_any()
}

/// The datasets of the open project, to read an input from.
#[component]
fn Datasets(session: Session, input: String) -> impl IntoView {
    let names = session.analysis().with_untracked(|analysis| {
        let declared = analysis.config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
        declared.map(|name| name.value.to_string()).collect::<Vec<_>>()
    });
    if names.is_empty() {
        return ().into_any();
    }
    let label = format!("Dataset for {input}");
    let choose = move |dataset: String| {
        session.composing().connect(&input, &dataset);
        focus_plan();
    };
    view! {
        <select class="select" aria-label=label on:change=move |event| choose(event_target_value(&event))>
            <option value="">"Read it from a dataset"</option>
            {names.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> }).collect_view()}
        </select>
    }
    .into_any()
}

fn bridges(session: Session, to: &str, bridge: &[String]) -> AnyView {
    if bridge.is_empty() {
        return view! { <p class="muted">"No one or two blocks would connect them."</p> }.into_any();
    }
    let names: Vec<&str> = bridge.iter().map(|reference| told::block(reference)).collect();
    let label = format!("Connect them through {}", names.join(" and "));
    let (bridge, to) = (bridge.to_vec(), to.to_owned());
    let add = move |()| {
        for reference in &bridge {
            session.composing().add(reference, "connects two steps", |slot| slot.reference == to);
        }
        session.announce("Added.");
        focus_plan();
    };
    view! { <div class="compose-help"><Button label icon=Icon::Create on_press=Callback::new(add) /></div> }
        .into_any()
}

/// Inputs that read datasets of the open project, to be taken back.
#[component]
fn Connected(session: Session) -> impl IntoView {
    let composing = session.composing();
    let row = move |(input, dataset): (String, String)| {
        let key = input.clone();
        let back = move |()| {
            composing.connect(&key, "");
            focus_plan();
        };
        view! {
            <li>
                <code>{input.clone()}</code>" reads "<code>{dataset}</code>" of this project. "
                <Button label="Take back".to_owned() about=input on_press=Callback::new(back) />
            </li>
        }
    };
    view! {
        <Show when=move || composing.inputs.with(|inputs| !inputs.is_empty())>
            <ul class="compose-connected">{move || composing.inputs.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}
