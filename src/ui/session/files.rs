//! Opening and saving the user's files. Only for the second module: others run a task.

use std::sync::Arc;

use blockwright::envelope::Carrier;
use blockwright::folder;
use blockwright::route::Route;
use blockwright::source::Source;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::{Opened, Session, Tone};
use crate::ui::answers;
use crate::ui::files::{self, Chosen, Contents, OnDisk, Written};
use crate::ui::registries;

/// Marks the input that files are chosen with.
const FILES_INPUT: &str = "[data-open-files]";

/// Marks the input that a folder is chosen with.
const FOLDER_INPUT: &str = "[data-open-folder]";

impl Session {
    /// Lets the user choose files.
    pub(crate) fn choose_files(self) {
        if !files::has_pickers() {
            return click(FILES_INPUT);
        }
        spawn_local(async move {
            match files::choose_files().await {
                Ok(Some(chosen)) => self.read_and_open(chosen).await,
                Ok(None) => {}
                Err(error) => self.notify(Tone::Error, error),
            }
        });
    }

    /// Lets the user choose the folder of a project.
    pub(crate) fn choose_folder(self) {
        if !files::has_pickers() {
            return click(FOLDER_INPUT);
        }
        spawn_local(async move {
            let folder = match files::choose_folder(false).await {
                Ok(Some(folder)) => folder,
                Ok(None) => return,
                Err(error) => return self.notify(Tone::Error, error),
            };
            match Chosen::in_folder(&folder).await {
                Ok(chosen) => self.read_and_open(chosen).await,
                Err(error) => self.notify(Tone::Error, error),
            }
        });
    }

    /// Opens what `reading` gives, in the background.
    pub(crate) fn open_when_read(self, reading: impl Future<Output = Result<Vec<Chosen>, String>> + 'static) {
        spawn_local(async move {
            match reading.await {
                Ok(chosen) => self.read_and_open(chosen).await,
                Err(error) => self.notify(Tone::Error, error),
            }
        });
    }

    async fn read_and_open(self, chosen: Vec<Chosen>) {
        let shared = files::shared(&chosen).await;
        if !shared.is_empty() {
            return self.open_shared(&shared);
        }
        let name = chosen.first().map(|first| name_for(&first.path)).unwrap_or_default();
        match files::read(chosen).await {
            Ok(contents) => {
                registries::expect(self, &contents.sources).await;
                self.open_contents(name, contents);
            }
            Err(error) => self.notify(Tone::Error, format!("{error}.")),
        }
    }

    /// Opens plans and answers: one as from a link, several answers at once beside the plan.
    fn open_shared(self, texts: &[String]) {
        let is_answer = |text: &String| text.starts_with('a');
        if texts.len() > 1 && texts.iter().all(is_answer) {
            return texts.iter().for_each(|text| answers::take(self, text));
        }
        if let Some(text) = texts.first() {
            self.take_shared(text, Carrier::File);
            self.navigate(&Route::Review);
        }
    }

    fn open_contents(self, name: String, contents: Contents) {
        let Contents { sources, states, ignored, on_disk } = contents;
        let mut states = states.into_iter();
        let state = states.next();
        match (sources.is_empty(), state) {
            (true, Some((path, text))) => {
                self.open_state(&path, text.into());
                self.notify(Tone::Plain, format!("{path} is the state of this project now."));
            }
            (true, None) => self.notify(
                Tone::Warning,
                "Nothing was opened: a project needs a project.yml or another YAML file, and a shared plan or an answer is a file of its own.",
            ),
            (false, state) => {
                let count = sources.len();
                let usual =
                    self.connecting().host.with_untracked(|host| Arc::clone(&host.defaults.environment));
                let environment =
                    environment_of(&sources, state.as_ref().map(|(path, _)| path.as_str()), &usual);
                let state = state.map(|(_, text)| text.into());
                self.open(Opened { name: name.clone(), files: sources, state, environment });
                self.on_disk.set_value(on_disk);
                // Who opens from the canvas wants to see it there.
                if self.route.with_untracked(|route| *route != Route::Canvas) {
                    self.navigate(&Route::SOURCE);
                }
                let ignored = match ignored {
                    0 => String::new(),
                    1 => " 1 other file was left alone.".to_owned(),
                    _ => format!(" {ignored} other files were left alone."),
                };
                let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
                self.notify(Tone::Plain, format!("{name} is open, with {files}.{ignored}"));
            }
        }
    }

    /// Writes what changed to where it came from; where the page may not, as downloads.
    pub(crate) fn save(self) {
        spawn_local(async move {
            let mut on_disk = self.on_disk.with_value(Clone::clone);
            if on_disk.folder.is_none() && on_disk.files.is_empty() && files::has_pickers() {
                match files::choose_folder(true).await {
                    Ok(Some(folder)) => on_disk.folder = Some(folder),
                    Ok(None) => return,
                    Err(error) => return self.notify(Tone::Error, error),
                }
            }
            self.save_to(on_disk).await;
        });
    }

    async fn save_to(self, mut on_disk: OnDisk) {
        let all = self.workspace.with_untracked(|inputs| inputs.files.clone());
        let original = self.original.get_untracked();
        let is_first = on_disk.files.is_empty();
        let changed: Vec<&Source> = all.iter().filter(|file| is_first || !original.contains(file)).collect();
        if changed.is_empty() {
            return self.notify(Tone::Plain, "Nothing has changed since the last save.");
        }
        let mut failed = Vec::new();
        for file in &changed {
            if let Err(why) = save_one(&mut on_disk, file).await {
                failed.push(format!("{} ({why})", file.path));
            }
        }
        self.on_disk.set_value(on_disk);
        if failed.is_empty() {
            self.set_original(all.as_slice().into());
            let files = if changed.len() == 1 {
                "1 file is".to_owned()
            } else {
                format!("{} files are", changed.len())
            };
            self.notify(Tone::Plain, format!("{files} saved."));
        } else {
            let text = format!("Not saved: {}. Everything stays in the draft.", failed.join(", "));
            self.notify(Tone::Error, text);
        }
    }

    /// Hands every file of the project to the browser as a download.
    pub(crate) fn download_all(self) {
        let all = self.workspace.with_untracked(|inputs| inputs.files.clone());
        let refused = all.iter().filter(|file| !files::download(&file.path, &file.encode())).count();
        if refused > 0 {
            self.notify(Tone::Error, format!("The browser refused {refused} of {} downloads.", all.len()));
        }
    }
}

/// Writes one file, or says why not.
async fn save_one(on_disk: &mut OnDisk, file: &Source) -> Result<(), &'static str> {
    if file.undecodable_at.is_some() {
        return Err("it has bytes that are no UTF-8 and would be lost");
    }
    match files::write_back(on_disk, file).await {
        Written::Yes => Ok(()),
        Written::ChangedOnDisk => {
            Err("it changed on disk since it was opened; open it again, or download yours")
        }
        Written::Refused => Err("the browser or the disk refused"),
        Written::NoPlace if files::download(&file.path, &file.encode()) => Ok(()),
        Written::NoPlace => Err("the browser refused the download"),
    }
}

/// A name for a project that was opened from `path`: its folder, or the file itself.
fn name_for(path: &str) -> String {
    path.split('/').next().unwrap_or(path).to_owned()
}

/// The environment a newly opened project is shown in: that of its state; else the `usual` one of the host,
/// unless the project has files for others alone; else its first one.
fn environment_of(sources: &[Source], state: Option<&str>, usual: &str) -> String {
    let of_state = state.and_then(folder::state_environment);
    let named = sources.iter().filter_map(|file| file.path.strip_prefix("environments/"));
    let named: Vec<_> = named.filter_map(|name| name.rsplit_once('.')).map(|(name, _)| name).collect();
    let is_usual = named.is_empty() || named.contains(&usual);
    let of_project = if is_usual { usual } else { named.first().copied().unwrap_or_default() };
    of_state.unwrap_or(of_project).to_owned()
}

fn click(selector: &str) {
    let input = document().query_selector(selector).ok().flatten();
    if let Some(input) = input.and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok()) {
        input.click();
    }
}
