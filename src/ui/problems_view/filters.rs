//! Which problems are shown, in which groups.

use blockwright::diagnostic::Severity;
use blockwright::diagnostic::counts::{Counts, grouped};
use blockwright::problem_list::Grouping;
use leptos::prelude::*;

use super::severity;
use crate::ui::command::keys_of;
use crate::ui::kit::{Icon, IconButton, SearchField, Segments};
use crate::ui::second::Task;
use crate::ui::session::Session;

/// Search, severities, rule, grouping, and steps to the next problem.
#[component]
pub(super) fn Filters(session: Session) -> impl IntoView {
    let worklist = session.worklist();
    let words = Signal::derive(move || worklist.filter.with(|filter| filter.words.clone()));
    let search = move |words: String| worklist.choose(|filter| filter.words = words);
    let counts = Memo::new(move |_| worklist.list.with(|list| Counts::of(list.problems.iter())));
    let field = NodeRef::new();
    let group = move |grouping| {
        worklist.grouping.set(grouping);
        worklist.page.set(0);
    };
    view! {
        <div class="problems-filters" role="group" aria-label="Filter">
            <SearchField label="Search the problems" text=words on_input=search field />
            <div class="problems-severities">
                {severity::ALL.map(|severity| view! { <SeverityToggle session severity counts /> }).into_iter().collect_view()}
            </div>
            <RuleChoice session />
            <Segments
                name="grouping"
                label="Group by"
                choices=vec![(Grouping::Level, "By level"), (Grouping::File, "By file")]
                chosen=worklist.grouping
                on_choose=group
            />
            <Steps session />
        </div>
    }
}

/// Shows or hides the problems of one severity.
#[component]
fn SeverityToggle(session: Session, severity: Severity, counts: Memo<Counts>) -> impl IntoView {
    let worklist = session.worklist();
    let is_shown = move || worklist.filter.with(|filter| !filter.hidden.contains(&severity));
    let toggle = move |_| {
        worklist.choose(|filter| {
            if !filter.hidden.remove(&severity) {
                filter.hidden.insert(severity);
            }
        });
    };
    let words = move || {
        let counts = counts.get();
        match severity {
            Severity::Error => format!("Errors {}", counts.errors),
            Severity::Warning => format!("Warnings {}", counts.warnings),
            Severity::Notice => format!("Notices {}", counts.notices),
        }
    };
    view! {
        <button type="button" class=format!("toggle {}", severity::tone(severity)) aria-pressed=move || is_shown().to_string() on:click=toggle>
            {severity::icon(severity).view()}
            <span>{words}</span>
        </button>
    }
}

/// Shows the problems of one rule only.
#[component]
fn RuleChoice(session: Session) -> impl IntoView {
    let worklist = session.worklist();
    let rules = Memo::new(move |_| worklist.list.with(|list| list.problems.rules()));
    let chosen = Memo::new(move |_| worklist.filter.with(|filter| filter.rule.clone()).unwrap_or_default());
    let choose = move |event| {
        let id: String = event_target_value(&event);
        worklist.choose(|filter| filter.rule = Some(id).filter(|id| !id.is_empty()));
    };
    let choices = move || {
        let mut rules: Vec<(&str, String)> = rules.with(|rules| {
            let words = |(rule, count): &(&blockwright::diagnostic::Rule, usize)| {
                format!("{} {} ({count})", rule.id, rule.title)
            };
            rules.iter().map(|rule| (rule.0.id, words(rule))).collect()
        });
        let chosen = chosen.get();
        // The rule stays chosen, and in sight, when its last problem is gone.
        let gone =
            blockwright::rules::find(&chosen).filter(|rule| rules.iter().all(|(id, _)| *id != rule.id));
        rules.extend(gone.map(|rule| (rule.id, format!("{} {} (0)", rule.id, rule.title))));
        let choice = |(id, words): (&'static str, String)| {
            view! { <option value=id prop:selected=id == chosen.as_str()>{words}</option> }
        };
        rules.into_iter().map(choice).collect_view()
    };
    view! {
        <select class="select" aria-label="Rule" on:change=choose prop:value=chosen>
            <option value="">"Every rule"</option>
            {choices}
        </select>
    }
}

/// To the next and the previous problem.
#[component]
fn Steps(session: Session) -> impl IntoView {
    let worklist = session.worklist();
    let none = Signal::derive(move || worklist.list.with(|list| list.len == 0));
    let place = move || {
        let position = worklist.position();
        worklist.list.with(|list| {
            let row = list.order().position(|shown| Some(shown) == position);
            row.map_or_else(|| list.extent(), |row| format!("{} of {}", grouped(row + 1), grouped(list.len)))
        })
    };
    let label = |what: &str, title| format!("{what} problem ({})", keys_of(title));
    view! {
        <div class="problems-steps">
            <span>{place}</span>
            <IconButton
                icon=Icon::ChevronUp
                label=label("Previous", "Go to the previous problem")
                disabled=none
                on_press=move || session.run(Task::StepProblem { forward: false })
            />
            <IconButton
                icon=Icon::ChevronDown
                label=label("Next", "Go to the next problem")
                disabled=none
                on_press=move || session.run(Task::StepProblem { forward: true })
            />
        </div>
    }
}
