//! The connect view: which DSS to talk to, whether that works, and what can be done there.

mod capabilities; // what will work
mod choice; // which DSS
mod demo; // the demo instance: connecting to it, and beginning anew
mod failure; // what is wrong, and what to check
mod facts; // what is known of the instance
mod form; // address and key
mod keys; // which key to take
mod offline; // working without a DSS
mod state; // what the header says
mod steps; // the test, step by step

use blockwright::host::{CONFIG_PATH, Host};
use leptos::prelude::*;

use super::kit::Icon;
use super::session::{Choice, Contact, Farewell, Session};
use capabilities::Capabilities;
use choice::ChoiceList;
use demo::DemoForm;
use facts::Facts;
use failure::Failure;
use form::InstanceForm;
use keys::KeyAdvice;
use offline::Offline;
pub(crate) use state::ConnectionState;
use steps::Steps;

/// The connect view.
#[component]
pub(crate) fn ConnectView(session: Session) -> impl IntoView {
    let connecting = session.connecting();
    let form = move || match connecting.choice.get() {
        Choice::Demo => view! { <DemoForm session /> }.into_any(),
        Choice::Offline => view! { <Offline session /> }.into_any(),
        choice => view! { <InstanceForm session choice /><KeyAdvice /> }.into_any(),
    };
    view! {
        <div class="connect">
            <div class="view-head"><h1 class="view-title">"Connect"</h1></div>
            <p class="view-note">
                "Composing, checking and planning need no DSS. Reading a project, comparing with what is deployed and applying do."
            </p>
            <HostRemarks session />
            <Outcome session />
            <section aria-labelledby="connect-where">
                <h2 id="connect-where">"Which DSS"</h2>
                <ChoiceList connecting />
                {form}
            </section>
        </div>
    }
}

/// What was wrong in the file of the host, where it matters.
#[component]
fn HostRemarks(session: Session) -> impl IntoView {
    let host = session.connecting().host;
    let told = move |host: &Host| {
        let line = |(path, message): (&str, &str)| match path {
            "" => format!("{CONFIG_PATH}: {message}"),
            path => format!("{path} {message}"),
        };
        let lines = host.remarks.iter().map(|remark| line((&remark.path, &remark.message)));
        lines.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    move || {
        host.with(|host| {
            (!host.remarks.is_empty()).then(|| {
                view! {
                    <section class="alert alert-warning" aria-labelledby="connect-host">
                        <h2 id="connect-host">{Icon::Warning.view()}"About the settings of this page's host"</h2>
                        <ul class="connect-remarks">{told(host)}</ul>
                    </section>
                }
            })
        })
    }
}

/// How things stand: nothing, a test under way, what failed, or a connection.
#[component]
fn Outcome(session: Session) -> impl IntoView {
    let contact = session.connecting().contact;
    move || {
        match contact.get() {
        Contact::Apart(None) => ().into_any(),
        Contact::Apart(Some(farewell)) => {
            let words = match farewell {
                Farewell::Asked => "Disconnected. The key is forgotten.".to_owned(),
                Farewell::Idle(minutes) => {
                    format!("Disconnected: there was no sign of you for {minutes} minutes, so the key is forgotten.")
                }
                Farewell::PageLeft => "Disconnected: the page was left, so the key is forgotten.".to_owned(),
            };
            view! { <p class="connect-told" role="status">{Icon::Lock.view()}<span>{words}</span></p> }.into_any()
        }
        Contact::Opening => {
            view! { <p class="connect-told" role="status">{Icon::History.view()}<span>"Opening the way to DSS"</span></p> }
                .into_any()
        }
        Contact::Closed(reason) => {
            view! { <p class="connect-told connect-told-fails" role="alert">{Icon::Error.view()}<span>{reason}</span></p> }
                .into_any()
        }
        Contact::Testing(trial) => view! { <Steps session trial /> }.into_any(),
        Contact::Failed(trial) => {
            view! { <Failure session trial=trial.clone() /><Steps session trial /> }.into_any()
        }
        Contact::Connected(trial) => {
            view! { <Facts session trial=trial.clone() /><Capabilities session trial=trial.clone() /><Steps session trial /> }
                .into_any()
        }
    }
    }
}
