//! Exports of DSS, as archives and as folders.

use std::collections::HashMap;

use blockwright::archive::Archive;
use blockwright::dss_export::{MAX_BYTES, Reading, Refusal, pick, read, read_archive};
use leptos::prelude::*;

use super::{Chosen, bytes_of};

/// The largest archive that is taken, in bytes: it has to be in memory as a whole.
const MAX_ARCHIVE_BYTES: f64 = 512.0 * 1024.0 * 1024.0;

/// Reads the project of DSS in what was chosen: one archive, or the files of a folder. `progress` is told
/// what is being done. The error is a sentence.
pub(crate) async fn read_export(chosen: Vec<Chosen>, progress: RwSignal<String>) -> Result<Reading, String> {
    match chosen.as_slice() {
        [archive] if archive.path.to_lowercase().ends_with(".zip") => read_zip(archive, progress).await,
        files => read_folder(files, progress).await,
    }
}

async fn read_zip(chosen: &Chosen, progress: RwSignal<String>) -> Result<Reading, String> {
    if chosen.file.size() > MAX_ARCHIVE_BYTES {
        return Err(format!(
            "{} is larger than 512 MiB; nothing was imported. Export the project without its data, or unpack the archive \
             and choose the folder.",
            chosen.path
        ));
    }
    progress.set("Reading the archive.".to_owned());
    let bytes = bytes_of(&chosen.file).await;
    let bytes = bytes.map_err(|_| format!("{} could not be read; nothing was imported.", chosen.path))?;
    let archive = Archive::open(&bytes).map_err(|refusal| Refusal::Archive(refusal).to_string())?;
    read_archive(&archive).map_err(|refusal| refusal.to_string())
}

async fn read_folder(chosen: &[Chosen], progress: RwSignal<String>) -> Result<Reading, String> {
    let paths: Vec<&str> = chosen.iter().map(|file| file.path.as_str()).collect();
    let picked = pick(&paths).map_err(|refusal| refusal.to_string())?;
    let wanted: Vec<(usize, &Chosen)> =
        picked.files.iter().filter_map(|(at, _)| Some((*at, chosen.get(*at)?))).collect();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let most = MAX_BYTES as f64;
    if wanted.iter().map(|(_, file)| file.file.size()).sum::<f64>() > most {
        return Err(Refusal::TooLarge.to_string());
    }
    let mut contents = HashMap::new();
    for (number, (at, file)) in wanted.iter().enumerate() {
        if number % 50 == 0 {
            progress.set(format!("{number} of {} files read.", wanted.len()));
        }
        let bytes = bytes_of(&file.file).await.map_err(|_| "The browser could not read it".to_owned());
        contents.insert(*at, bytes);
    }
    let unread = || Err("It was not among the files".to_owned());
    Ok(read(picked, |at| contents.remove(&at).unwrap_or_else(unread)))
}
