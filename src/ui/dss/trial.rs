//! A connection and the test of it, step by step.

use std::sync::Arc;

use blockwright::dss::Transport;
use blockwright::dss::key::Key;
use blockwright::dss::welcome::{Step, Welcome};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::channel::Channel;
use super::connection::{Connection, Place};
use super::demo::Demo;
use super::errand::Headway;
use super::fetch::Fetch;
use super::host::own_origin;
use super::survey::{first_project, survey};
use crate::ui::session::{Contact, Session};

/// A connection with the test of it, as far as that is.
#[derive(Clone)]
pub(crate) struct Trial {
    /// The connection.
    pub(crate) connection: Connection,
    /// The steps of the test, and what they found.
    pub(crate) welcome: Arc<Welcome>,
    /// How long the fastest answer took, in milliseconds.
    pub(crate) latency: Option<f64>,
    /// How far the requests of the test are.
    pub(crate) headway: ArcReadSignal<Headway>,
}

impl Trial {
    /// The step that failed.
    pub(crate) fn failed(&self) -> Option<Step> {
        self.welcome.checks.iter().find(|check| check.outcome.is_err()).map(|check| check.step)
    }
}

/// Opens the way to a place.
///
/// # Errors
/// In words, if there is no way.
pub(crate) async fn open(session: Session, place: Place, key: Option<Key>) -> Result<Connection, String> {
    let channel = match (&place, key) {
        (Place::Demo, _) => Channel::Demo(Demo::open(session).await?),
        (Place::Instance { endpoint, .. }, Some(key)) => Channel::Fetch(Fetch::new(endpoint.clone(), key)),
        (Place::Instance { .. }, None) => return Err("A real DSS needs a key.".to_owned()),
    };
    Ok(Connection::new(place, channel))
}

/// Tests a connection, step by step. What comes of it stands in the session.
pub(crate) fn test(session: Session, connection: Connection) {
    let connecting = session.connecting();
    let (Some(page), Some(errand)) = (own_origin(), connection.errand()) else { return };
    let endpoint = connection.place.endpoint(&page);
    let welcome = Arc::new(Welcome::new(endpoint, page, None));
    let mut trial = Trial { connection, welcome, latency: None, headway: errand.headway() };
    connecting.contact.set(Contact::Testing(trial.clone()));
    spawn_local(async move {
        while let Some(request) = trial.welcome.next() {
            let begun = now();
            let outcome = errand.send(request).await;
            if !connecting.is_about(&trial.connection) {
                // Ended, or another one is tested meanwhile.
                return;
            }
            if outcome.is_ok() {
                let took = now() - begun;
                trial.latency = Some(trial.latency.map_or(took, |fastest| fastest.min(took)));
            }
            Arc::make_mut(&mut trial.welcome).answered(outcome);
            connecting.contact.set(Contact::Testing(trial.clone()));
        }
        conclude(session, trial);
    });
}

fn conclude(session: Session, trial: Trial) {
    let connecting = session.connecting();
    let name = trial.connection.place.name();
    match trial.failed() {
        None => {
            let first = first_project(session, &trial.welcome);
            connecting.contact.set(Contact::Connected(trial));
            session.announce(format!("Connected to {name}."));
            survey(session, first);
        }
        Some(step) => {
            if step == Step::Key {
                // Nothing opens to it, so there is no reason to keep it.
                trial.connection.close();
            }
            connecting.contact.set(Contact::Failed(trial));
        }
    }
}

/// Milliseconds since the page was opened.
fn now() -> f64 {
    window().performance().map(|performance| performance.now()).unwrap_or_default()
}
