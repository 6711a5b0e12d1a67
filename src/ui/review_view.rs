//! The review view: a plan that somebody shared, what can be trusted of it, and the answer to it.
//!
//! It is read-only because no command that edits is mounted here.

mod answer; // the answer to the whole
mod badges; // what can be trusted
mod change; // one change, and what is said of it
mod graph; // the plan as a picture
mod list; // all changes
mod opening; // before there is a plan to look at
mod since; // what changed since the version that was seen before
mod texts; // the files

use std::sync::Arc;

use blockwright::plan_link::{Content, Cover, PlanLink};
use leptos::prelude::*;
use serde_json::Value;

use super::clock::in_words;
use super::kit::Segments;
use super::session::{Reading, Session};
use super::share::Checks;
use answer::AnswerForm;
use badges::Badges;
use change::ChosenChange;
use graph::Graph;
use list::Changes;
use opening::Opening;
use since::Differences;
use texts::Texts;

/// What of the plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Look {
    /// What changed since the version that was seen before.
    Since,
    /// The changes as a list.
    #[default]
    List,
    /// The flow, with what the plan does to it.
    Graph,
    /// The configuration as text.
    Texts,
}

/// A shared plan, or the way to one.
#[component]
pub(crate) fn ReviewView(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    session.browsing();
    move || match reviewing.reading.get() {
        Reading::Plan(link) => view! { <Plan session link /> }.into_any(),
        reading => view! { <Opening session reading /> }.into_any(),
    }
}

#[component]
fn Plan(session: Session, link: Arc<PlanLink>) -> impl IntoView {
    let reviewing = session.reviewing();
    let look = RwSignal::new(Look::default());
    let has_earlier = Memo::new(move |_| {
        reviewing.earlier.with(|earlier| earlier.as_ref().is_some_and(|it| it.comparison.is_some()))
    });
    let has_news = Memo::new(move |_| {
        reviewing.earlier.with(|earlier| {
            let comparison = earlier.as_ref().and_then(|earlier| earlier.comparison.as_ref());
            comparison.is_some_and(|comparison| !comparison.means_the_same())
        })
    });
    // Who saw another version first asks what changed. For the outside world: it is read from the browser.
    Effect::new(move |_| {
        if has_news.get() && look.get_untracked() == Look::List {
            look.set(Look::Since);
        }
    });
    let has_source = matches!(link.content, Content::Source(_));
    let choices = move || {
        let all = [
            (Look::Since, "Changed since"),
            (Look::List, "List"),
            (Look::Graph, "Graph"),
            (Look::Texts, "YAML"),
        ];
        let is_there = |look: &(Look, &str)| match look.0 {
            Look::Since => has_earlier.get(),
            Look::List => true,
            Look::Graph | Look::Texts => has_source,
        };
        all.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    let policy = Memo::new(move |_| {
        reviewing.review.with(|review| review.as_ref().map(|review| review.policy.clone()))
    });
    // Who comes from what changed goes on looking at that.
    let was_since = StoredValue::new(false);
    let choose = move |chosen| {
        was_since.set_value(look.get_untracked() == Look::Since);
        look.set(chosen);
    };
    let body = move || {
        match look.get() {
        Look::Since => {
            view! { <div class="review-body"><Differences session /><ChosenChange session /></div> }.into_any()
        }
        Look::List => {
            view! { <div class="review-body"><Changes session /><ChosenChange session /></div> }.into_any()
        }
        Look::Graph => {
            view! { <div class="review-body"><Graph session is_since=was_since.get_value() /><ChosenChange session /></div> }.into_any()
        }
        Look::Texts => view! { <Texts session /> }.into_any(),
    }
    };
    let title = Memo::new(move |_| title(session));
    // Who typed a passphrase or chose a file is led to what it opened.
    let heading = NodeRef::<leptos::html::H1>::new();
    heading.on_load(|heading| {
        let focused = document().active_element();
        if focused.is_none_or(|element| element.tag_name() == "BODY") {
            drop(heading.focus());
        }
    });
    view! {
        <div class="review">
            <div class="view-head">
                <div>
                    <h1 tabindex="-1" node_ref=heading>{title}</h1>
                    <p class="plan-compared">{cover_words(&link.cover)}</p>
                </div>
            </div>
            {(!link.cover.note.is_empty()).then(|| view! { <p class="review-note">{link.cover.note.clone()}</p> })}
            <Badges session />
            <since::Summary session />
            {move || policy.get().map(|report| view! { <Checks report /> })}
            <div class="review-bar">
                {move || view! {
                    <Segments name="review-look" label="What is shown of the plan" choices=choices() chosen=look
                        on_choose=choose />
                }}
                <Progress session />
            </div>
            {body}
            <AnswerForm session />
        </div>
    }
}

/// How much of the plan was looked at.
#[component]
fn Progress(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let all =
        Memo::new(move |_| reviewing.changes.with(|changes| changes.as_ref().map_or(0, |all| all.len())));
    let seen = Memo::new(move |_| reviewing.seen.with(|seen| seen.len().min(all.get())));
    view! {
        <progress aria-label="Changes seen" max=move || all.get().max(1).to_string() prop:value=move || seen.get().to_string()></progress>
        <span role="status">{move || format!("{} of {} changes seen", seen.get(), all.get())}</span>
    }
}

/// `Plan of COMPRESSORS, prod`.
fn title(session: Session) -> String {
    session.reviewing().review.with(|review| {
        let plan = review.as_ref().and_then(|review| review.plan.as_ref());
        let Some(plan) = plan else { return "Shared plan".to_owned() };
        let member = |name: &str| plan.get(name).and_then(Value::as_str).unwrap_or_default();
        match member("environment") {
            "" => format!("Plan of {}", member("project_key")),
            environment => format!("Plan of {}, {environment}", member("project_key")),
        }
    })
}

fn cover_words(cover: &Cover) -> String {
    let by = if cover.author.is_empty() { "somebody" } else { &cover.author };
    let mut words = format!("Shared by {by} (unsigned)");
    if !cover.addressee.is_empty() {
        words.push_str(&format!(" for {}", cover.addressee));
    }
    if !cover.made_at.is_empty() {
        words.push_str(&format!(", made {}", in_words(&cover.made_at)));
    }
    words + "."
}
