//! Whether a registry can be used.

use std::fmt;
use std::sync::Arc;

/// The condition of one registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// Its index is not there yet.
    #[default]
    Loading,
    /// Its index was read.
    Loaded,
    /// Its index could not be read, for this reason.
    Broken(Arc<str>),
    /// A copy that was kept is in use, because the registry could not be reached.
    Stale {
        /// How old the copy is, in seconds.
        age: u64,
        /// Why there is nothing newer.
        reason: Arc<str>,
    },
}

impl Condition {
    /// Whether its blocks can be used.
    pub fn is_usable(&self) -> bool {
        matches!(self, Self::Loaded | Self::Stale { .. })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loading => out.write_str("is being loaded"),
            Self::Loaded => out.write_str("is loaded"),
            Self::Broken(reason) => write!(out, "cannot be used: {reason}"),
            Self::Stale { age, reason } => write!(out, "is a copy {} old: {reason}", duration(*age)),
        }
    }
}

/// A time span in its largest whole unit.
fn duration(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_told_in_words() {
        let stale = |age| Condition::Stale { age, reason: "no network".into() };
        assert_eq!(stale(59).to_string(), "is a copy 59 seconds old: no network");
        assert_eq!(stale(3_600).to_string(), "is a copy 1 hour old: no network");
        assert_eq!(stale(200_000).to_string(), "is a copy 2 days old: no network");
        assert!(stale(1).is_usable() && !Condition::Broken("x".into()).is_usable());
    }
}
