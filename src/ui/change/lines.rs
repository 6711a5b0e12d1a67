//! A long text before and after, line by line.

use std::collections::BTreeSet;

use blockwright::diff::fold::{differs_only_at_the_end, fold};
use blockwright::diff::lines::{Line, compare};
use blockwright::plan::words;
use leptos::prelude::*;

use crate::ui::kit::Button;

/// Lines that are shown at once.
const FIRST: usize = 60;

/// What stands in one place of the difference.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Part {
    /// A line by its position.
    Line(usize),
    /// A fold by its position among the runs, with how many lines are in it.
    Fold(usize, usize),
}

/// The lines of both texts, with unchanged ones far from a change folded.
#[component]
pub(crate) fn LineDiff(old: String, new: String) -> impl IntoView {
    let at_end = differs_only_at_the_end(&old, &new);
    let lines = compare(&old, &new);
    let runs = StoredValue::new(fold(&lines));
    let lines: Vec<(&'static str, &'static str, String)> = lines.iter().map(shown).collect();
    let lines = StoredValue::new(lines);
    let unfolded = RwSignal::new(BTreeSet::<usize>::new());
    let limit = RwSignal::new(FIRST);
    let parts =
        Memo::new(move |_| runs.with_value(|runs| unfolded.with(|unfolded| parts_of(runs, unfolded))));
    let view_of = move |part: Part| match part {
        Part::Line(at) => lines
            .with_value(|lines| lines.get(at).cloned())
            .map(|(class, sign, text)| line(class, sign, text)),
        Part::Fold(run, count) => Some(view! { <Fold run count unfolded /> }.into_any()),
    };
    let more = move || parts.with(|parts| parts.len().saturating_sub(limit.get()));
    view! {
        <div class="lines">
            <For
                each=move || parts.with(|parts| parts.iter().take(limit.get()).cloned().collect::<Vec<_>>())
                key=Clone::clone
                children=view_of
            />
            <Show when=move || more() != 0>
                <Button
                    label=Signal::derive(move || format!("Show {} more", words::plural(more(), "line")))
                    on_press=move || limit.update(|limit| *limit += 2_000)
                />
            </Show>
            {at_end.then(|| view! { <p class="lines-note">"Only the line feed at the end differs."</p> })}
        </div>
    }
}

fn shown(line: &Line<'_>) -> (&'static str, &'static str, String) {
    match line {
        Line::Kept(text) => ("line", " ", (*text).to_owned()),
        Line::Removed(text) => ("line line-removed", "-", (*text).to_owned()),
        Line::Added(text) => ("line line-added", "+", (*text).to_owned()),
    }
}

fn line(class: &'static str, sign: &'static str, text: String) -> AnyView {
    let text = match sign {
        "-" => view! { <del>{text}</del> }.into_any(),
        "+" => view! { <ins>{text}</ins> }.into_any(),
        _ => view! { <span>{text}</span> }.into_any(),
    };
    view! { <div class=class><span class="line-sign" aria-hidden="true">{sign}</span>{text}</div> }.into_any()
}

fn parts_of(runs: &[blockwright::diff::fold::Run], unfolded: &BTreeSet<usize>) -> Vec<Part> {
    let parts = runs.iter().enumerate().flat_map(|(at, run)| {
        let is_folded = run.is_folded && !unfolded.contains(&at);
        let fold = is_folded.then(|| Part::Fold(at, run.lines.len()));
        let lines = if is_folded { 0..0 } else { run.lines.clone() };
        fold.into_iter().chain(lines.map(Part::Line))
    });
    parts.collect()
}

#[component]
fn Fold(run: usize, count: usize, unfolded: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let open = move |_| unfolded.update(|unfolded| _ = unfolded.insert(run));
    view! {
        <button type="button" class="lines-fold" on:click=open>
            {format!("{} unchanged, show", words::plural(count, "line"))}
        </button>
    }
}
