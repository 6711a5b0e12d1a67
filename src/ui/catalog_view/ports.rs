//! The ports of a block with their columns, and what it needs of an instance.

use std::sync::Arc;

use blockwright::block::Manifest;
use blockwright::block::interface::columns;
use blockwright::block::port::{Port, Side as PortSide};
use blockwright::catalog::fit::Direction;
use blockwright::registry::Registry;
use blockwright::route::Route;
use leptos::prelude::*;

use crate::ui::session::{Query, Session, WireEnd};

/// The ports of one side with their columns, and what can be wired to each.
#[component]
pub(super) fn Ports(
    session: Session,
    manifest: Arc<Manifest>,
    registry: Option<Arc<Registry>>,
    side: PortSide,
) -> impl IntoView {
    let (title, ports) = match side {
        PortSide::Input => ("Inputs", &manifest.inputs),
        PortSide::Output => ("Outputs", &manifest.outputs),
    };
    let rows = ports.iter().map(|port| port_row(session, &manifest, registry.as_deref(), port, side));
    view! {
        <section class="article-section">
            <h2>{title}</h2>
            <ul class="article-ports">{rows.collect::<Vec<_>>()}</ul>
        </section>
    }
}

fn port_row(
    session: Session,
    manifest: &Manifest,
    registry: Option<&Registry>,
    port: &Port,
    side: PortSide,
) -> AnyView {
    let found = columns(port, |path| registry.and_then(|registry| registry.schema(path)));
    let known = found.map(<[_]>::to_vec);
    let name = port.name.to_string();
    let (direction, owner, label) = match side {
        PortSide::Input => (Direction::Producers, "input", format!("Blocks that can feed {name}")),
        PortSide::Output => (Direction::Consumers, "output", format!("Blocks that can read {name}")),
    };
    let end = WireEnd {
        name: name.clone(),
        owner: format!("{owner} of {}", manifest.block_id),
        kind: port.kind,
        columns: known,
        direction,
    };
    let look = move |_| {
        let end = end.clone();
        session.browsing().look(|query| {
            *query = Query { end: Some(end), ..Default::default() };
        });
        session.navigate(&Route::CATALOG);
    };
    let need = if side == PortSide::Input && !port.required { ", optional" } else { "" };
    let table = found.map(|columns| {
        let rows = columns.iter().map(|column| {
            let rule = match (column.nullable, column.max_length) {
                (false, Some(length)) => format!("never empty, up to {length} characters"),
                (false, None) => "never empty".to_owned(),
                (true, Some(length)) => format!("up to {length} characters"),
                (true, None) => String::new(),
            };
            view! {
                <tr>
                    <th scope="row"><code>{column.name.to_string()}</code></th>
                    <td>{column.kind.name()}</td>
                    <td>{rule}</td>
                    <td>{column.description.to_string()}</td>
                </tr>
            }
        });
        let count = columns.len();
        let summary = if count == 1 { "1 column".to_owned() } else { format!("{count} columns") };
        view! {
            <details class="article-port-columns">
                <summary>{summary}<span class="visually-hidden">{format!(" of {}", port.name)}</span></summary>
                <div class="table-frame" tabindex="0" role="region" aria-label=format!("Columns of {}", port.name)>
                    <table>
                        <thead><tr><th scope="col">"Column"</th><th scope="col">"Type"</th><th scope="col">"Rule"</th><th scope="col">"Meaning"</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </details>
        }
    });
    view! {
        <li class="article-port">
            <div class="article-port-head">
                <strong><code>{name}</code></strong>
                <span class="port-kind">{port.kind.name()}{need}</span>
                <button type="button" class="link-button" on:click=look>{label}</button>
            </div>
            {(!port.description.is_empty()).then(|| view! { <p>{port.description.to_string()}</p> })}
            {table}
        </li>
    }
    .into_any()
}

/// What it needs of the instance it runs on.
#[component]
pub(super) fn Needs(manifest: Arc<Manifest>) -> impl IntoView {
    let needs = &manifest.dependencies;
    let rows = [
        ("Python packages", &needs.python),
        ("Plugins", &needs.plugins),
        ("Connections", &needs.connections),
        ("Code environments", &needs.code_envs),
        ("Libraries", &manifest.libraries),
    ];
    let rows: Vec<_> = rows.into_iter().filter(|(_, names)| !names.is_empty()).collect();
    let has_none = rows.is_empty();
    let rows =
        rows.into_iter().map(|(name, names)| view! { <div><dt>{name}</dt><dd>{names.join(", ")}</dd></div> });
    view! {
        <section class="article-section">
            <h2>"Dependencies"</h2>
            {has_none.then(|| view! { <p class="view-note">"None are named."</p> })}
            <dl class="article-facts">{rows.collect_view()}</dl>
        </section>
    }
}
