//! The project as a folder for Git, with its lock file: as one archive, or written to disk.

use blockwright::export::{self, Export};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Session, Tone};
use crate::ui::files::{self, OnDisk, Written};

impl Session {
    /// Hands the exported project to the browser as one archive, or writes it to a folder that the
    /// user chooses where the browser lets a page write. Only for the second module.
    pub(crate) fn export(self, into_folder: bool) {
        self.settle();
        let exported = self.settled().with_untracked(|inputs| {
            self.analysis().with_untracked(|analysis| export::export(inputs, analysis))
        });
        match exported {
            Err(refusal) => self.notify(Tone::Error, refusal.to_string()),
            Ok(exported) if into_folder && files::has_pickers() => {
                spawn_local(async move { self.write_export(exported).await });
            }
            Ok(exported) => self.download_export(&exported),
        }
    }

    fn download_export(self, exported: &Export) {
        let name = format!("{}.zip", exported.folder);
        match export::packed(exported) {
            None => self.notify(
                Tone::Error,
                "Nothing was exported: the project is too large for an archive. Download its files.",
            ),
            Some(bytes) if files::download(&name, &bytes) => self.tell_exported(exported, &name),
            Some(_) => self.notify(Tone::Error, format!("The browser refused the download of {name}.")),
        }
    }

    async fn write_export(self, exported: Export) {
        let folder = match files::choose_folder(true).await {
            Ok(Some(folder)) => folder,
            Ok(None) => return,
            Err(error) => return self.notify(Tone::Error, error),
        };
        let mut on_disk = OnDisk { folder: Some(folder), files: Vec::new() };
        for file in &exported.files {
            let mut inside = file.clone();
            inside.path = format!("{}/{}", exported.folder, file.path);
            if files::write_back(&mut on_disk, &inside).await != Written::Yes {
                let text = format!(
                    "The export is not complete: the browser or the disk refused {}. Export again, or as an archive.",
                    inside.path
                );
                return self.notify(Tone::Error, text);
            }
        }
        self.tell_exported(&exported, &exported.folder);
    }

    fn tell_exported(self, exported: &Export, name: &str) {
        let count = exported.files.len();
        if exported.unlocked.is_empty() {
            self.notify(Tone::Plain, format!("{name} is exported, with {count} files."));
        } else {
            let text = format!(
                "{name} is exported, but these blocks could not be looked up and are not in its lock file: {}.",
                exported.unlocked.join(", ")
            );
            self.notify(Tone::Warning, text);
        }
    }
}
