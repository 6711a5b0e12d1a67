//! A field with a list of choices below it, narrowed by what is typed.

mod list;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::list::List;
use super::Icon;

/// Most choices that are shown at once; typing narrows them.
const MOST_SHOWN: usize = 80;

/// How well something suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suits {
    /// Without reservation.
    Well,
    /// Something should be known before.
    Fairly,
    /// Not at all: it is shown with its reason and cannot be chosen.
    Not,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it is called.
    pub(crate) name: String,
    /// Why it suits or not.
    pub(crate) reason: String,
    /// Whether it suits.
    pub(crate) suits: Suits,
}

impl Suits {
    fn icon(self) -> Icon {
        match self {
            Self::Well => Icon::Check,
            Self::Fairly => Icon::Warning,
            Self::Not => Icon::Close,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Well => "combobox-option combobox-well",
            Self::Fairly => "combobox-option combobox-fairly",
            Self::Not => "combobox-option combobox-not",
        }
    }
}

/// A combobox. Its offers are made when it opens, so that they may cost something.
#[component]
pub(crate) fn Combobox(
    /// Its id in the page, unlike any other.
    id: String,
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in the empty field.
    #[prop(into)]
    placeholder: Signal<String>,
    /// Makes the offers, the best first.
    #[prop(into)]
    offers: Callback<(), Vec<Offer>>,
    /// Changes whenever the offers may have become others; while the list is open they are made anew.
    basis: Signal<()>,
    /// Called with the position of the offer that is chosen.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// Called with what was typed, where something else than the offers can be chosen.
    #[prop(optional)]
    on_other: Option<Callback<String>>,
    /// What is said of something else.
    #[prop(default = "as it is typed")]
    other: &'static str,
    /// What is chosen now, shown while the list is closed.
    #[prop(optional, into)]
    value: Signal<String>,
) -> impl IntoView {
    let list = List::new(on_other.map(|_| other));
    let List { typed, active, open, lines } = list;
    let frame = NodeRef::<html::Div>::new();
    let count = move || lines.with(Vec::len);
    let show = move || {
        if open.with_untracked(Option::is_none) {
            active.set(0);
            open.set(Some(offers.run(())));
        }
    };
    renew(open, basis, offers);
    let choose = list.chooser(on_choose, on_other);
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" if open.with_untracked(Option::is_none) => {
            event.prevent_default();
            show();
        }
        _ => list.press(&event, choose),
    };
    let leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        // A field that is taken away loses the focus too, and nothing of it is left then.
        let Some(Some(frame)) = frame.try_get_untracked() else { return };
        if !frame.contains(next.as_ref()) {
            list.close();
        }
    };
    let shown = move || if open.with(Option::is_none) { value.get() } else { typed.get() };
    // What is typed takes the place of what is chosen.
    let select = move |event: ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |at: usize| format!("{id}-option-{at}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || (count() > 0).then(|| option_id(active.get()))
    };
    let options = move || {
        let option_id = option_id.clone();
        let (lines, rest) = lines.with(|lines| {
            let shown = lines.iter().take(MOST_SHOWN).cloned().enumerate().collect::<Vec<_>>();
            (shown, lines.len().saturating_sub(MOST_SHOWN))
        });
        let options =
            lines.into_iter().map(|(at, line)| option(option_id(at), at, line.shown, active, choose));
        let options = options.collect_view();
        let rest = (rest > 0).then(|| format!("{rest} more: type to find them"));
        view! { {options}{rest.map(|rest| view! { <li class="combobox-rest" role="presentation">{rest}</li> })} }
    };
    keep_in_sight(active_id.clone(), list_id.clone());
    view! {
        <div class="combobox" node_ref=frame on:focusout=leave>
            <input
                type="text"
                id=id
                role="combobox"
                aria-label=label
                aria-expanded=move || open.with(Option::is_some).to_string()
                aria-controls=list_id.clone()
                aria-autocomplete="list"
                aria-activedescendant=active_id
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=shown
                on:focus=select
                on:input=move |event| {
                    show();
                    active.set(0);
                    typed.set(event_target_value(&event));
                }
                on:click=move |_| show()
                on:keydown=press
            />
            {Icon::ChevronDown.view()}
            <ul
                class="combobox-list"
                id=list_id
                role="listbox"
                aria-label=label
                hidden=move || count() == 0
            >
                {options}
            </ul>
            <p class="combobox-none" role="status" hidden=move || open.with(Option::is_none) || count() != 0>"Nothing is found."</p>
        </div>
    }
}

/// Makes the offers anew while the list is open.
fn renew(open: RwSignal<Option<Vec<Offer>>>, basis: Signal<()>, offers: Callback<(), Vec<Offer>>) {
    // Making the offers settles what was typed elsewhere, which nothing that is derived may do.
    Effect::new(move |_| {
        basis.track();
        if open.with_untracked(Option::is_some) {
            open.set(Some(untrack(|| offers.run(()))));
        }
    });
}

fn option(id: String, at: usize, offer: Offer, active: RwSignal<usize>, choose: Callback<usize>) -> AnyView {
    let is_active = move || active.get() == at;
    view! {
        <li
            id=id
            class=offer.suits.class()
            class:active=is_active
            role="option"
            aria-selected=move || is_active().to_string()
            aria-disabled=(offer.suits == Suits::Not).then_some("true")
            // The focus stays in the field.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(at)
        >
            {offer.suits.icon().view()}
            <span class="combobox-name">{offer.name}</span>
            <span class="combobox-reason">{offer.reason}</span>
        </li>
    }
    .into_any()
}

/// Scrolls the list so that the active option is seen.
fn keep_in_sight(active_id: impl Fn() -> Option<String> + 'static, list_id: String) {
    // For the outside world: the list is scrolled by the browser.
    Effect::new(move |_| {
        let Some(id) = active_id() else { return };
        let (list, option) = (document().get_element_by_id(&list_id), document().get_element_by_id(&id));
        let Some((list, option)) = list.zip(option) else { return };
        let (frame, place) = (list.get_bounding_client_rect(), option.get_bounding_client_rect());
        let beyond = (place.bottom() - frame.bottom()).max(0.0) + (place.top() - frame.top()).min(0.0);
        if beyond != 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "a list has some thousand pixels")]
            list.set_scroll_top(list.scroll_top() + beyond.round() as i32);
        }
        // It opens below its field, where the room may end.
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        list.scroll_into_view_with_scroll_into_view_options(&nearest);
    });
}
