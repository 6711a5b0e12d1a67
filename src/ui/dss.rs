//! The way to a DSS: one that is real, over `fetch`, or the demo instance that runs in the page.
//!
//! Whoever needs DSS asks the session for its [`Connection`] and begins an [`Errand`] on it: a task of
//! several requests that can be stopped and tells how far it is. An errand is a `Transport`, and keeps to
//! the lanes and the patience of the engine.

mod channel; // the demo instance or `fetch`, one request at a time
mod connection; // which instance, and what is known of it
mod demo; // the demo instance, kept in this browser
mod errand; // a task of several requests
mod fetch; // requests of a real DSS
mod host; // the file of whoever hosts the page
mod idle; // when a key is forgotten by itself
mod reader; // a whole project
mod survey; // what will work on an instance
mod traffic; // which requests of a connection are under way
mod trial; // a connection and the test of it

use blockwright::host::Host;
use leptos::task::spawn_local;

use super::registries;
use super::session::Session;

pub(crate) use connection::{Connection, Place};
pub(crate) use errand::{Errand, Headway};
pub(crate) use host::own_origin;
pub(crate) use reader::{Halt, Reader, read_project};
pub(crate) use survey::{Survey, projects, survey};
pub(crate) use trial::{Trial, open, test};

/// Reads what the host of the page says, and begins to watch over the key.
pub(crate) fn watch(session: Session) {
    idle::watch(session);
    spawn_local(async move {
        match host::read().await {
            Ok(host) => {
                registries::follow_host(session, &host.registries);
                session.follow_host(host);
            }
            Err(reason) => session.follow_host(Host::unread(&reason)),
        }
    });
}
