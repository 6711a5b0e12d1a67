//! The code of a recipe, to be read; it is changed in the source.

use leptos::prelude::*;

use super::section::Section;
use super::sheet::Sheet;
use crate::ui::kit::{Button, Icon};

/// Lines that are shown.
const FIRST: usize = 40;

/// The code.
#[component]
pub(super) fn Code(sheet: Sheet) -> impl IntoView {
    let code = sheet.read(|found| found.code.clone());
    let count = move || code.with(|code| code.as_ref().map_or(0, |code| code.lines().count()));
    let extent = Signal::derive(move || match count() {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    });
    let shown = move || {
        let code = code.get().unwrap_or_default();
        let mut lines: Vec<&str> = code.lines().take(FIRST).collect();
        if untrack(count) > FIRST {
            lines.push("…");
        }
        lines.join("\n")
    };
    let edit = move || {
        if let Some(found) = sheet.now() {
            sheet.session.reveal(found.at);
        }
    };
    view! {
        <Section title="Code" extent>
            <pre class="panel-source" tabindex="0" role="region" aria-label="Code"><code>{shown}</code></pre>
            <Button label="Edit in the source".to_owned() icon=Icon::Source on_press=edit />
        </Section>
    }
}
