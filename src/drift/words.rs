//! Drift in words for people.

use super::{Drift, Kind, Reason, ResourceDrift};
use crate::state::BY_SYSTEM;

/// What happened to a resource, as a short sentence without its name.
pub fn resource(drift: &ResourceDrift) -> String {
    let Some(kind) = drift.kind else {
        return match drift.config {
            Some(_) => "as it should be".to_owned(),
            None => "on the server only, and left alone: the configuration does not describe it".to_owned(),
        };
    };
    let by_block = drift.made_by.as_ref().map(|path| format!(", made by block {path}")).unwrap_or_default();
    format!("{}{by_block}", of_resource(drift, kind))
}

fn of_resource(drift: &ResourceDrift, kind: Kind) -> &'static str {
    let by_us = drift.stored.as_ref().is_some_and(|stored| stored.metadata.deployed_by != BY_SYSTEM);
    match kind {
        Kind::Conflict if drift.config.is_none() => "removed from the configuration, changed on the server",
        Kind::Conflict if drift.stored.is_none() => {
            "on both sides, unlike, and no state tells who changed it"
        }
        Kind::Conflict => "changed on both sides",
        Kind::Missing => "gone from the server",
        Kind::Server => "changed on the server",
        Kind::Unmanaged => "new on the server, not in the configuration",
        Kind::Config if drift.server.is_none() => "new in the configuration",
        Kind::Config if drift.config.is_none() && by_us => "removed from the configuration",
        Kind::Config => "changed in the configuration",
        Kind::Both if drift.server.is_none() => "gone from both sides, only the state still has it",
        Kind::Both => "changed on both sides alike, only the state is behind",
    }
}

/// What happened to a field.
pub fn field(kind: Kind) -> &'static str {
    match kind {
        Kind::Conflict => "changed on both sides",
        Kind::Missing => "gone from the server",
        Kind::Server => "changed on the server",
        Kind::Unmanaged => "only on the server",
        Kind::Config => "changed in the configuration",
        Kind::Both => "changed on both sides alike",
    }
}

/// Why a difference is suppressed, as a sentence.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Filled => "DSS fills it in by itself.",
        Reason::NotDescribed => "The configuration says nothing about it.",
        Reason::EmptyIsAbsent => "An empty value and no value mean the same.",
        Reason::TypeName => "The configuration and DSS have two names for this type.",
        Reason::TagOrder => "The same tags in another order.",
        Reason::OwnProject => "A reference with the key of its own project means the same without it.",
        Reason::Shape => "DSS keeps the same content in another shape.",
        Reason::Ignored => "lifecycle.ignore_changes names it.",
        Reason::MadeByBlock => "A block made it, and what it should be only the block's publisher knows.",
        Reason::NotRead => "This reading tells nothing of it.",
    }
}

/// The counts in one sentence; what there is nothing of is left out.
pub fn summary(drift: &Drift) -> String {
    let word = |kind| match kind {
        Kind::Conflict => "changed on both sides",
        Kind::Missing => "gone from the server",
        Kind::Server => "changed on the server",
        Kind::Unmanaged => "only on the server",
        Kind::Config => "changed in the configuration",
        Kind::Both => "with only the state behind",
    };
    let counted = Kind::ALL.into_iter().map(|kind| (drift.count(kind), word(kind)));
    let unread = (drift.unread.len(), "not read");
    let parts = counted.chain([unread]).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
    let suppressed = match drift.suppressed() {
        0 => String::new(),
        1 => " 1 difference is suppressed.".to_owned(),
        count => format!(" {count} differences are suppressed."),
    };
    if parts.is_empty() {
        return format!("No drift: server, state and configuration agree.{suppressed}");
    }
    format!("Drift: {}.{suppressed}", parts.join(", "))
}
