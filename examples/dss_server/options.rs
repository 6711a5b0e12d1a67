//! What the server is told on the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use blockwright::simulator::{Fault, Key, Right, Settings, Simulator, seed};

use crate::generated::generate;
use crate::server::now;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
dss_server: a Dataiku DSS in memory, served on 127.0.0.1

  --port PORT        where; 0, the default, takes a free port
  --seed demo|empty  what it holds at first; demo is the default
  --generate COUNT   one more project, GENERATED, of so many objects
  --registry FOLDER  the registry of the demo (public/registry/blocks)
  --key KEY=RIGHTS   one more key; may be repeated. RIGHTS, between commas:
                     admin, create, expired, none, login:NAME, group:NAME,
                     and read, write, run, expose or own with :PROJECT
  --version VERSION  the version of DSS, 13.5.0 to 15.2.0 (15.2.0)
  --faults FILE      faults as a JSON list
  --cors ORIGIN      let pages of this origin call it

Its own paths, without a key: GET and PUT /simulator/faults, GET and PUT /simulator/state,
DELETE /simulator/state, which starts again.";

/// The options, read.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The port, 0 for a free one.
    pub(crate) port: u16,
    /// The origin whose pages may call.
    pub(crate) cors: Option<String>,
    is_demo: bool,
    generated: usize,
    registry: PathBuf,
    keys: BTreeMap<String, Key>,
    version: Option<String>,
    faults: Vec<Fault>,
}

impl Options {
    /// Reads arguments.
    ///
    /// # Errors
    /// In words, if one is unknown or cannot be read.
    pub(crate) fn read(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            port: 0,
            cors: None,
            is_demo: true,
            generated: 0,
            registry: Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks"),
            keys: BTreeMap::new(),
            version: None,
            faults: Vec::new(),
        };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value. See --help."))?;
            options.set(name, value)?;
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "--port" => self.port = value.parse().map_err(|_| format!("{value} is no port."))?,
            "--seed" => {
                self.is_demo = match value {
                    "demo" => true,
                    "empty" => false,
                    _ => return Err(format!("{value} is no seed. Use demo or empty.")),
                }
            }
            "--generate" => {
                self.generated = value.parse().map_err(|_| format!("{value} is no number of objects."))?;
            }
            "--registry" => self.registry = PathBuf::from(value),
            "--key" => {
                let (key, rights) = value.split_once('=').ok_or("--key needs KEY=RIGHTS. See --help.")?;
                self.keys.insert(key.to_owned(), key_of(key, rights)?);
            }
            "--version" => self.version = Some(value.to_owned()),
            "--faults" => {
                let text =
                    fs::read_to_string(value).map_err(|error| format!("{value} was not read: {error}."))?;
                self.faults = serde_json::from_str(&text)
                    .map_err(|error| format!("{value} is no list of faults: {error}."))?;
            }
            "--cors" => self.cors = Some(value.to_owned()),
            _ => return Err(format!("{name} is no option. See --help.")),
        }
        Ok(())
    }

    /// The simulator that the options describe.
    ///
    /// # Errors
    /// In words, if the registry cannot be read.
    pub(crate) fn simulator(&self) -> Result<Simulator, String> {
        let mut simulator = if self.is_demo {
            let mut files = Vec::new();
            collect(&self.registry, "", &mut files)?;
            seed::demo(&files, now())?
        } else {
            let keys = [(seed::ADMIN_KEY.to_owned(), Key::admin("admin"))];
            Simulator::new(Settings::default(), keys.into())
        };
        if self.generated > 0 {
            generate(&mut simulator, self.generated, now())?;
        }
        if let Some(version) = &self.version {
            simulator.set_version(version);
        }
        for (key, rights) in &self.keys {
            simulator.admit(key, rights.clone());
        }
        simulator.faults.clone_from(&self.faults);
        Ok(simulator)
    }
}

/// All files below a folder, by their paths in it.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("The registry {} was not read: {error}.", folder.display());
    for entry in fs::read_dir(folder).map_err(problem)? {
        let entry = entry.map_err(problem)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(problem)?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, fs::read_to_string(entry.path()).map_err(problem)?));
        }
    }
    files.sort();
    Ok(())
}

fn key_of(name: &str, rights: &str) -> Result<Key, String> {
    let mut key = Key::powerless(name);
    for right in rights.split(',') {
        match right.split_once(':') {
            Some(("login", login)) => login.clone_into(&mut key.login),
            Some(("group", group)) => drop(key.groups.insert(group.to_owned())),
            Some((right, project)) => {
                let right = match right {
                    "read" => Right::ReadConf,
                    "write" => Right::WriteConf,
                    "run" => Right::RunScenarios,
                    "expose" => Right::ManageExposedElements,
                    "own" => Right::Admin,
                    _ => return Err(format!("{right} is no right. See --help.")),
                };
                key.rights.entry(project.to_owned()).or_default().insert(right);
            }
            None => match right {
                "admin" => (key.admin, key.creates_projects) = (true, true),
                "create" => key.creates_projects = true,
                "expired" => key.expires_at = Some(0),
                "none" => {}
                _ => return Err(format!("{right} is no right. See --help.")),
            },
        }
    }
    Ok(key)
}
