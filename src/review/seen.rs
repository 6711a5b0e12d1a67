//! The versions of a plan that somebody saw or shared: what the next one is compared with.
//!
//! The browser keeps one record for each project and environment. It is bounded, and what is read from it is
//! judged like any link.

use serde_json::{Value, json};

use crate::value::canonical;

/// Most versions of a project that are kept.
const MAX_VERSIONS: usize = 6;
/// Most characters of all links of a project that are kept; older ones keep their digest only.
const MAX_TEXT: usize = 1024 * 1024;

/// The name of the record of a project in an environment.
pub fn scope(project_key: &str, environment: &str) -> String {
    format!("{project_key}/{environment}")
}

/// A version of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The digest of the plan, in hex.
    pub plan: String,
    /// The text of its envelope; empty if it is not kept, as of one under a passphrase.
    pub text: String,
    /// When it was first seen or shared, as `2026-11-29T08:00:00Z`.
    pub at: String,
}

/// The versions of the plan of a project, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<Version>);

impl Seen {
    /// Reads a record; what is no version is left out.
    pub fn read(record: &str) -> Self {
        let parsed: Option<Value> = serde_json::from_str(record).ok();
        let versions = parsed.as_ref().and_then(Value::as_array).into_iter().flatten();
        let version = |value: &Value| {
            let [plan, text, at] = value.as_array()?.as_slice() else { return None };
            let text_of = |value: &Value| value.as_str().map(str::to_owned);
            Some(Version { plan: text_of(plan)?, text: text_of(text)?, at: text_of(at)? })
        };
        Self(versions.filter_map(version).take(MAX_VERSIONS).collect())
    }

    /// The record of it.
    pub fn write(&self) -> String {
        let versions = self.0.iter().map(|version| json!([version.plan, version.text, version.at]));
        canonical(&Value::Array(versions.collect()))
    }

    /// The version before the plan with this digest: the newest other one, or what was seen before it the
    /// first time.
    pub fn before(&self, plan: &str) -> Option<&Version> {
        let known = self.0.iter().position(|version| version.plan == plan).unwrap_or(self.0.len());
        self.0.get(known.checked_sub(1)?)
    }

    /// Whether a later version than this plan was seen.
    pub fn has_newer(&self, plan: &str) -> bool {
        let known = self.0.iter().position(|version| version.plan == plan);
        known.is_some_and(|at| at + 1 < self.0.len())
    }

    /// The version of the plan with this digest.
    pub fn of(&self, plan: &str) -> Option<&Version> {
        self.0.iter().find(|version| version.plan == plan)
    }

    /// When the newest version came; empty without any.
    pub fn latest(&self) -> &str {
        self.0.last().map_or("", |version| &version.at)
    }

    /// Adds a version, or the text of a known one.
    pub fn note(&mut self, version: Version) {
        match self.0.iter_mut().find(|known| known.plan == version.plan) {
            Some(known) => known.text = version.text,
            None => self.0.push(version),
        }
        let surplus = self.0.len().saturating_sub(MAX_VERSIONS);
        self.0.drain(..surplus);
        let mut left = MAX_TEXT;
        for known in self.0.iter_mut().rev() {
            match left.checked_sub(known.text.len()) {
                Some(rest) => left = rest,
                None => known.text.clear(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(plan: &str, text: &str) -> Version {
        Version { plan: plan.into(), text: text.into(), at: format!("2026-11-29T08:00:0{}Z", plan.len()) }
    }

    #[test]
    fn a_version_is_compared_with_the_one_before_it() {
        let mut seen = Seen::default();
        assert_eq!(seen.before("a"), None);
        seen.note(version("a", "A"));
        assert_eq!((seen.before("a"), seen.before("bb")), (None, seen.of("a")));
        seen.note(version("bb", "B"));
        assert_eq!(seen.before("bb").unwrap().text, "A", "a link that is opened again shows the same");
        assert_eq!(seen.before("ccc").unwrap().text, "B");
        assert!(seen.has_newer("a") && !seen.has_newer("bb") && !seen.has_newer("ccc"));
        assert_eq!(seen.latest(), "2026-11-29T08:00:02Z");
        assert_eq!(Seen::read(&seen.write()), seen);
    }

    #[test]
    fn little_is_kept() {
        let mut seen = Seen::default();
        for at in 0..10 {
            seen.note(version(&format!("p{at}"), &"x".repeat(300 * 1024)));
        }
        let kept: Vec<_> = seen.0.iter().map(|version| (&*version.plan, version.text.is_empty())).collect();
        let expected =
            [("p4", true), ("p5", true), ("p6", true), ("p7", false), ("p8", false), ("p9", false)];
        assert_eq!(kept, expected);
    }

    #[test]
    fn a_record_that_is_none_is_empty() {
        for record in ["", "{}", "[1, [2], [\"a\", \"b\"]]", "[[1, 2, 3]]"] {
            assert_eq!(Seen::read(record), Seen::default(), "{record}");
        }
    }
}
