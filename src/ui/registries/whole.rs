//! All files of a registry at once, as the demo instance begins with them.

use std::sync::Arc;

use blockwright::registry::index::MAX_INDEX_BYTES;
use blockwright::registry::path::is_optional;
use blockwright::registry::{DOMAINS_PATH, INDEX_PATH, LEVELS_PATH, MAX_FETCHES, Registry};

use super::network::Failure;
use super::reading::texts;
use crate::ui::session::Origin;

/// All files of a registry from its host, whatever is kept of it: paths and texts, the index first.
///
/// # Errors
/// In a sentence, if one of them was not had.
pub(super) async fn files(origin: &Origin) -> Result<Vec<(String, String)>, String> {
    let failed =
        |path: &str, reason: &str| format!("The file {path} of the registry was not read: {reason}.");
    let index: Arc<str> = INDEX_PATH.into();
    let came = texts(std::slice::from_ref(&index), origin, MAX_INDEX_BYTES).await;
    let text = match came.into_iter().next() {
        Some(Ok(text)) => text,
        Some(Err(failure)) => return Err(failed(INDEX_PATH, &failure.reason)),
        None => return Err(failed(INDEX_PATH, "the browser gave up")),
    };
    let mut registry = Registry::default();
    registry.accept(INDEX_PATH, &text).map_err(|refusal| failed(INDEX_PATH, &refusal.to_string()))?;
    let mut files = vec![(INDEX_PATH.to_owned(), text)];
    let mut paths: Vec<Arc<str>> = registry.index.files().into_iter().collect();
    paths.extend([LEVELS_PATH, DOMAINS_PATH].map(Arc::from));
    for wave in paths.chunks(MAX_FETCHES) {
        let came = texts(wave, origin, MAX_INDEX_BYTES).await;
        for (path, came) in wave.iter().zip(came) {
            match came {
                Ok(text) => files.push((path.to_string(), text)),
                Err(Failure { is_absent: true, .. }) if is_optional(path) => {}
                Err(failure) => return Err(failed(path, &failure.reason)),
            }
        }
    }
    Ok(files)
}
