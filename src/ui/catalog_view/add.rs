//! A block into the project, with its inputs wired.

use std::sync::Arc;

use blockwright::catalog::card::{Card, Edition};
use blockwright::history::changes_that_insert;
use blockwright::hookup::{Feed, Hookup, Input};
use blockwright::insertion::{Refusal, Spot, insert};
use leptos::prelude::*;

use crate::ui::kit::{Button, Icon, Look, Pages};
use crate::ui::session::{Session, Tone};

/// Inputs that are shown at once.
const PAGE: usize = 40;

/// What each input is to read, and the button that adds the block.
#[component]
pub(super) fn AddToProject(session: Session, card: Card, edition: Edition) -> impl IntoView {
    let name = card.name.to_string();
    let id = card.id.to_string();
    let hookup = Memo::new(move |_| {
        let (catalog, registries) = (session.catalog().get(), session.registries().get());
        session.analysis().with(|analysis| {
            let project = (&*analysis.config, &*analysis.composition, &*registries);
            Arc::new(Hookup::new(&catalog, (&card, &edition), project))
        })
    });
    // By input; what is not chosen is as usual.
    let chosen = RwSignal::new(Vec::<Option<Feed>>::new());
    let feeds = move || {
        hookup.with(|hookup| {
            let feed = |(place, input): (usize, &Input)| {
                let chosen = chosen.with(|chosen| chosen.get(place).cloned().flatten());
                chosen.unwrap_or_else(|| input.usual())
            };
            hookup.inputs.iter().enumerate().map(feed).collect::<Vec<_>>()
        })
    };
    let add = move || {
        session.settle();
        let (instance, addition) =
            hookup.with_untracked(|hookup| (hookup.instance_name.clone(), hookup.addition(&untrack(feeds))));
        let inserted = session.workspace().with_untracked(|inputs| {
            let inserted = insert(&inputs.files, &inputs.environment, &addition, Spot::End)?;
            Ok((changes_that_insert(inputs, &inserted), inserted.at))
        });
        match inserted {
            Err(refusal) => session.notify(Tone::Error, Refusal::to_string(&refusal)),
            Ok((changes, at)) => {
                if session.change(&format!("Add {instance}"), &changes) {
                    session.announce(format!("{id} is added as {instance}."));
                    session.reveal(at);
                }
            }
        }
    };
    let rows = move || {
        // A choice is made in its row, which stays.
        let feeds = untrack(feeds);
        let hookup = hookup.get();
        let pages = Pages::new(hookup.inputs.len(), PAGE);
        let row = move |place: usize| {
            let (input, feed) = (hookup.inputs.get(place)?, feeds.get(place)?);
            Some(feed_row(place, input, feed, chosen))
        };
        view! {
            <ul class="feeds">{pages.rows(row)}</ul>
            {pages.more("inputs")}
        }
    };
    let outputs = move || {
        hookup.with(|hookup| {
            let names: Vec<String> = hookup
                .outputs
                .iter()
                .map(|(port, name)| if port == name { name.clone() } else { format!("{port} as {name}") })
                .collect();
            let writes =
                if names.is_empty() { String::new() } else { format!(" and write {}", names.join(", ")) };
            format!("It will be {}{writes}.", hookup.instance_name)
        })
    };
    view! {
        <section class="article-section add-block" aria-label="Add to project">
            <h2>"Add to project"</h2>
            {rows}
            <p class="view-note">{outputs}</p>
            <Button label="Add to project".to_owned() about=name icon=Icon::Create look=Look::Primary on_press=add />
        </section>
    }
}

/// The choice for one input.
fn feed_row(place: usize, input: &Input, feed: &Feed, chosen: RwSignal<Vec<Option<Feed>>>) -> AnyView {
    let mut choices: Vec<(Feed, String)> = Vec::new();
    for offer in &input.offers {
        let from = offer.writer.as_ref().map_or_else(String::new, |writer| format!(", written by {writer}"));
        let why = if offer.is_checked { "columns fit" } else { "names alike" };
        choices.push((Feed::Object(Arc::clone(&offer.name)), format!("{}{from} ({why})", offer.name)));
    }
    let kind = input.socket.kind.name();
    choices.push((Feed::New(input.new_name.clone()), format!("New {kind} {}", input.new_name)));
    choices
        .push((Feed::Open, if input.socket.required { "Leave open for now" } else { "Nothing" }.to_owned()));
    let options = choices.iter().enumerate().map(|(number, (choice, words))| {
        view! { <option value=number.to_string() selected=choice == feed>{words.clone()}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let number: Option<usize> = event_target_value(&event).parse().ok();
        let Some((wanted, _)) = number.and_then(|number| choices.get(number).cloned()) else { return };
        chosen.update(|chosen| {
            if chosen.len() <= place {
                chosen.resize(place + 1, None);
            }
            if let Some(cell) = chosen.get_mut(place) {
                *cell = Some(wanted);
            }
        });
    };
    let need = if input.socket.required { "required" } else { "optional" };
    view! {
        <li>
            <label class="feed">
                <span><code>{input.socket.name.to_string()}</code>" "<span class="port-kind">{need}</span></span>
                <select class="select" on:change=choose>{options}</select>
            </label>
        </li>
    }
    .into_any()
}
