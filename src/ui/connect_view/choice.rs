//! Which DSS to connect to: the demo, those that the host names, one by its address, or none.

use std::sync::Arc;

use blockwright::host::{Host, Way};
use leptos::prelude::*;

use crate::ui::session::{Choice, Connecting};

/// One of the choices, in words.
struct Offer {
    choice: Choice,
    title: String,
    about: String,
}

/// The choices, all in sight.
#[component]
pub(super) fn ChoiceList(connecting: Connecting) -> impl IntoView {
    let offers = move || connecting.host.with(offers);
    let card = move |offer: Offer| {
        let Offer { choice, title, about } = offer;
        view! {
            <label class="connect-choice">
                <input
                    type="radio"
                    name="dss"
                    prop:checked=move || connecting.choice.get() == choice
                    on:change=move |_| connecting.choice.set(choice)
                />
                <span class="connect-choice-title">{title}</span>
                <span class="connect-choice-about">{about}</span>
            </label>
        }
    };
    view! {
        <fieldset class="connect-choices">
            <legend class="visually-hidden">"Which DSS"</legend>
            {move || offers().into_iter().map(card).collect_view()}
        </fieldset>
    }
}

fn offers(host: &Arc<Host>) -> Vec<Offer> {
    let offer =
        |choice, title: &str, about: &str| Offer { choice, title: title.to_owned(), about: about.to_owned() };
    let named = host.instances.iter().enumerate().map(|(place, instance)| {
        let way = match instance.way {
            Way::Proxy => "Through the host of this page".to_owned(),
            Way::Cors => format!("At {}", instance.endpoint.origin()),
        };
        let about = if instance.notes.is_empty() { way } else { format!("{way}. {}", instance.notes) };
        offer(Choice::Named(place), &instance.name, &about)
    });
    let demo =
        "A DSS that runs in this page, with a registry and two projects. It sends nothing and needs no key.";
    let proxy =
        "Whoever hosts this page forwards the API of your DSS, so no other origin takes part. Recommended.";
    let cors = "The API of your DSS answers this page from an origin of its own.";
    let offline = "Work with a folder, a state file or an export. Nothing is sent anywhere.";
    let mut offers = vec![offer(Choice::Demo, "Demo instance", demo)];
    offers.extend(named);
    offers.extend([
        offer(Choice::Proxy, "Through the host of this page", proxy),
        offer(Choice::Cors, "At another address (CORS)", cors),
        offer(Choice::Offline, "Offline, with files", offline),
    ]);
    offers
}
