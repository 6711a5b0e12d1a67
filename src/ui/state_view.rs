//! The state view: what is deployed, as far as the state file knows, and what it was before.

mod compare;
mod head;
mod resource;
mod tracked;
mod versions;

use std::sync::Arc;

use blockwright::diagnostic::Diagnostic;
use blockwright::folder::state_path;
use blockwright::state::{State, file};
use leptos::prelude::*;

use super::kit::{Button, EmptyState, Icon, Look, Segments};
use super::problem_list::ProblemList;
use super::second::Task;
use super::session::Session;
use head::Head;
use tracked::Tracked;
use versions::Versions;

/// What of the state is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What is tracked now.
    Resources,
    /// Earlier versions.
    Versions,
}

/// The state file as it was read; its problems do not depend on the configuration.
#[derive(Clone, Debug, Default)]
struct Reading {
    /// The text; `None` without a state file.
    text: Option<Arc<str>>,
    /// The environment that it was read for.
    environment: String,
    /// The state; `None` if it cannot be read.
    state: Option<Arc<State>>,
    /// What is wrong with it.
    problems: Arc<[Diagnostic]>,
}

/// The state of the present environment.
#[component]
pub(crate) fn StateView(session: Session) -> impl IntoView {
    let reading = Memo::new_with_compare(
        move |last: Option<&Reading>| {
            session.settled().with(|inputs| read(last, inputs.state.as_ref(), &inputs.environment))
        },
        |last, next| !matches!((last, next), (Some(last), Some(next)) if is_same(last, next.text.as_ref(), &next.environment)),
    );
    let part = RwSignal::new(Part::Resources);
    let problems = Memo::new(move |_| reading.with(|reading| reading.problems.to_vec()));
    let parts = vec![(Part::Resources, "Resources"), (Part::Versions, "Versions")];
    view! {
        <div class="state-view">
            <Head session reading />
            <Show when=move || problems.with(|problems| !problems.is_empty())>
                <section class="alert alert-warning" aria-labelledby="state-problems">
                    <h2 id="state-problems">{Icon::Warning.view()}"About this state"</h2>
                    <ProblemList problems />
                </section>
            </Show>
            <Segments name="part" label="What to show" choices=parts chosen=part on_choose=move |next| part.set(next) />
            {move || match part.get() {
                Part::Resources => view! { <Resources session reading /> }.into_any(),
                Part::Versions => view! { <Versions session reading /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Resources(session: Session, reading: Memo<Reading>) -> impl IntoView {
    let open = move || session.run(Task::ChooseFiles);
    move || {
        let reading = reading.get();
        match (reading.state, reading.text) {
            (Some(state), _) => view! { <Tracked state /> }.into_any(),
            (None, Some(_)) => view! {
                <EmptyState icon=Icon::Error title="This state file cannot be read".to_owned()>
                    <p>"There is no plan until it is put right: without knowing what is deployed, everything would be created again. Open another file, or remove this one."</p>
                    <Button label="Open another state file".to_owned() icon=Icon::Open on_press=open />
                </EmptyState>
            }.into_any(),
            (None, None) => view! {
                <EmptyState icon=Icon::State title="No state file".to_owned()>
                    <p>"The state says what was deployed. Without one, the plan compares with nothing and creates everything."</p>
                    <p>{format!("A project folder keeps it as {}.", state_path(named(&reading.environment)))}</p>
                    <Button label="Open a state file".to_owned() icon=Icon::Open look=Look::Primary on_press=open />
                </EmptyState>
            }.into_any(),
        }
    }
}

/// The environment, or a word where it has no name.
fn named(environment: &str) -> &str {
    if environment.is_empty() { "ENVIRONMENT" } else { environment }
}

fn read(last: Option<&Reading>, text: Option<&Arc<str>>, environment: &str) -> Reading {
    if let Some(last) = last.filter(|last| is_same(last, text, environment)) {
        return last.clone();
    }
    let loaded = text.map(|text| file::load(text, environment));
    let (state, problems) = loaded.map(|loaded| (loaded.state, loaded.problems)).unwrap_or_default();
    Reading {
        text: text.cloned(),
        environment: environment.to_owned(),
        state: state.map(Arc::new),
        problems: problems.into(),
    }
}

/// Texts are told apart by identity.
fn is_same(reading: &Reading, text: Option<&Arc<str>>, environment: &str) -> bool {
    let is_same_text = match (&reading.text, text) {
        (Some(read), Some(text)) => Arc::ptr_eq(read, text),
        (read, text) => read.is_none() && text.is_none(),
    };
    is_same_text && reading.environment == environment
}
