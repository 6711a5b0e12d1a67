//! What a project wants of registries that is about to be opened.
//!
//! It is read before, so that the project is looked at once and not again when its blocks are in: of a
//! large one each look takes its time and its memory.

use std::sync::Arc;

use blockwright::block::reference::BlockRef;
use blockwright::source::Source;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::read_what_is_wanted;
use crate::ui::promise::{keep_after, promise};
use crate::ui::session::Session;

/// How long a project waits for its blocks, in milliseconds. Those that come later are put in then.
const PATIENCE: u32 = 1_000;

/// How often it is looked whether they are in, in milliseconds.
const PACE: u32 = 10;

/// The blocks of a registry that are expected.
pub(super) fn of(session: Session, key: &str) -> Vec<BlockRef> {
    let is_its_own = |found: &&BlockRef| found.registry.as_deref() == Some(key);
    session.browsing().expected.with_value(|expected| expected.iter().filter(is_its_own).cloned().collect())
}

/// Expects the blocks that `files` mention.
pub(super) fn note(session: Session, files: &[Source]) {
    let browsing = session.browsing();
    let sources = browsing.sources.get_untracked();
    let pairs = sources.iter().flat_map(|source| files.iter().map(move |file| (source, file)));
    let mentioned = pairs.flat_map(|(source, file)| BlockRef::mentioned(&file.text, &source.key));
    browsing.expected.set_value(mentioned.collect());
}

/// Reads the blocks that `files` mention, and waits for them, but not long.
pub(crate) async fn expect(session: Session, files: &[Source]) {
    let browsing = session.browsing();
    let sources = browsing.sources.get_untracked();
    note(session, files);
    let keys: Vec<_> =
        sources.iter().map(|source| source.key.clone()).filter(|key| !of(session, key).is_empty()).collect();
    read_what_is_wanted(session, sources);
    let is_reading = || {
        browsing.sources.with_untracked(|sources| {
            sources.iter().any(|source| source.is_busy && keys.contains(&source.key))
        })
    };
    let mut waited = 0;
    while is_reading() && waited < PATIENCE {
        let (pause, over) = promise();
        keep_after(&over, PACE);
        // It is never rejected.
        drop(JsFuture::from(pause).await);
        waited += PACE;
    }
    browsing.expected.set_value(Arc::default());
}
