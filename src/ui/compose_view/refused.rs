//! Nothing matches: what may help.

use blockwright::composer::request::HardFilters;
use blockwright::composer::response::Error;
use blockwright::composer::told::{self, Suggestion};
use leptos::prelude::*;

use crate::ui::kit::{Button, EmptyState, Icon};
use crate::ui::session::Session;

/// The errors of the answer, with their suggestions as buttons.
#[component]
pub(super) fn Refused(session: Session) -> impl IntoView {
    let composing = session.composing();
    let errors =
        Memo::new(move |_| composing.answer.get().map(|answer| answer.errors.clone()).unwrap_or_default());
    let buttons = move |error: &Error| {
        told::suggestions(error).into_iter().map(|suggestion| help(session, suggestion)).collect_view()
    };
    view! {
        <EmptyState icon=Icon::Search title="Nothing was composed".to_owned()>
            <div class="compose-suggestions">
                {move || errors.with(|errors| errors.iter().map(buttons).collect_view())}
            </div>
            <p>"Or look through the " <a href="#/catalog">"catalog"</a> "."</p>
        </EmptyState>
    }
}

fn help(session: Session, suggestion: Suggestion) -> AnyView {
    let composing = session.composing();
    match suggestion {
        Suggestion::RemoveFilter { filter, blocks } => {
            let blocks = if blocks == 1 { "1 block".to_owned() } else { format!("{blocks} blocks") };
            let label = format!("Without the filter {}: {blocks}", filter.replace('_', " "));
            let remove = move |()| composing.filter(|filters| clear(filters, &filter));
            view! { <div class="compose-help"><Button label icon=Icon::Close on_press=Callback::new(remove) /></div> }.into_any()
        }
        Suggestion::KnownWords { token, words } => {
            let button = |word: String| {
                let (label, token) = (format!("\u{201c}{word}\u{201d}"), token.clone());
                let exchange = move |()| composing.ask(&exchanged(&composing.text.get_untracked(), &token, &word));
                view! { <Button label on_press=Callback::new(exchange) /> }
            };
            let lead = format!("No block knows \u{201c}{token}\u{201d}. Instead of it:");
            view! { <div class="compose-help"><span>{lead}</span>{words.into_iter().map(button).collect_view()}</div> }.into_any()
        }
        Suggestion::KnownValues { domains, levels } => view! {
            <div class="compose-help"><span>"There are blocks for the domains:"</span>{wishes(session, domains)}</div>
            <div class="compose-help"><span>"On the levels:"</span>{wishes(session, levels)}</div>
        }
        .into_any(),
        Suggestion::Nearest { matches } => {
            let names = matches.into_iter().map(|near| told::block(&near.reference).replace('_', " ").to_lowercase());
            view! { <div class="compose-help"><span>"Nearest blocks:"</span>{wishes(session, names.collect())}</div> }.into_any()
        }
    }
}

/// Buttons that wish for something else.
fn wishes(session: Session, texts: Vec<String>) -> impl IntoView + use<> {
    let button = move |text: String| {
        let text = text.replace('_', " ");
        let label = text.clone();
        let ask = move |()| {
            session.composing().filters.set(HardFilters::default());
            session.composing().ask(&text);
        };
        view! { <Button label on_press=Callback::new(ask) /> }
    };
    texts.into_iter().map(button).collect_view()
}

fn clear(filters: &mut HardFilters, name: &str) {
    match name {
        "hierarchy_level" => filters.hierarchy_level = None,
        "domain" => filters.domain = None,
        "blocked_only" => filters.blocked_only = false,
        "exclude_blocked" => filters.exclude_blocked = false,
        "type" => filters.kind = None,
        "min_version" => filters.min_version = None,
        _ => {}
    }
}

/// The text with another word in the place of `word`, in whatever case it is written.
fn exchanged(text: &str, word: &str, other: &str) -> String {
    let mut exchanged = String::new();
    for piece in text.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let bare = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if bare.to_lowercase() == word {
            exchanged.push_str(other);
            exchanged.push_str(piece.get(bare.len()..).unwrap_or_default());
        } else {
            exchanged.push_str(piece);
        }
    }
    exchanged
}
