//! What an instance needs to be connected to: an address, a key, and how long the key is kept.

use blockwright::dss::endpoint::{CLIENT_PREFIX, DOCUMENTED_PREFIX, Endpoint};
use blockwright::dss::key::{Key, Scheme};
use blockwright::host::{MAX_IDLE_MINUTES, Way};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use zeroize::Zeroizing;

use crate::ui::dss::{Place, own_origin};
use crate::ui::kit::Icon;
use crate::ui::network::may_connect;
use crate::ui::scroll_to_top;
use crate::ui::session::{Choice, Session};

/// What is typed and chosen, but for the key, which is in its field alone.
#[derive(Clone, Copy)]
struct Fields {
    address: RwSignal<String>,
    prefix: RwSignal<&'static str>,
    is_bearer: RwSignal<bool>,
}

/// The form for a real DSS. The key is taken out of its field when it is sent, and is nowhere else in the
/// page.
#[component]
pub(super) fn InstanceForm(session: Session, choice: Choice) -> impl IntoView {
    let connecting = session.connecting();
    let fields = Fields {
        address: RwSignal::new(String::new()),
        prefix: RwSignal::new(CLIENT_PREFIX),
        is_bearer: RwSignal::new(false),
    };
    let refusal = RwSignal::new(None::<String>);
    let key = NodeRef::<html::Input>::new();
    let connect = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = key.get_untracked() else { return };
        let typed = Zeroizing::new(input.value());
        let place = match place(session, choice, fields) {
            Ok(place) => place,
            Err(reason) => return refusal.set(Some(reason)),
        };
        let Place::Instance { endpoint, scheme, .. } = &place else { return };
        match Key::new(typed, endpoint.origin().clone(), *scheme) {
            Ok(key) => {
                input.set_value("");
                refusal.set(None);
                session.connect(place, Some(key));
                // What comes of it stands there.
                scroll_to_top();
            }
            Err(error) => refusal.set(Some(error.to_string())),
        }
    };
    view! {
        <form class="connect-form" on:submit=connect>
            {(choice == Choice::Cors).then(|| view! { <AddressField fields /> })}
            {(choice == Choice::Proxy).then(|| view! { <PrefixField fields /> })}
            <label class="field connect-key">
                <span>"Key of the API"</span>
                <input
                    type="password"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=key
                    aria-describedby="connect-refusal connect-key-note"
                />
            </label>
            <IdleField session />
            {matches!(choice, Choice::Cors | Choice::Proxy).then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=fields.is_bearer on:change=move |event| fields.is_bearer.set(event_target_checked(&event)) />
                    "Send the key as Bearer (DSS 13.1 or later)"
                </label>
            })}
            <button
                type="submit"
                class="button button-primary"
                aria-disabled=move || connecting.is_underway().then_some("true")
            >
                {Icon::Connect.view()}<span>"Test and connect"</span>
            </button>
            <p id="connect-refusal" class="field-error" role="alert">{refusal}</p>
        </form>
        <p id="connect-key-note" class="view-note">
            "The key stays in the memory of this tab: not stored, not shown, not in any address, export or message. \
             A reload means typing it again."
        </p>
    }
}

/// The place that is chosen, or why there is none.
fn place(session: Session, choice: Choice, fields: Fields) -> Result<Place, String> {
    let page =
        own_origin().ok_or("This page came from a file, so no DSS answers it. Open it from a web server.")?;
    let scheme = if fields.is_bearer.get_untracked() { Scheme::Bearer } else { Scheme::Basic };
    let place = match choice {
        Choice::Named(number) => {
            let host = session.connecting().host.get_untracked();
            let instance =
                host.instances.get(number).ok_or("This instance is not in config.json any more.")?;
            Place::of(instance)
        }
        Choice::Proxy => {
            let endpoint = Endpoint::new(page.clone(), fields.prefix.get_untracked(), &page);
            let endpoint = endpoint.map_err(|error| error.to_string())?;
            Place::Instance { name: "DSS behind this host".into(), way: Way::Proxy, endpoint, scheme }
        }
        _ => {
            let endpoint = Endpoint::parse(&fields.address.get_untracked(), &page);
            let endpoint = endpoint.map_err(|error| error.to_string())?;
            Place::Instance { name: endpoint.origin().as_str().into(), way: Way::Cors, endpoint, scheme }
        }
    };
    match &place {
        Place::Instance { endpoint, .. }
            if *endpoint.origin() != page && !may_connect(endpoint.origin().as_str()) =>
        {
            Err(format!(
                "Nothing was sent: the policy of this page does not let it reach {0}. Whoever hosts the page allows it with \
                 make origins ORIGINS=\"{0}\", and sends the same policy as a header.",
                endpoint.origin()
            ))
        }
        _ => Ok(place),
    }
}

#[component]
fn AddressField(fields: Fields) -> impl IntoView {
    let own = own_origin().map(|origin| origin.to_string()).unwrap_or_default();
    view! {
        <label class="field connect-address">
            <span>"Address of DSS"</span>
            <input type="url" placeholder="https://dss.example.com" autocomplete="off" spellcheck="false"
                aria-describedby="connect-refusal connect-origin"
                prop:value=fields.address on:input=move |event| fields.address.set(event_target_value(&event)) />
        </label>
        <p id="connect-origin" class="connect-wide">
            "It has to allow the origin "<code>{own}</code>", and the policy of this page has to allow it."
        </p>
    }
}

#[component]
fn PrefixField(fields: Fields) -> impl IntoView {
    let choose = move |event: ev::Event| {
        let written = event_target_value(&event);
        let known = [CLIENT_PREFIX, DOCUMENTED_PREFIX].into_iter().find(|prefix| *prefix == written);
        fields.prefix.set(known.unwrap_or(CLIENT_PREFIX));
    };
    view! {
        <label class="field">
            <span>"Forwarded path"</span>
            <select class="select" on:change=choose>
                <option value=CLIENT_PREFIX>{CLIENT_PREFIX}</option>
                <option value=DOCUMENTED_PREFIX>{DOCUMENTED_PREFIX}</option>
            </select>
        </label>
    }
}

/// How long a key is kept without a sign of the user.
#[component]
pub(super) fn IdleField(session: Session) -> impl IntoView {
    let minutes = session.connecting().idle_minutes;
    let change = move |event: ev::Event| {
        let written = event_target_value(&event).parse::<u32>().ok();
        match written.filter(|minutes| (1..=MAX_IDLE_MINUTES).contains(minutes)) {
            Some(wanted) => minutes.set(wanted),
            // The field shows again what holds.
            None => minutes.notify(),
        }
    };
    view! {
        <label class="field connect-idle">
            <span>"Minutes until forgotten"</span>
            <input type="number" min="1" max=MAX_IDLE_MINUTES step="1" prop:value=minutes on:change=change />
        </label>
    }
}
