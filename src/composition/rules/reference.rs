//! BLK-001 to BLK-006, BLK-021, BLK-023 and BLK-026: which block an entry means.

use super::{error, listed, notice, warning};
use crate::block::reference::Pinned;
use crate::block::{BlockKind, Manifest};
use crate::config::BlockUse;
use crate::diagnostic::{Diagnostic, Rule, Safety, quoted, suggestion};
use crate::registry::{Registries, Registry};
use crate::source::{FileEdit, Location};
use crate::text::TextEdit;

/// `ref` is missing, empty or no text.
pub static MISSING: Rule = error(
    "BLK-001",
    "block without a reference",
    "Every entry of `blocks` and `solutions` says which block it is, as `ref: REGISTRY/BLOCK_ID@1.2.3`.",
);

/// `ref` is not of the form.
pub static MALFORMED: Rule = error(
    "BLK-002",
    "malformed reference",
    "A reference is `REGISTRY/BLOCK_ID@VERSION`, without spaces. The version is `1.2.3`, `latest`, `^1.2.3`, \
     `~1.2.3`, `1.x`, `1.2.x` or comparisons as `>=1.0.0,<2.0.0`; without one the newest is taken.",
);

/// The registry is not there.
pub static NO_REGISTRY: Rule = error(
    "BLK-003",
    "registry not loaded",
    "The registry that the reference names is not configured, still being loaded, or cannot be read. Blocks of \
     other registries are not affected.",
);

/// No block has that id.
pub static NO_BLOCK: Rule = error(
    "BLK-004",
    "unknown block",
    "The registry publishes no block with this id. Ids are upper-case and compared exactly.",
);

/// No version fits.
pub static NO_VERSION: Rule = error(
    "BLK-005",
    "no such version",
    "The registry publishes no version of the block that the reference accepts.",
);

/// A solution below `blocks:`, or a zone block below `solutions:`.
pub static WRONG_SECTION: Rule = error(
    "BLK-006",
    "block in the wrong section",
    "Zone blocks stand below `blocks:`, solutions below `solutions:`, because they are named differently.",
);

/// The version is deprecated.
pub static DEPRECATED: Rule =
    warning("BLK-021", "deprecated block", "The version still works, but its publisher advises against it.");

/// The version can change by itself.
pub static NOT_PINNED: Rule = notice(
    "BLK-023",
    "version not pinned",
    "A range, `latest` or no version means the newest one that fits, looked up anew for every plan. An exact \
     version changes only when you change it.",
);

/// The manifest is not the locked one.
pub static NOT_AS_LOCKED: Rule = error(
    "BLK-026",
    "manifest differs from the lock file",
    "A published version never changes its content. The manifest in the registry is not the one that the \
     project was composed with: find out why before you accept it by removing its entry from the lock file.",
);

/// A recipe of the block has no details.
pub static NO_DETAILS: Rule = error(
    "REG-007",
    "recipe without details",
    "`recipe_details` of a manifest says what each recipe inside reads and writes. Without it the block can be \
     shown, but not planned.",
);

pub(super) static RULES: [&Rule; 10] = [
    &MISSING,
    &MALFORMED,
    &NO_REGISTRY,
    &NO_BLOCK,
    &NO_VERSION,
    &WRONG_SECTION,
    &DEPRECATED,
    &NOT_PINNED,
    &NOT_AS_LOCKED,
    &NO_DETAILS,
];

/// A problem at the `ref` of an entry.
pub fn at_ref(rule: &'static Rule, entry: &BlockUse, message: String) -> Diagnostic {
    rule.report(entry.path_of("ref"), message).at(entry.reference_at)
}

/// BLK-001.
pub fn missing(entry: &BlockUse) -> Diagnostic {
    at_ref(&MISSING, entry, format!("{} has no `ref`", entry.path()))
        .hint("Add `ref: REGISTRY/BLOCK_ID@1.2.3`.")
}

/// BLK-002.
pub fn malformed(entry: &BlockUse, written: &str) -> Diagnostic {
    at_ref(
        &MALFORMED,
        entry,
        format!("{} is no reference of the form REGISTRY/BLOCK_ID@VERSION", quoted(written)),
    )
    .hint("Write it as REGISTRY/BLOCK_ID@1.2.3, in upper case and without spaces.")
}

/// BLK-003: there is no such registry.
pub fn unknown_registry(entry: &BlockUse, key: &str, registries: &Registries) -> Diagnostic {
    let problem = at_ref(&NO_REGISTRY, entry, format!("the registry {key} is not loaded"));
    match suggestion::nearest(key, registries.keys()) {
        Some(near) => {
            let problem = problem.hint(format!("Did you mean {near}?"));
            replaced(problem, entry, key, near)
        }
        None => problem.hint(format!("Loaded registries: {}.", listed(registries.keys()))),
    }
}

/// BLK-003: the registry is there and cannot be used.
pub fn unusable_registry(entry: &BlockUse, registry: &Registry) -> Diagnostic {
    let message = format!("the registry {} {}", registry.key, registry.condition);
    at_ref(&NO_REGISTRY, entry, message).hint("The plan waits for it; everything else can be worked on.")
}

/// BLK-003: the manifest is still to come, or cannot be read.
pub fn no_manifest(entry: &BlockUse, block: &Pinned, failure: Option<&str>) -> Diagnostic {
    match failure {
        None => at_ref(&NO_REGISTRY, entry, format!("the manifest of {block} is being loaded"))
            .hint("The plan waits for it."),
        Some(reason) => {
            at_ref(&NO_REGISTRY, entry, format!("the manifest of {block} was not loaded: {reason}"))
                .hint("Load the registry again, or take another version.")
        }
    }
}

/// BLK-004.
pub fn unknown_block(entry: &BlockUse, id: &str, registry: &Registry) -> Diagnostic {
    let near = near_ids(id, registry);
    let message = format!("the registry {} has no block {id}", registry.key);
    match near.first() {
        None => at_ref(&NO_BLOCK, entry, message).hint("Look for the block in the catalogue."),
        Some(nearest) => {
            let problem = at_ref(&NO_BLOCK, entry, format!("{message}; near are {}", near.join(", ")));
            replaced(problem.hint(format!("Did you mean {nearest}?")), entry, id, nearest)
        }
    }
}

/// Up to three ids, nearest first.
fn near_ids<'r>(id: &str, registry: &'r Registry) -> Vec<&'r str> {
    let most = (id.len() / 3).max(2);
    let mut known: Vec<&str> = registry.index.ids().map(AsRef::as_ref).collect();
    let mut near = Vec::new();
    while near.len() < 3
        && let Some(found) = suggestion::nearest_within(id, known.iter().copied(), most)
    {
        near.push(found);
        known.retain(|known| *known != found);
    }
    near
}

/// BLK-005.
pub fn no_version(entry: &BlockUse, id: &str, spec: &str, registry: &Registry) -> Diagnostic {
    let versions: Vec<String> =
        registry.index.versions(id).iter().map(|entry| entry.version.to_string()).collect();
    let message = format!("no version of {id} is {spec}; there are {}", versions.join(", "));
    let problem = at_ref(&NO_VERSION, entry, message);
    match registry.resolve(id, &crate::version::VersionSpec::Latest) {
        Some(newest) => {
            let problem = problem.hint(format!("The newest is {newest}."));
            replaced(problem, entry, &format!("@{spec}"), &format!("@{newest}"))
        }
        None => problem,
    }
}

/// BLK-006.
pub fn wrong_section(entry: &BlockUse, id: &str, kind: BlockKind) -> Diagnostic {
    let (what, section) = match kind {
        BlockKind::Zone => ("zone block", "blocks"),
        BlockKind::Solution => ("solution", "solutions"),
    };
    at_ref(&WRONG_SECTION, entry, format!("{id} is a {what} and stands below `{}:`", entry.section.key()))
        .hint(format!("Move the entry to `{section}:`."))
}

/// BLK-021.
pub fn deprecated(entry: &BlockUse, manifest: &Manifest) -> Diagnostic {
    let advice = &manifest.deprecated_message;
    let colon = if advice.is_empty() { "" } else { ": " };
    at_ref(&DEPRECATED, entry, format!("{} is deprecated{colon}{advice}", manifest.label()))
}

/// BLK-023.
pub fn not_pinned(entry: &BlockUse, block: &Pinned) -> Diagnostic {
    let problem =
        at_ref(&NOT_PINNED, entry, format!("the version is not pinned; now it is {}", block.version));
    let text = format!("\"{block}\"");
    let edit =
        FileEdit { file: entry.reference_at.file, edit: TextEdit::replace(entry.reference_at.range, text) };
    problem.fix(format!("Pin to {}", block.version), Safety::Guess, vec![edit])
}

/// BLK-026.
pub fn not_as_locked(entry: &BlockUse, block: &Pinned, locked: &str, found: &str) -> Diagnostic {
    let message = format!("the manifest of {block} has the digest {found}, locked is {locked}");
    at_ref(&NOT_AS_LOCKED, entry, message)
        .hint("Ask the publisher. To accept it, remove the block from blocks.lock.json and save it again.")
}

/// A fix that replaces a part of the written reference, in quotes where it was.
fn replaced(problem: Diagnostic, entry: &BlockUse, part: &str, new: &str) -> Diagnostic {
    let Some(written) = entry.reference.as_ref().map(|field| &field.value) else { return problem };
    let text = format!("\"{}\"", written.replacen(part, new, 1));
    let edit =
        FileEdit { file: entry.reference_at.file, edit: TextEdit::replace(entry.reference_at.range, text) };
    problem.fix(format!("Replace by {}", new.trim_start_matches('@')), Safety::Guess, vec![edit])
}

/// REG-007, as an error where the block is used: what a recipe reads and writes is not published.
pub fn unplannable(entry: &BlockUse, block: &Pinned, recipe: &str) -> Diagnostic {
    let message =
        format!("{block} does not say what its recipe {recipe} reads and writes, so it cannot be planned");
    at_ref(&NO_DETAILS, entry, message)
        .hint("Take another version, or ask the publisher to publish it with details.")
}

/// BLK-026 for a lock file that cannot be read.
pub fn unreadable_lock(reason: &str, at: Location) -> Diagnostic {
    NOT_AS_LOCKED
        .report("$", format!("the lock file was not read: {reason}"))
        .at(at)
        .hint("Correct it, or delete it and save it again.")
}
