//! Links to other steps.

use blockwright::address::Address;
use blockwright::route::Route;
use leptos::prelude::*;

/// Links that are listed before the list is cut.
const FIRST: usize = 20;

/// Addresses as links to their steps. Those that are not in the plan are words only.
#[component]
pub(super) fn StepLinks(
    /// Where to, and whether that step is in the plan.
    links: Vec<(Address, bool)>,
) -> impl IntoView {
    let more = links.len().saturating_sub(FIRST);
    let is_long = RwSignal::new(false);
    let links = StoredValue::new(links);
    let shown = move || {
        let count = if is_long.get() { usize::MAX } else { FIRST };
        links.with_value(|links| links.iter().take(count).cloned().map(link).collect_view())
    };
    view! {
        <ul class="step-links">
            {shown}
            {move || (more > 0 && !is_long.get()).then(|| view! {
                <li><button type="button" class="text-button" on:click=move |_| is_long.set(true)>{format!("and {more} more")}</button></li>
            })}
        </ul>
    }
}

fn link((address, is_in_plan): (Address, bool)) -> AnyView {
    let text = format!("{} {}", address.kind(), address.name());
    if is_in_plan {
        let href = Route::Plan { address: Some(address.as_str().to_owned()) }.to_string();
        view! { <li><a href=href>{text}</a></li> }.into_any()
    } else {
        view! { <li><span>{text}</span></li> }.into_any()
    }
}
