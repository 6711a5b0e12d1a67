//! A project of DSS on its way to become one of ours.

use std::rc::Rc;
use std::sync::Arc;

use blockwright::dss_export::Reading;
use blockwright::folder::state_path;
use blockwright::intake::{Intake, intake};
use blockwright::inventory::{Inventory, LeftOut};
use blockwright::route::Route;
use blockwright::state::file::save;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Opened, Session, Tone};
use crate::ui::dss::{Errand, read_project};
use crate::ui::files::{self, Chosen};

/// The environment of a project that came from DSS, where the host names none.
const USUAL_ENVIRONMENT: &str = "dev";

/// How far an import is.
#[derive(Clone)]
pub(crate) enum Stage {
    /// Nothing was chosen.
    Nothing,
    /// Something of this name is read.
    Underway(String),
    /// It was not read, for this reason.
    Refused(String),
    /// An export that does not say the key of its project.
    KeyNeeded(Arc<Export>),
    /// It can be opened.
    Ready(Arc<Arrival>),
}

/// An export that was read.
pub(crate) struct Export {
    /// What was chosen.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) reading: Reading,
}

/// A project that can be opened, and what is worth knowing before.
pub(crate) struct Arrival {
    /// Where it comes from, in words.
    pub(crate) origin: String,
    /// The project.
    pub(crate) intake: Intake,
    /// What could not be read.
    pub(crate) problems: Vec<LeftOut>,
    /// What was not opened.
    pub(crate) skipped: Vec<LeftOut>,
}

/// The import view's signals. They stay while other views are shown.
#[derive(Clone, Copy)]
pub(crate) struct Importing {
    /// How far it is.
    pub(crate) stage: RwSignal<Stage, LocalStorage>,
    /// What is being done, in words.
    pub(crate) progress: RwSignal<String>,
    /// The requests under way.
    errand: StoredValue<Option<Rc<Errand>>, LocalStorage>,
    /// Grows with each attempt, so that one that comes late is told from the last.
    attempt: StoredValue<u32>,
}

impl Importing {
    fn new() -> Self {
        Self {
            stage: RwSignal::new_local(Stage::Nothing),
            progress: RwSignal::new(String::new()),
            errand: StoredValue::new_local(None),
            attempt: StoredValue::new(0),
        }
    }

    /// Begins anew; whatever was under way is let go. Gives back the number of the attempt.
    fn begin(self, stage: Stage) -> u32 {
        if let Some(errand) = self.errand.try_update_value(Option::take).flatten() {
            errand.stop();
        }
        self.attempt.update_value(|attempt| *attempt += 1);
        self.progress.set(String::new());
        self.stage.set(stage);
        self.attempt.get_value()
    }

    fn is_current(self, attempt: u32) -> bool {
        self.attempt.get_value() == attempt
    }
}

impl Session {
    /// The import view's signals, made when they are first looked at. Only for the second module.
    pub(crate) fn importing(self) -> Importing {
        let known = self.importing.get_value();
        known.unwrap_or_else(|| {
            let importing = self.root.with(Importing::new);
            self.importing.set_value(Some(importing));
            importing
        })
    }

    /// Reads an export that was chosen: one archive, or the files of a folder.
    pub(crate) fn import_export(self, chosen: Vec<Chosen>) {
        let name = chosen.first().map(|first| first.path.split('/').next().unwrap_or_default().to_owned());
        let name = name.unwrap_or_default();
        let importing = self.importing();
        let attempt = importing.begin(Stage::Underway(name.clone()));
        self.navigate(&Route::Import);
        spawn_local(async move {
            let read = files::read_export(chosen, importing.progress).await;
            if !importing.is_current(attempt) {
                return;
            }
            match read {
                Ok(reading) if reading.inventory.key.is_empty() => {
                    importing.stage.set(Stage::KeyNeeded(Arc::new(Export { name, reading })));
                }
                Ok(reading) => self.take_in(&name, reading),
                Err(why) => importing.stage.set(Stage::Refused(why)),
            }
        });
    }

    /// Takes an export over as the project `key`, which it does not name itself.
    pub(crate) fn import_as(self, export: &Export, key: &str) {
        let mut reading = export.reading.clone();
        key.clone_into(&mut reading.inventory.key);
        self.take_in(&export.name, reading);
    }

    fn take_in(self, name: &str, reading: Reading) {
        let Reading { inventory, version, problems, skipped } = reading;
        let version = version.map(|version| format!(", written by DSS {version}")).unwrap_or_default();
        self.arrive(format!("{name}{version}"), inventory, problems, skipped);
    }

    /// Reads the project `key` of the connected instance.
    pub(crate) fn import_project(self, key: &str) {
        let importing = self.importing();
        let connection = self.connecting().connection();
        let Some((connection, errand)) =
            connection.and_then(|connection| connection.errand().map(|errand| (connection, errand)))
        else {
            return self.notify(Tone::Error, "Nothing was read: there is no connection. Connect first.");
        };
        let key = key.to_owned();
        let attempt = importing.begin(Stage::Underway(key.clone()));
        importing.errand.set_value(Some(Rc::clone(&errand)));
        self.navigate(&Route::Import);
        spawn_local(async move {
            let read = read_project(&errand, &key, importing.progress).await;
            if !importing.is_current(attempt) {
                return;
            }
            let origin = format!("{key} on {}", connection.place.name());
            match read {
                Ok((inventory, problems)) => self.arrive(origin, inventory, problems, Vec::new()),
                Err(why) => importing.stage.set(Stage::Refused(why)),
            }
        });
    }

    /// Lets go of what is under way.
    pub(crate) fn stop_import(self) {
        self.importing().begin(Stage::Nothing);
    }

    fn arrive(self, origin: String, inventory: Inventory, problems: Vec<LeftOut>, skipped: Vec<LeftOut>) {
        let usual = self.connecting().host.with_untracked(|host| Arc::clone(&host.defaults.environment));
        let environment = if usual.is_empty() { USUAL_ENVIRONMENT } else { &*usual };
        let stage = match intake(inventory, environment, &crate::ui::clock::iso()) {
            Ok(intake) => Stage::Ready(Arc::new(Arrival { origin, intake, problems, skipped })),
            Err(refusal) => Stage::Refused(refusal.to_string()),
        };
        self.importing().stage.set(stage);
    }

    /// Opens what was imported as a project of its own; the present one stays among the drafts.
    pub(crate) fn open_import(self, arrival: &Arrival) {
        let Intake { name, files, state, .. } = &arrival.intake;
        let environment = state.environment.clone();
        let text = save(state);
        self.open(Opened {
            name: name.clone(),
            files: files.clone(),
            state: Some(text.into()),
            environment: environment.clone(),
        });
        self.importing().begin(Stage::Nothing);
        self.navigate(&Route::Canvas);
        let state = state_path(&environment);
        self.notify(Tone::Plain, format!("{name} is open. Its state is {state}, so the plan begins empty."));
    }
}
