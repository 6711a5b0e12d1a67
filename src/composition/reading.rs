//! A solution while it is read: its members, and what was found of their wiring so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::solution::{Source, Tree};
use crate::block::reference::Pinned;
use crate::block::step::WireEnd;
use crate::block::{Manifest, Step};

/// A member and its port.
type MemberPort = (usize, Arc<str>);

/// A member while its solution is read: unresolved ones have no manifest.
pub(super) struct Draft {
    pub(super) step: usize,
    pub(super) alias: Arc<str>,
    pub(super) found: Option<(Pinned, Arc<str>, Arc<Manifest>)>,
    pub(super) tree: Option<Tree>,
}

/// One solution while it is read.
pub(super) struct Reading<'m> {
    pub(super) label: String,
    pub(super) manifest: &'m Manifest,
    pub(super) drafts: Vec<Draft>,
    pub(super) aliases: BTreeMap<Arc<str>, usize>,
    /// All sources of each member port; a bad one counts as `None`.
    pub(super) fed: BTreeMap<(usize, Arc<str>), Vec<Option<Source>>>,
    /// All sources of each output of the solution; a bad one counts as `None`.
    pub(super) exposed: BTreeMap<Arc<str>, Vec<Option<MemberPort>>>,
}

impl<'m> Reading<'m> {
    pub(super) fn step(&self, member: usize) -> Option<(&'m Step, Arc<str>)> {
        let draft = self.drafts.get(member)?;
        Some((self.manifest.steps.get(draft.step)?, Arc::clone(&draft.alias)))
    }

    pub(super) fn alias(&self, member: usize) -> &str {
        self.drafts.get(member).map_or("", |draft| &draft.alias)
    }

    fn manifest_of(&self, member: usize) -> Option<&Manifest> {
        self.drafts.get(member)?.found.as_ref().map(|(_, _, manifest)| &**manifest)
    }

    /// Whether a member is known and has no such input.
    pub(super) fn lacks_input(&self, member: usize, port: &str) -> bool {
        self.manifest_of(member).is_some_and(|manifest| manifest.input(port).is_none())
    }

    pub(super) fn lacks_output(&self, member: usize, port: &str) -> bool {
        self.manifest_of(member).is_some_and(|manifest| manifest.output(port).is_none())
    }

    /// The source that a text names, if it exists.
    pub(super) fn source(&self, text: &str) -> Option<Source> {
        match WireEnd::parse(text)? {
            WireEnd::Solution(input) => {
                self.manifest.input(input).map(|port| Source::Input(Arc::clone(&port.name)))
            }
            WireEnd::Member(..) => {
                self.member_output(text).map(|(member, port)| Source::Member(member, port))
            }
        }
    }

    pub(super) fn member_input(&self, text: &str) -> Option<(usize, Arc<str>)> {
        let (member, port) = self.member_port(text)?;
        (!self.lacks_input(member, port)).then(|| (member, Arc::from(port)))
    }

    pub(super) fn member_output(&self, text: &str) -> Option<(usize, Arc<str>)> {
        let (member, port) = self.member_port(text)?;
        (!self.lacks_output(member, port)).then(|| (member, Arc::from(port)))
    }

    fn member_port<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let WireEnd::Member(alias, port) = WireEnd::parse(text)? else { return None };
        Some((*self.aliases.get(alias)?, port))
    }
}
