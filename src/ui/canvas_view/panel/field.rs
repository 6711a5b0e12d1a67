//! A text that is typed and then taken over: with Enter, or when the focus leaves. Escape restores it.

use leptos::ev;
use leptos::prelude::*;

use super::shown::Topic;

/// What is done with what is typed.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    /// What stands against it; asked with every key.
    pub(super) check: Callback<String, Option<String>>,
    /// Takes it over, and gives back whether that was done; if not, the user has been told why.
    pub(super) commit: Callback<String, bool>,
}

/// A field with its label, and below it what stands against what is typed.
#[component]
pub(super) fn Field(
    /// Its id in the page, unlike any other.
    id: String,
    /// What is typed there.
    #[prop(into)]
    label: Signal<String>,
    /// What is written now.
    #[prop(into)]
    value: Signal<String>,
    /// What is done with what is typed.
    typing: Typing,
    /// What holds while nothing is written.
    #[prop(optional, into)]
    usual: Signal<String>,
    /// Values that are known.
    #[prop(optional)]
    known: &'static [&'static str],
    /// Whether it has several lines; Enter then makes one.
    #[prop(optional)]
    is_long: bool,
    /// Whether its label is only for screen readers.
    #[prop(optional)]
    is_bare: bool,
    /// Whether the text is code.
    #[prop(optional)]
    is_code: bool,
) -> impl IntoView {
    // What is typed and not taken over yet.
    let (draft, refusal) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let restore = move || {
        draft.set(None);
        refusal.set(None);
    };
    Topic::forget_with(move || {
        let lost = draft.get_untracked().zip(refusal.get_untracked());
        restore();
        let (text, reason) = lost?;
        Some(format!("\u{201c}{text}\u{201d} was not taken over as {}: {reason}", label.get_untracked()))
    });
    let typed = move |text: String| {
        let stands = if text == value.get_untracked() { None } else { typing.check.run(text.clone()) };
        refusal.set(stands);
        draft.set(Some(text));
    };
    let commit = move || {
        let Some(text) = draft.get_untracked() else { return };
        // The reason stands below the field already, and the focus stays in it.
        if refusal.with_untracked(Option::is_some) {
            return;
        }
        if text == value.get_untracked() || typing.commit.run(text) {
            restore();
        }
    };
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !is_long || event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            commit();
        }
        "Escape" if draft.with_untracked(Option::is_some) => {
            event.prevent_default();
            event.stop_propagation();
            restore();
        }
        _ => {}
    };
    let leave = move |_| {
        // The browser tells this of a field that is taken away as well, and nothing of it is left then.
        if refusal.try_with_untracked(Option::is_some).is_some() {
            commit();
        }
    };
    let note = format!("{id}-note");
    let described = {
        let note = note.clone();
        move || refusal.with(Option::is_some).then(|| note.clone())
    };
    let is_invalid = move || refusal.with(Option::is_some).then_some("true");
    let input = if is_long {
        view! {
            <textarea
                id=id.clone()
                rows="4"
                spellcheck="false"
                prop:value=shown
                aria-invalid=is_invalid
                aria-describedby=described
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=press
                on:focusout=leave
            ></textarea>
        }
        .into_any()
    } else {
        let list = (!known.is_empty()).then(|| format!("{id}-known"));
        let options = known.iter().map(|known| view! { <option value=*known></option> });
        let options =
            list.clone().map(|list| view! { <datalist id=list>{options.collect_view()}</datalist> });
        view! {
            <input
                type="text"
                id=id.clone()
                list=list
                autocomplete="off"
                spellcheck="false"
                placeholder=usual
                prop:value=shown
                aria-invalid=is_invalid
                aria-describedby=described
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=press
                on:focusout=leave
            />
            {options}
        }
        .into_any()
    };
    view! {
        <div class="panel-field" class:panel-code=is_code>
            <label for=id class:visually-hidden=is_bare>{label}</label>
            {input}
            <p class="panel-refusal" id=note role="alert">{move || refusal.get()}</p>
        </div>
    }
}
