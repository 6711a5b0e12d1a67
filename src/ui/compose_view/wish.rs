//! The wish: words, filters, and the project that it is for.

use blockwright::catalog::facet::Facet;
use blockwright::composer::request::HardFilters;
use blockwright::template;
use leptos::prelude::*;

use crate::ui::kit::{Button, Icon, Look};
use crate::ui::session::Session;

/// The form. Enter asks, Shift and Enter begin a new line.
#[component]
pub(super) fn WishForm(session: Session) -> impl IntoView {
    let composing = session.composing();
    let ask = move || composing.ask(&composing.text.get_untracked());
    let submit_on_enter = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            ask();
        }
    };
    let is_empty = Signal::derive(move || composing.text.with(|text| text.trim().is_empty()));
    view! {
        <form class="compose-wish" on:submit=move |event| { event.prevent_default(); ask(); }>
            <label class="field compose-words">
                <span>"Describe what you need"</span>
                <textarea
                    rows="2"
                    spellcheck="true"
                    placeholder="clean sensor data, then detect anomalies"
                    prop:value=composing.text
                    on:input=move |event| composing.text.set(event_target_value(&event))
                    on:keydown=submit_on_enter
                ></textarea>
            </label>
            <Button label="Compose".to_owned() icon=Icon::Search look=Look::Primary disabled=is_empty on_press=ask />
            <div class="compose-filters" role="group" aria-label="Filters">
                <Values session facet=Facet::Level label="Level" all="All levels" />
                <Values session facet=Facet::Domain label="Domain" all="All domains" />
                <Protection session />
                <Kind session />
                <Target session />
            </div>
        </form>
    }
}

/// One of the values of a facet.
#[component]
fn Values(session: Session, facet: Facet, label: &'static str, all: &'static str) -> impl IntoView {
    let composing = session.composing();
    let values = Memo::new(move |_| session.catalog().with(|catalog| catalog.values(facet)));
    let shown = move |value: String| {
        let words = value.replace('_', " ");
        (value, words)
    };
    let options = Signal::derive(move || values.get().into_iter().map(shown).collect());
    let of = move |filters: &HardFilters| {
        let value = if facet == Facet::Level { &filters.hierarchy_level } else { &filters.domain };
        value.clone().unwrap_or_default()
    };
    let chosen = Memo::new(move |_| composing.filters.with(of));
    let choose = move |value| {
        composing.filter(|filters| {
            if facet == Facet::Level {
                filters.hierarchy_level = value;
            } else {
                filters.domain = value;
            }
        });
    };
    view! { <Choice label all options chosen on_choose=choose /> }
}

#[component]
fn Protection(session: Session) -> impl IntoView {
    let composing = session.composing();
    let options = [("only", "Only protected"), ("without", "Not protected")];
    let chosen = Memo::new(move |_| {
        composing.filters.with(|filters| match (filters.blocked_only, filters.exclude_blocked) {
            (true, _) => "only".to_owned(),
            (_, true) => "without".to_owned(),
            _ => String::new(),
        })
    });
    let choose = move |value: Option<String>| {
        composing.filter(|filters| {
            filters.blocked_only = value.as_deref() == Some("only");
            filters.exclude_blocked = value.as_deref() == Some("without");
        });
    };
    view! { <Choice label="Protection" all="Protected or not" options=owned(options) chosen on_choose=choose /> }
}

#[component]
fn Kind(session: Session) -> impl IntoView {
    let composing = session.composing();
    let options = [("zone", "Only blocks"), ("solution", "Only solutions")];
    let chosen =
        Memo::new(move |_| composing.filters.with(|filters| filters.kind.clone().unwrap_or_default()));
    let choose = move |value| composing.filter(|filters| filters.kind = value);
    view! { <Choice label="Type" all="All types" options=owned(options) chosen on_choose=choose /> }
}

/// Values and their names that never change.
fn owned(options: [(&str, &str); 2]) -> Signal<Vec<(String, String)>> {
    Signal::stored(options.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec())
}

/// A filter of which one value is chosen, or none.
#[component]
fn Choice(
    label: &'static str,
    /// What no value is called.
    all: &'static str,
    /// The values and what they are called.
    options: Signal<Vec<(String, String)>>,
    /// The value; empty for none.
    chosen: Memo<String>,
    on_choose: impl Fn(Option<String>) + 'static,
) -> impl IntoView {
    let choose = move |value: String| on_choose(Some(value).filter(|value| !value.is_empty()));
    view! {
        <select class="select" aria-label=label prop:value=chosen on:change=move |event| choose(event_target_value(&event))>
            <option value="" selected=move || chosen.with(String::is_empty)>{all}</option>
            <For each=move || options.get() key=Clone::clone let((value, name))>
                <option value=value.clone() selected=move || chosen.with(|chosen| *chosen == value)>{name}</option>
            </For>
        </select>
    }
}

/// The key of the project: that of the open one, unless another is typed.
#[component]
fn Target(session: Session) -> impl IntoView {
    let composing = session.composing();
    let is_key = Memo::new(move |_| composing.key.with(|key| template::is_key(key)));
    let typed = move |text: String| {
        composing.typed_key.set(Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
    };
    view! {
        <label class="compose-target">
            <span>"for the project"</span>
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                prop:value=composing.key
                aria-invalid=move || (!is_key.get()).then_some("true")
                title="The key of the target project: upper-case letters, digits and underscores, a letter first."
                on:change=move |event| typed(event_target_value(&event))
            />
        </label>
    }
}
