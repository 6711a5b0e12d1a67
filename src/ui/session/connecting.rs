//! The connection to a DSS, what the host of the page says about instances, and what is chosen in the form.

use std::sync::Arc;

use blockwright::dss::key::Key;
use blockwright::host::Host;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Tone};
use crate::ui::dss::{self, Connection, Place, Survey, Trial};

/// How things stand with DSS.
#[derive(Clone)]
pub(crate) enum Contact {
    /// None, after this if there was one.
    Apart(Option<Farewell>),
    /// The way to it is being opened.
    Opening,
    /// There is no way, for this reason.
    Closed(String),
    /// A connection is being tested.
    Testing(Trial),
    /// The test failed.
    Failed(Trial),
    /// Connected.
    Connected(Trial),
}

/// Why there is no connection any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Farewell {
    /// The user ended it.
    Asked,
    /// Nothing was done for so many minutes.
    Idle(u32),
    /// The page was left; the browser may have brought it back.
    PageLeft,
}

/// What the form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The demo instance.
    Demo,
    /// One that the host names, by its place there.
    Named(usize),
    /// One that the host of the page forwards to.
    Proxy,
    /// One at another address.
    Cors,
    /// None.
    Offline,
}

/// What is known of connections. It stays while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Connecting {
    /// What the host of the page says; nothing until its file is read.
    pub(crate) host: RwSignal<Arc<Host>>,
    /// What the form is about.
    pub(crate) choice: RwSignal<Choice>,
    /// Minutes without a sign of the user after which the key is forgotten.
    pub(crate) idle_minutes: RwSignal<u32>,
    /// How things stand.
    pub(crate) contact: RwSignal<Contact, LocalStorage>,
    /// What will work on the connected instance.
    pub(crate) survey: RwSignal<Option<Survey>, LocalStorage>,
    /// Grows with each attempt to connect, so that one that comes late is told from the last.
    attempt: StoredValue<u32>,
}

impl Connecting {
    fn new() -> Self {
        let host = Host::default();
        Self {
            idle_minutes: RwSignal::new(host.defaults.idle_minutes),
            host: RwSignal::new(Arc::new(host)),
            choice: RwSignal::new(Choice::Demo),
            contact: RwSignal::new_local(Contact::Apart(None)),
            survey: RwSignal::new_local(None),
            attempt: StoredValue::new(0),
        }
    }

    /// Whether a connection is being made.
    pub(crate) fn is_underway(self) -> bool {
        self.contact.with(|contact| matches!(contact, Contact::Opening | Contact::Testing(_)))
    }

    /// The connection, if there is one; for whatever reads or writes a DSS.
    pub(crate) fn connection(self) -> Option<Connection> {
        self.contact.with(|contact| match contact {
            Contact::Connected(trial) => Some(trial.connection.clone()),
            _ => None,
        })
    }

    /// The trial that is under way or has ended, well or not.
    pub(crate) fn trial(self) -> Option<Trial> {
        self.contact.with_untracked(|contact| match contact {
            Contact::Testing(trial) | Contact::Failed(trial) | Contact::Connected(trial) => {
                Some(trial.clone())
            }
            Contact::Apart(_) | Contact::Opening | Contact::Closed(_) => None,
        })
    }

    /// Whether things stand as they do because of this connection.
    pub(crate) fn is_about(self, connection: &Connection) -> bool {
        self.trial().is_some_and(|trial| trial.connection.is(connection))
    }

    /// Whether a key is in memory.
    pub(crate) fn has_key(self) -> bool {
        self.trial().is_some_and(|trial| trial.connection.has_key())
    }

    /// Whether requests are under way.
    pub(crate) fn is_busy(self) -> bool {
        self.trial().is_some_and(|trial| trial.connection.is_busy())
    }
}

impl Session {
    /// What is known of connections. It is made when it is first looked at, and then lives as long as the
    /// page. Only for the second module.
    pub(crate) fn connecting(self) -> Connecting {
        let known = self.connecting.get_value();
        known.unwrap_or_else(|| {
            let connecting = self.root.with(Connecting::new);
            self.connecting.set_value(Some(connecting));
            connecting
        })
    }

    /// Takes over what the host of the page says, where the user has not chosen otherwise.
    pub(crate) fn follow_host(self, host: Host) {
        let connecting = self.connecting();
        connecting.idle_minutes.set(host.defaults.idle_minutes);
        self.set_default_strictness(host.defaults.strict);
        connecting.host.set(Arc::new(host));
    }

    /// Tests a connection, and connects if that goes well. A connection that is there ends.
    pub(crate) fn connect(self, place: Place, key: Option<Key>) {
        self.end();
        let connecting = self.connecting();
        connecting.attempt.update_value(|attempt| *attempt += 1);
        let attempt = connecting.attempt.get_value();
        connecting.contact.set(Contact::Opening);
        spawn_local(async move {
            let opened = dss::open(self, place, key).await;
            match opened {
                _ if connecting.attempt.get_value() != attempt => {}
                Ok(connection) => dss::test(self, connection),
                Err(reason) => connecting.contact.set(Contact::Closed(reason)),
            }
        });
    }

    /// Tests the connection that is there, or that failed, once more.
    pub(crate) fn test_again(self) {
        if let Some(trial) = self.connecting().trial() {
            dss::test(self, trial.connection);
        }
    }

    /// Ends the connection and forgets the key.
    pub(crate) fn disconnect(self, farewell: Farewell) {
        let connecting = self.connecting();
        if matches!(connecting.contact.get_untracked(), Contact::Apart(_)) {
            return;
        }
        let name = connecting.trial().map(|trial| trial.connection.place.name());
        self.end();
        connecting.contact.set(Contact::Apart(Some(farewell)));
        if let (Farewell::Idle(minutes), Some(name)) = (farewell, name) {
            let text =
                format!("The key for {name} is forgotten: there was no sign of you for {minutes} minutes.");
            self.notify(Tone::Plain, text);
        }
    }

    fn end(self) {
        let connecting = self.connecting();
        connecting.attempt.update_value(|attempt| *attempt += 1);
        connecting.survey.set(None);
        if let Some(trial) = connecting.trial() {
            trial.connection.close();
        }
    }
}
