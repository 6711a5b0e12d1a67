//! The review view: a plan that somebody shared, what can be trusted of it, and the answer to it.
//!
//! It is read-only because no command that edits is mounted here.

mod answer; // the answer to the whole
mod badges; // what can be trusted
mod change; // one change, and what is said of it
mod graph; // the plan as a picture
mod head; // whose plan it is, what it comes to
mod list; // all changes
mod opening; // before there is a plan to look at
mod since; // what changed since the version that was seen before
mod texts; // the files

use std::sync::Arc;

use blockwright::diagnostic::counts::grouped;
use blockwright::plan_link::{Content, PlanLink};
use leptos::prelude::*;

use super::kit::{Icon, Segments};
use super::session::{Reading, Session};
use super::share::{Checked, Checks};
use answer::AnswerForm;
use badges::Badges;
use change::ChosenChange;
use graph::Graph;
use head::Head;
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
    let checked = Memo::new(move |_| {
        reviewing.review.with(|review| match review.as_ref().map(|review| review.policy.clone()) {
            None => Checked::Unknown,
            Some(None) => Checked::Unchecked,
            Some(Some(report)) => Checked::Found(report),
        })
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
    view! {
        <div class="review">
            <Head session link />
            <Badges session />
            <since::Summary session />
            <Checks checked />
            <div class="review-bar">
                {move || (choices().len() > 1).then(|| view! {
                    <Segments name="review-look" label="What is shown of the plan" choices=choices() chosen=look
                        on_choose=choose />
                })}
                <Progress session />
            </div>
            {(!has_source).then(|| view! {
                <p class="share-unchecked">{Icon::Warning.view()}<span>"These changes are what the author of the link says. Nothing of them was worked out here, so that something may be left out."</span></p>
            })}
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
        <Show when=move || { all.get() > 0 }>
        <progress aria-label="Changes seen" max=move || all.get().max(1).to_string() prop:value=move || seen.get().to_string()></progress>
        <span role="status">{move || format!("{} of {} changes seen", grouped(seen.get()), grouped(all.get()))}</span>
        </Show>
    }
}
