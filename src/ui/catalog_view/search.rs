//! What is looked for: words, chosen filters, and the port that blocks are to be wired to.

use blockwright::catalog::facet::Facet;
use blockwright::catalog::fit::Direction;
use blockwright::supply::objects;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::kit::{Icon, SearchField, has_dialog};
use crate::ui::preferences::Preference;
use crate::ui::session::{Session, WireEnd};

/// The name of a facet on screen.
pub(super) fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Domain => "Domain",
        Facet::Level => "Level",
        Facet::Tag => "Tag",
        Facet::Kind => "Type",
        Facet::Protected => "Protected",
        Facet::Deprecated => "Deprecated",
        Facet::Registry => "Registry",
        Facet::Owner => "Owner",
    }
}

/// A value in words, as `predictive maintenance`.
pub(super) fn spoken(facet: Facet, value: &str) -> String {
    match facet {
        Facet::Domain | Facet::Level | Facet::Tag | Facet::Kind => value.replace('_', " "),
        _ => value.to_owned(),
    }
}

/// The search field, the choice of what has to fit, and the chips.
#[component]
pub(super) fn Search(session: Session) -> impl IntoView {
    let browsing = session.browsing();
    let field = NodeRef::<html::Input>::new();
    let slash = window_event_listener(ev::keydown, move |event| {
        let is_wanted = event.key() == "/" && !event.default_prevented() && may_search(&event);
        if let Some(field) = field.get_untracked().filter(|_| is_wanted) {
            event.prevent_default();
            // Focus fails only for what cannot have it.
            drop(field.focus());
        }
    });
    on_cleanup(move || slash.remove());
    let down = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            super::results::focus_first();
        }
    };
    let text = Signal::derive(move || browsing.query.with(|query| query.text.clone()));
    view! {
        <div class="catalog-search" on:keydown=down>
            <SearchField
                label="Search the blocks"
                text
                on_input=move |text: String| browsing.look(|query| query.text = text)
                field
            />
            <FitsChoice session />
        </div>
        <Chips session />
    }
}

/// Letters typed into a field are for the field.
fn may_search(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_field =
        target.is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()));
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    is_plain && !is_field && !has_dialog() && Preference::SingleKeys.get().as_deref() != Some("off")
}

/// The datasets of the project, for blocks that can read or write them.
#[component]
fn FitsChoice(session: Session) -> impl IntoView {
    let browsing = session.browsing();
    let known = Memo::new(move |_| {
        let registries = session.registries().get();
        session.analysis().with(|analysis| objects(&analysis.config, &analysis.composition, &registries))
    });
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        let end = known.with_untracked(|known| {
            let (direction, name) = value.split_once(' ')?;
            let object = known.iter().find(|object| *object.name == *name)?;
            let direction = if direction == "read" { Direction::Consumers } else { Direction::Producers };
            Some(WireEnd {
                name: name.to_owned(),
                owner: "in this project".to_owned(),
                kind: object.kind,
                columns: object.columns.clone(),
                direction,
            })
        });
        browsing.look(|query| query.end = end);
    };
    let chosen = move || {
        browsing.query.with(|query| {
            query.end.as_ref().map_or_else(String::new, |end| match end.direction {
                Direction::Consumers => format!("read {}", end.name),
                Direction::Producers => format!("write {}", end.name),
            })
        })
    };
    let group = move |verb: &'static str, label: &'static str| {
        let options = known.with(|known| {
            let option = |name: &str| {
                let name = name.to_owned();
                view! { <option value=format!("{verb} {name}")>{format!("{verb}s {name}")}</option> }
            };
            known.iter().map(|object| option(&object.name)).collect_view()
        });
        view! { <optgroup label=label>{options}</optgroup> }
    };
    view! {
        <label class="catalog-fits">
            <span>"Fits"</span>
            <select class="select" prop:value=chosen on:change=choose>
                <option value="">"anything"</option>
                {move || group("read", "Blocks that can read")}
                {move || group("write", "Blocks that can write")}
            </select>
        </label>
    }
}

/// What is chosen, each to be taken off.
#[component]
fn Chips(session: Session) -> impl IntoView {
    let browsing = session.browsing();
    let chips = move || {
        let query = browsing.query.get();
        let mut chips: Vec<AnyView> = Vec::new();
        if let Some(end) = &query.end {
            let verb = if end.direction == Direction::Consumers { "can read" } else { "can write" };
            let words = format!("{verb} {} ({})", end.name, end.owner);
            chips.push(chip(words, move || browsing.look(|query| query.end = None)));
        }
        for (facet, values) in query.filters {
            for value in values {
                let words = format!("{}: {}", facet_name(facet), spoken(facet, &value));
                chips.push(chip(words, move || {
                    browsing.look(|query| {
                        if let Some(values) = query.filters.get_mut(&facet) {
                            values.remove(&value);
                        }
                    });
                }));
            }
        }
        if chips.len() > 1 {
            let clear = move |_| {
                browsing.look(|query| {
                    query.filters.clear();
                    query.end = None;
                });
            };
            chips.push(
                view! { <button type="button" class="chip chip-clear" on:click=clear>"Take all off"</button> }
                    .into_any(),
            );
        }
        (!chips.is_empty()).then(|| {
            view! { <div class="chips" role="group" aria-label="Chosen filters">{chips}</div> }
        })
    };
    view! { {chips} }
}

fn chip(words: String, take_off: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="chip" on:click=move |_| take_off()>
            <span class="visually-hidden">"Take off: "</span>
            <span>{words}</span>
            {Icon::Close.view()}
        </button>
    }
    .into_any()
}
