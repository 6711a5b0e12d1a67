//! Registries in libraries on a DSS, read over the connection of the page.

use std::rc::Rc;
use std::sync::Arc;

use blockwright::dss::error::Kind;
use blockwright::dss::{Error, library};
use blockwright::registry_library::RegistryLibrary;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::begin;
use super::network::Failure;
use crate::ui::dss::{Connection, Errand};
use crate::ui::session::{Origin, Session};

/// The way to the library of a registry; none if the page is not connected to its DSS.
#[derive(Clone, Default)]
pub(super) struct Line(Option<Rc<Errand>>);

impl Line {
    /// The way to the files of a registry.
    pub(super) fn to(session: Session, origin: &Origin) -> Self {
        let connection = untrack(|| connection_to(session, origin));
        Self(connection.and_then(|connection| connection.errand()))
    }

    /// The text of a file, of at most `most` bytes.
    pub(super) async fn get(
        &self,
        place: &RegistryLibrary,
        path: &str,
        most: usize,
    ) -> Result<String, Failure> {
        let Some(errand) = &self.0 else {
            return Err("this page is not connected to that DSS; connect, and it is read".to_owned().into());
        };
        match errand.call(place.read(path)).await {
            Ok(text) if text.len() > most => {
                Err(format!("it has more than {} KB, and was not taken", most >> 10).into())
            }
            Ok(text) => Ok(text),
            Err(error) => Err(Failure { is_absent: error.kind == Kind::Missing, reason: reason(&error) }),
        }
    }
}

/// An error as what follows a colon.
fn reason(error: &Error) -> String {
    error.to_string().trim_end_matches('.').to_owned()
}

/// The connection by which a registry is read, if the page has it.
fn connection_to(session: Session, origin: &Origin) -> Option<Connection> {
    let Origin::Library { instance, .. } = origin else { return None };
    let connection = session.connecting().connection()?;
    (connection.place.instance() == *instance).then_some(connection)
}

/// Whether the files of a registry can be asked for as things stand.
pub(crate) fn is_within_reach(session: Session, origin: &Origin) -> bool {
    !matches!(origin, Origin::Library { .. }) || connection_to(session, origin).is_some()
}

/// Reads the registries of a DSS as soon as the page is connected to it, if they could not be read before.
pub(super) fn watch(session: Session) {
    let browsing = session.browsing();
    let instance =
        Memo::new(move |_| session.connecting().connection().map(|connection| connection.place.instance()));
    // For the outside world: a connection has files asked for again.
    Effect::new(move |_| {
        let Some(connected) = instance.get() else { return };
        for source in browsing.sources.get_untracked() {
            let is_of_it =
                matches!(&source.origin, Origin::Library { instance, .. } if *instance == connected);
            let is_read = browsing.registries.with_untracked(|registries| {
                registries.get(&source.key).is_some_and(|registry| {
                    registry.condition == blockwright::registry::Condition::Loaded
                        && registry.failures().next().is_none()
                })
            });
            if is_of_it && !is_read {
                begin(session, &source.key);
            }
        }
    });
}

/// Looks for a registry in the library of `project` on the connected DSS.
///
/// # Errors
/// In a sentence, if there is no connection, no library or no registry in it.
pub(super) async fn find(session: Session, project: &str, folder: &str) -> Result<Origin, String> {
    let connection = untrack(|| session.connecting().connection());
    let errand = connection.as_ref().and_then(Connection::errand);
    let (Some(connection), Some(errand)) = (connection, errand) else {
        return Err("The page is not connected to a DSS, so no registry was added. Connect first.".to_owned());
    };
    let project = project.trim();
    if project.is_empty() {
        return Err("Type the key of the project whose library has the registry.".to_owned());
    }
    let tree = errand.call(library::tree(project)).await.map_err(|error| error.to_string())?;
    let place = RegistryLibrary::find(project, folder, &tree).map_err(|none| none.to_string())?;
    Ok(Origin::Library { instance: connection.place.instance(), place: Arc::new(place) })
}

/// What is remembered of a registry in a library.
pub(super) fn remembered(instance: &str, place: &RegistryLibrary) -> Value {
    json!({"instance": instance, "project": place.project, "folder": place.folder})
}

/// The origin that was remembered.
pub(super) fn recalled(entry: &Value) -> Origin {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let place = RegistryLibrary { project: text("project"), folder: text("folder") };
    Origin::Library { instance: text("instance").into(), place: Arc::new(place) }
}
