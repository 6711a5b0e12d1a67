//! The ports of a block with their columns, and what it needs of an instance.

use std::sync::Arc;

use blockwright::block::Manifest;
use blockwright::block::column::Column;
use blockwright::block::interface::columns;
use blockwright::block::port::{Port, Side as PortSide};
use blockwright::catalog::fit::Direction;
use blockwright::diagnostic::counts::grouped;
use blockwright::registry::Registry;
use blockwright::route::Route;
use leptos::prelude::*;

use crate::ui::kit::Pages;
use crate::ui::session::{Query, Session, WireEnd};

/// Ports that are shown at once.
const PAGE: usize = 40;

/// Columns of a port that are shown at once.
const COLUMNS: usize = 100;

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
    let pages = Pages::new(ports.len(), PAGE);
    let row = move |place: usize| {
        let ports = if side == PortSide::Input { &manifest.inputs } else { &manifest.outputs };
        ports.get(place).map(|port| port_row(session, &manifest, registry.as_deref(), port, side))
    };
    view! {
        <section class="article-section">
            <h2>{title}</h2>
            <ul class="article-ports">{pages.rows(row)}</ul>
            {pages.more("ports")}
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
    let known: Option<Arc<[Column]>> = found.map(Arc::from);
    let name = port.name.to_string();
    let (direction, owner, label) = match side {
        PortSide::Input => (Direction::Producers, "input", format!("Blocks that can feed {name}")),
        PortSide::Output => (Direction::Consumers, "output", format!("Blocks that can read {name}")),
    };
    let owner = format!("{owner} of {}", manifest.block_id);
    let (kind, sought, columns) = (port.kind, name.clone(), known.clone());
    let look = move |_| {
        let (name, owner) = (sought.clone(), owner.clone());
        let columns = columns.as_deref().map(<[_]>::to_vec);
        session.browsing().look(|query| {
            *query =
                Query { end: Some(WireEnd { name, owner, kind, columns, direction }), ..Default::default() };
        });
        session.navigate(&Route::CATALOG);
    };
    let need = if side == PortSide::Input && !port.required { ", optional" } else { "" };
    view! {
        <li class="article-port">
            <div class="article-port-head">
                <strong><code>{name.clone()}</code></strong>
                <span class="port-kind">{port.kind.name()}{need}</span>
                <button type="button" class="link-button" on:click=look>{label}</button>
            </div>
            {(!port.description.is_empty()).then(|| view! { <p>{port.description.to_string()}</p> })}
            {known.map(|columns| view! { <Columns port=name columns /> })}
        </li>
    }
    .into_any()
}

/// The columns of a port. Their rows are made when they are opened.
#[component]
fn Columns(port: String, columns: Arc<[Column]>) -> impl IntoView {
    let count = columns.len();
    let summary = if count == 1 { "1 column".to_owned() } else { format!("{} columns", grouped(count)) };
    let pages = Pages::new(count, COLUMNS);
    let is_open = RwSignal::new(false);
    let row = move |place: usize| columns.get(place).map(column_row);
    view! {
        <details class="article-port-columns" on:toggle=move |_| is_open.set(true)>
            <summary>{summary}<span class="visually-hidden">{format!(" of {port}")}</span></summary>
            <div class="table-frame" tabindex="0" role="region" aria-label=format!("Columns of {port}")>
                <table>
                    <thead><tr><th scope="col">"Column"</th><th scope="col">"Type"</th><th scope="col">"Rule"</th><th scope="col">"Meaning"</th></tr></thead>
                    <tbody>{move || is_open.get().then(|| pages.rows(row.clone()))}</tbody>
                </table>
            </div>
            {pages.more("columns")}
        </details>
    }
}

fn column_row(column: &Column) -> impl IntoView + use<> {
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
