//! One change of a shared plan: every field, and what is said of it.

use blockwright::answer::Opinion;
use blockwright::plan::words;
use blockwright::review::changes::Change;
use leptos::prelude::*;

use super::since::Otherwise;
use crate::ui::change::{AddressText, Fields, Mark};
use crate::ui::kit::{Button, Icon, focus_soon};
use crate::ui::session::{Reviewing, Session};

/// Id of the change that is looked at.
const CHOSEN: &str = "review-chosen";

/// The change that is looked at.
#[component]
pub(super) fn ChosenChange(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let found = Signal::derive(move || {
        let chosen = reviewing.chosen.get()?;
        let change = reviewing.changes.with(|changes| {
            changes.as_ref()?.iter().find(|change| change.address.as_str() == chosen).cloned()
        });
        let earlier = reviewing.earlier.get();
        let since = earlier.and_then(|earlier| {
            let difference = earlier.difference(&chosen)?.clone();
            Some((earlier, difference))
        });
        Some((change, since))
    });
    let has_any = Memo::new(move |_| {
        reviewing.changes.with(|changes| changes.as_ref().is_some_and(|changes| !changes.is_empty()))
    });
    // For the outside world: where the change lies below the list, who chose it is led there.
    Effect::new(move |was: Option<Option<String>>| {
        let chosen = reviewing.chosen.get();
        if was.is_some_and(|was| was != chosen) && chosen.is_some() && is_stacked() {
            focus_soon(|| {
                let chosen = document().get_element_by_id(CHOSEN)?;
                chosen.scroll_into_view();
                Some(chosen)
            });
        }
        chosen
    });
    move || {
        let (change, since) = found.get().unwrap_or_default();
        let since = since.map(|(earlier, difference)| view! { <Otherwise earlier difference /> });
        match (change, since) {
            (None, None) => has_any.get().then(|| view! { <p class="field-note">"Choose a change to see its fields and to say something of it."</p> }).into_any(),
            (change, since) => view! {
                <div id=CHOSEN class="review-chosen" tabindex="-1" role="group" aria-label="The chosen change">
                    {since}
                    {change.map(|change| view! { <One reviewing change /> })}
                    <div class="form-end review-back"><Button label="Back to the changes".to_owned() icon=Icon::ChevronUp on_press=back /></div>
                </div>
            }.into_any(),
        }
    }
}

/// Whether the chosen change lies below the list instead of beside it, as `review.css` has it.
fn is_stacked() -> bool {
    let query = window().match_media("(max-width: 60rem)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Leads back to the list, or to the picture.
fn back() {
    focus_soon(|| {
        let from = ".review-list .virtual-list, .review-node[tabindex='0']";
        document().query_selector(from).ok().flatten()
    });
}

#[component]
fn One(reviewing: Reviewing, change: Change) -> impl IntoView {
    let address = change.address.as_str().to_owned();
    view! {
        <section class="review-change">
            <header class="step-head">
                <Mark action=change.action word=words::action(change.action) />
                <h2><AddressText address=change.address.clone() /></h2>
            </header>
            <Verdicts reviewing address=address.clone() />
            <Fields changes=change.fields />
            <Words reviewing address=address.clone() opinion=Opinion::Comment label="Comment" />
            <Words reviewing address opinion=Opinion::Question label="Question" />
        </section>
    }
}

/// Accepts or objects.
#[component]
fn Verdicts(reviewing: Reviewing, address: String) -> impl IntoView {
    let button = move |opinion: Opinion, label: &'static str| {
        let (asked, judged) = (address.clone(), address.clone());
        let is_said = Memo::new(move |_| {
            reviewing.remarks.with(|remarks| {
                remarks.get(&asked).is_some_and(|list| list.iter().any(|remark| remark.opinion == opinion))
            })
        });
        view! {
            <button type="button" class="button" aria-pressed=move || is_said.get().to_string()
                on:click=move |_| reviewing.judge(&judged, opinion)>{label}</button>
        }
    };
    view! {
        <div class="review-said" role="group" aria-label="What you say of this change">
            {button(Opinion::Accept, "Accept")}
            {button(Opinion::Object, "Object")}
        </div>
    }
}

/// A comment or a question, kept as it is typed.
#[component]
fn Words(reviewing: Reviewing, address: String, opinion: Opinion, label: &'static str) -> impl IntoView {
    let said = reviewing.remarks.with_untracked(|remarks| {
        let remark = remarks.get(&address)?.iter().find(|remark| remark.opinion == opinion)?;
        Some(remark.text.clone())
    });
    let is_open = RwSignal::new(said.is_some());
    let is_asked = StoredValue::new(false);
    let said = StoredValue::new(said.unwrap_or_default());
    let address = StoredValue::new(address);
    let typed = move |event| {
        address.with_value(|address| reviewing.say(address, opinion, &event_target_value(&event)));
    };
    move || {
        if is_open.get() {
            // Who has asked for the field goes on in it.
            let field = NodeRef::<leptos::html::Textarea>::new();
            if is_asked.get_value() {
                field.on_load(|field| drop(field.focus()));
            }
            view! {
                <label class="field">
                    <span>{label}</span>
                    <textarea node_ref=field rows="2" maxlength="4000" prop:value=said.get_value() on:input=typed></textarea>
                </label>
            }
            .into_any()
        } else {
            let words = format!("Add a {}", label.to_lowercase());
            view! { <Button label=words on_press=move || {
                is_asked.set_value(true);
                is_open.set(true);
            } /> }
            .into_any()
        }
    }
}
