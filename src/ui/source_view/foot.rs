//! The line below the text: where the caret is, what is wrong, how the file looks on disk.

use blockwright::diagnostic::counts::Counts;
use blockwright::source::LineEnding;
use leptos::prelude::*;

use super::answers::Caret;
use super::open_file::OpenFile;

/// Facts about the open file.
#[component]
pub(super) fn Foot(open: OpenFile, caret: RwSignal<Option<Caret>>) -> impl IntoView {
    let place = move || match caret.get() {
        Some(Caret { line, column, selected: 0 }) => format!("Line {line}, column {column}"),
        Some(Caret { line, column, selected }) => {
            format!("Line {line}, column {column} ({selected} selected)")
        }
        None => String::new(),
    };
    let problems = Memo::new(move |_| {
        open.counts().with(|counts| counts.get(&open.path().get()).copied().unwrap_or_default())
    });
    let on_disk = Memo::new(move |_| {
        let path = open.path().get();
        open.session().workspace().with(|inputs| {
            let source = inputs.files.iter().find(|source| source.path == path)?;
            Some((source.line_ending, source.byte_order_mark, source.undecodable_at.is_some()))
        })
    });
    view! {
        <footer class="source-foot">
            <span>{place}</span>
            <span>{move || sentence(problems.get())}</span>
            {move || on_disk.get().map(|(ending, mark, damaged)| view! {
                <span title="How lines end in the saved file">{ending_name(ending)}</span>
                <span title="How the saved file is encoded">{encoding_name(mark, damaged)}</span>
            })}
        </footer>
    }
}

fn sentence(counts: Counts) -> String {
    let parts = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notices, "notice")];
    let named = parts.into_iter().filter(|(count, _)| *count > 0);
    let worded = |(count, noun)| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
    let words: Vec<String> = named.map(worded).collect();
    if words.is_empty() { "No problems here".to_owned() } else { words.join(", ") }
}

fn ending_name(ending: LineEnding) -> &'static str {
    match ending {
        LineEnding::Lf => "LF",
        LineEnding::CrLf => "CRLF",
        LineEnding::Cr => "CR",
    }
}

fn encoding_name(mark: bool, damaged: bool) -> &'static str {
    match (damaged, mark) {
        (true, _) => "Not UTF-8: read only",
        (false, true) => "UTF-8 with byte order mark",
        (false, false) => "UTF-8",
    }
}
