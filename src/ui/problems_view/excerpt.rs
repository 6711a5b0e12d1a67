//! A piece of a file with a range marked.

use blockwright::diagnostic::Severity;
use blockwright::diagnostic::excerpt::{self, Line};
use leptos::prelude::*;

/// The lines with their numbers. The caption leads to the source.
#[component]
pub(super) fn Excerpt(
    /// The piece.
    excerpt: excerpt::Excerpt,
    /// How much the problem in it weighs.
    severity: Severity,
    /// Called when the caption is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let place = format!("{}:{}", excerpt.path, excerpt.at);
    let mut before = None;
    let mut lines = Vec::new();
    for line in excerpt.lines {
        if before.is_some_and(|before| before + 1 < line.number) {
            lines.push(
                view! { <span class="code-line"><span class="code-number">"…"</span></span> }.into_any(),
            );
        }
        before = Some(line.number);
        lines.push(line_view(line));
    }
    view! {
        <figure class="code-figure">
            <figcaption>
                <button type="button" class="link" on:click=move |_| on_press.run(())>{place}</button>
            </figcaption>
            <pre class=format!("code-lines mark-{}", severity.name())><code>{lines}</code></pre>
        </figure>
    }
}

fn line_view(line: Line) -> AnyView {
    let Line { number, text, mark } = line;
    let mark = mark.unwrap_or(text.len()..text.len());
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let marked = part(mark.clone());
    let (before, after) = (part(0..mark.start), part(mark.end..text.len()));
    view! {
        <span class="code-line">
            <span class="code-number">{number}</span>
            <span class="code-text">{before}{(!marked.is_empty()).then(|| view! { <mark>{marked}</mark> })}{after}</span>
        </span>
    }
    .into_any()
}
