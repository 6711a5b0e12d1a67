//! The environment view: which environment is looked at, and what each variable stands for in it.

mod choice;
mod new_variable;
mod table;
mod value;

use std::sync::Arc;

use blockwright::variables::usage::{Variable, overview};
use leptos::prelude::*;

use super::kit::Icon;
use super::session::Session;
use choice::EnvironmentChoice;
use new_variable::{NewSecret, NewVariable};
use table::VariableTable;

/// Id of the sentence on missing values.
const VERDICT: &str = "variables-verdict";

/// The environment view.
#[component]
pub(crate) fn EnvironmentView(session: Session) -> impl IntoView {
    let variables: Memo<Arc<[Variable]>> = Memo::new(move |_| {
        session.analysis().with(|analysis| overview(&analysis.variables, &analysis.uses).into())
    });
    view! {
        <div class="environment">
            <div class="view-head"><h1 class="view-title">"Environment"</h1></div>
            <EnvironmentChoice session />
            <section aria-labelledby="variables-title">
                <h2 id="variables-title">"Variables"</h2>
                <p class="view-note">
                    "A text such as "<code>"{{ env.NAME }}"</code>" stands for a value: that of the environment's file if it has one, else that of "
                    <code>".dataiku/variables.yml"</code>", else what you type here. What you type stays in this tab and is gone with it."
                </p>
                <Missing variables />
                <VariableTable session variables />
                <NewVariable session />
            </section>
            <section aria-labelledby="secrets-title">
                <h2 id="secrets-title">"Secrets"</h2>
                <p class="view-note">
                    "The value of a secret is never asked for, stored or shown: its placeholder stays a placeholder in the plan, the state and every link."
                </p>
                <NewSecret session />
            </section>
        </div>
    }
}

/// Whether everything that is used has a value.
#[component]
fn Missing(variables: Memo<Arc<[Variable]>>) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let names = |variables: &Arc<[Variable]>| {
            let missing = variables.iter().filter(|variable| variable.is_missing());
            missing.map(|variable| variable.name.to_string()).collect::<Vec<_>>()
        };
        variables.with(names)
    });
    let sentence = move || match missing.get().as_slice() {
        [] => "Every variable that is used has a value, or is secret.".to_owned(),
        [one] => format!("{one} is used and has no value."),
        [first, .., last] if missing.with(Vec::len) > 6 => {
            format!("{} variables are used and have no value: {first} to {last}.", missing.with(Vec::len))
        }
        [others @ .., last] => format!("{} and {last} are used and have no value.", others.join(", ")),
    };
    view! {
        <p class="environment-verdict" class:environment-verdict-fails=move || !missing.with(Vec::is_empty) role="status" tabindex="-1" id=VERDICT>
            {move || if missing.with(Vec::is_empty) { Icon::Check.view() } else { Icon::Error.view() }}
            <span>{sentence}</span>
        </p>
    }
}
