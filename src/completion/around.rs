//! The entry of `blocks` or `solutions` that a place stands in, found in the text alone, because while
//! something is being typed the last analysis knows another one.

use super::place::{Place, Step};
use crate::block::port::Side;
use crate::block::{BlockRef, Manifest, Port};
use crate::config::block_use::Section;
use crate::registry::entry::Entry;
use crate::registry::{Registries, Registry};
use crate::version::Version;

/// What an entry says of itself.
pub(super) struct Around {
    /// The list it stands in.
    pub(super) section: Section,
    /// Its `ref`, if it has its form.
    pub(super) reference: Option<BlockRef>,
    /// Its `instance_name`.
    pub(super) instance: Option<String>,
}

/// The entry around `offset` of `text`, where `place` is.
pub(super) fn around(text: &str, offset: usize, place: &Place) -> Option<Around> {
    let mut sections = [Section::Blocks, Section::Solutions].into_iter();
    let section =
        sections.find(|section| place.path.first() == Some(&Step::Key(section.key().to_owned())))?;
    let written = entry_text(text, offset, section.key()).unwrap_or_default();
    let instance = value_of(written, "instance_name").filter(|name| !name.is_empty());
    let reference = value_of(written, "ref").and_then(BlockRef::parse);
    Some(Around { section, reference, instance: instance.map(str::to_owned) })
}

/// The text of the entry around `offset` in the list `key` of the root.
fn entry_text<'t>(text: &'t str, offset: usize, key: &str) -> Option<&'t str> {
    let before = text.get(..offset)?;
    let head = format!("{key}:");
    let list = match before.rfind(&format!("\n{head}")) {
        Some(feed) => feed + 1,
        None => before.find(&head)?,
    };
    let body = list + head.len();
    let first = text.get(body..)?.trim_start_matches(' ');
    if first.starts_with(['\n', '#']) {
        entry_of_lines(text, offset, body)
    } else {
        entry_in_brackets(text, offset, body)
    }
}

/// The entry among those whose dashes stand in one column.
fn entry_of_lines(text: &str, offset: usize, body: usize) -> Option<&str> {
    let mut at = body;
    let (mut dashes, mut start, mut end) = (None, body, text.len());
    for line in text.get(body..)?.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        let is_blank = content.trim().is_empty() || content.starts_with('#') || at == body;
        if dashes.is_none() && (content.starts_with("- ") || content.trim() == "-") {
            dashes = Some(column);
        }
        if !is_blank && dashes.is_some_and(|dashes| column <= dashes) {
            if at > offset {
                end = at;
                break;
            }
            start = at;
        }
        at += line.len();
    }
    text.get(start..end)
}

/// The entry among those in brackets: the braces inside the outermost pair.
fn entry_in_brackets(text: &str, offset: usize, body: usize) -> Option<&str> {
    let (mut depth, mut start) = (0_usize, None);
    for (index, letter) in text.get(body..)?.char_indices() {
        let at = body + index;
        match letter {
            '[' | '{' => {
                depth += 1;
                if depth == 2 && at < offset {
                    start = Some(at);
                }
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth < 2 && at >= offset {
                    return text.get(start?..at);
                }
            }
            _ => {}
        }
    }
    text.get(start?..)
}

/// The scalar behind the first `key:` of an entry.
fn value_of<'t>(entry: &'t str, key: &str) -> Option<&'t str> {
    let head = format!("{key}:");
    let is_key = |at: &usize| {
        entry.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '{', ',', '\n']))
    };
    let at = entry.match_indices(&head).map(|(at, _)| at).find(is_key)?;
    let value = entry.get(at + head.len()..)?.trim_start_matches(' ');
    let end = match value.chars().next()? {
        quote @ ('"' | '\'') => return value.get(1..)?.split(quote).next(),
        _ => value.find([' ', '\n', '}']).unwrap_or(value.len()),
    };
    value.get(..end).map(|value| value.trim_end_matches(','))
}

/// A version of a block that a registry lists.
pub(super) struct Known<'a> {
    pub(super) registry: &'a Registry,
    pub(super) entry: &'a Entry,
    pub(super) version: Version,
    /// `None` while it is not loaded.
    pub(super) manifest: Option<&'a Manifest>,
}

impl<'a> Known<'a> {
    /// What `reference` means now.
    pub(super) fn of(registries: &'a Registries, reference: &BlockRef) -> Option<Self> {
        let registry = registries.get(reference.registry.as_deref()?)?;
        let version = registry.resolve(&reference.block_id, &reference.spec)?;
        let entry = registry.index.find(&reference.block_id, version)?;
        let manifest = registry.manifest(&reference.block_id, version).ok().map(|manifest| &**manifest);
        Some(Self { registry, entry, version, manifest })
    }

    /// Its ports on one side.
    pub(super) fn ports(&self, side: Side) -> &'a [Port] {
        match (side, self.manifest) {
            (Side::Input, Some(manifest)) => &manifest.inputs,
            (Side::Input, None) => &self.entry.inputs,
            (Side::Output, Some(manifest)) => &manifest.outputs,
            (Side::Output, None) => &self.entry.outputs,
        }
    }

    pub(super) fn port(&self, side: Side, name: &str) -> Option<&'a Port> {
        self.ports(side).iter().find(|port| &*port.name == name)
    }
}
